package dev.wattsocket.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.ParquetRows;
import dev.wattsocket.kit.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prices and carbon intensities out of files, with the maps that are ready.
class PriceImportTest {
    private static final Path DOCUMENTS = Path.of("src/test/resources/entsoe");

    @TempDir Path folder;

    @Test
    void aMarketDocumentIsImportedWithTheReadyMap() {
        var data = folder.resolve("data");

        var said = Shell.importing(DOCUMENTS.resolve("spring.xml"), "entsoe-prices.yaml", data);

        assertThat(said.err()).isEmpty();
        assertThat(said.out()).contains("spring.xml: 23 readings stored at site home");
        try (var kept = new Kept(data)) {
            assertThat(kept.rows("spot", "price"))
                    .hasSize(23)
                    .allMatch(row -> row.intervalSeconds() == 3600)
                    .extracting(Kept.Row::value)
                    .startsWith(0.04107, 0.0385);
        }
    }

    @Test
    void aRunningServerTakesAZippedOne() throws IOException {
        var file = folder.resolve("change.xml.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(Files.readAllBytes(DOCUMENTS.resolve("change.xml")));
        }
        try (var node = TestNode.start(folder.resolve("node"))) {
            String url = "http://127.0.0.1:" + node.port();
            var said = Shell.importing(file, "entsoe-prices.yaml", folder, "--url", url);

            assertThat(said.err()).isEmpty();
            assertThat(said.out()).contains("120 readings stored").contains("0 refused");
            assertThat(node.get("/api/v1/meters/spot").body()).contains("\"role\":\"other\"");
        }
    }

    @Test
    void whatIsExportedAsParquetIsWhatWasStored() {
        var data = folder.resolve("data");
        var file = folder.resolve("spot.parquet");
        Shell.importing(DOCUMENTS.resolve("spring.xml"), "entsoe-prices.yaml", data);

        var said =
                Shell.exporting(
                        data, "--meter", "spot", "--format", "parquet", "-o", file.toString());
        var onTerminal = Shell.exporting(data, "--meter", "spot", "--format", "parquet");

        assertThat(said.err()).isEmpty();
        var rows = ParquetRows.read(file).rows();
        assertThat(rows).hasSize(23);
        assertThat(rows.getFirst())
                .isEqualTo(
                        Map.of(
                                "time",
                                Instant.parse("2026-03-28T23:00:00Z"),
                                "meter",
                                "spot",
                                "interval",
                                3_600_000.0,
                                "price",
                                0.04107));
        assertThat(onTerminal.exitCode()).isEqualTo(2);
        assertThat(onTerminal.err()).contains("-o FILE");
    }

    @Test
    void aDryRunShowsThem() {
        var said =
                Shell.importing(
                        DOCUMENTS.resolve("hours.xml"),
                        "entsoe-prices.yaml",
                        folder.resolve("none"),
                        "--dry-run");

        assertThat(said.out())
                .contains("2026-01-15T00:00+01:00  spot  3600 s  price 0.09897 /kWh")
                .containsPattern("spot.price +interval +24 ");
    }

    @Test
    void whatIsRefusedHasItsLine() {
        var said =
                Shell.importing(
                        DOCUMENTS.resolve("spoilt.xml"),
                        "entsoe-prices.yaml",
                        folder.resolve("data"));

        assertThat(said.exitCode()).isZero();
        assertThat(said.says())
                .anyMatch(line -> line.startsWith("line 35 malformed: TimeSeries 1: Position 2"))
                .anyMatch(line -> line.startsWith("line 116 malformed: TimeSeries 2: The prices"));
    }

    @Test
    void theirRefusalAndABrokenFileEndInASentence() throws IOException {
        var whole = Files.readAllBytes(DOCUMENTS.resolve("hours.xml"));
        var cut = Files.write(folder.resolve("cut.xml"), java.util.Arrays.copyOf(whole, 2_000));

        var refused =
                Shell.importing(
                        DOCUMENTS.resolve("refusal.xml"),
                        "entsoe-prices.yaml",
                        folder.resolve("a"));
        var broken = Shell.importing(cut, "entsoe-prices.yaml", folder.resolve("b"));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("(999) No data was found for these days & this place.");
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.err()).contains("This is not XML: line ");
    }

    @Test
    void aMapSaysWhichAuctionAndWhichChannel() throws IOException {
        var map =
                Files.writeString(
                        folder.resolve("map.yaml"),
                        """
                        file: {format: entsoe, sequence: 2, resolution: PT15M}
                        site: {id: home, zone: Europe/Vienna}
                        meters: [{id: exchange, channel: price_l1}]
                        """);
        var data = folder.resolve("data");

        Shell.importing(DOCUMENTS.resolve("auctions.xml"), map, data);

        try (var kept = new Kept(data)) {
            assertThat(kept.rows("exchange", "price_l1"))
                    .hasSize(96)
                    .extracting(Kept.Row::value)
                    .startsWith(0.05);
        }
    }

    @Test
    void linesOfPricesAndOfCarbonAreImportedWithTheReadyMaps() throws IOException {
        var data = folder.resolve("data");
        var prices =
                Files.writeString(
                        folder.resolve("prices.csv"),
                        "time,price\n2026-01-01T00:00:00+01:00,87.25\n2026-01-01T01:00:00+01:00,-3.1\n");
        var carbon =
                Files.writeString(
                        folder.resolve("carbon.csv"),
                        "time,carbon_intensity\n2026-01-01T00:00:00+01:00,312\n");

        Shell.importing(prices, "prices-csv.yaml", data);
        Shell.importing(carbon, "carbon-csv.yaml", data);

        try (var kept = new Kept(data)) {
            assertThat(kept.rows("spot", "price"))
                    .extracting(Kept.Row::value)
                    .containsExactly(0.08725, -0.0031);
            assertThat(kept.rows("grid-mix", "carbon_intensity"))
                    .extracting(Kept.Row::value)
                    .containsExactly(312.0);
        }
    }

    @Test
    void aPriceInAnotherCurrencyThanTheSitesIsNotStored() throws IOException {
        var data = folder.resolve("data");
        var prices =
                Files.writeString(
                        folder.resolve("prices.csv"),
                        "time,price\n2026-01-01T00:00:00+01:00,87.25\n");
        var map =
                Files.writeString(
                        folder.resolve("map.yaml"),
                        """
                        site: {id: dom, zone: Europe/Warsaw, currency: PLN}
                        time: {column: time, format: iso, interval: 1 h}
                        meters:
                          - id: spot
                            channels: {price: {column: price, unit: EUR/MWh}}
                        """);

        var said = Shell.importing(prices, map, data);

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.err()).contains("price is in EUR by the map, and the site counts in PLN");
    }
}
