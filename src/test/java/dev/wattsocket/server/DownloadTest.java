package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.wattsocket.kit.ParquetRows;
import dev.wattsocket.kit.TestNode;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Figures as files: the same numbers as in JSON.
final class DownloadTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long NEW_YEAR = 1_767_225_600_000L;
    private static final String HOUR = "&from=2026-01-01T00:00:00Z&to=2026-01-01T01:00:00Z";

    @TempDir private Path folder;
    private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(folder.resolve("data"));
        var readings = new StringJoiner(",", "[", "]");
        for (int minute = 0; minute < 60; minute++) {
            readings.add(
                    "{\"meter\":\"grid\",\"time\":%d,\"power\":%s,\"energy_import\":%d}"
                            .formatted(
                                    NEW_YEAR + minute * 60_000L,
                                    minute % 2 == 0 ? "600.125" : "-4.5",
                                    minute * 10));
        }
        readings.add("{\"meter\":\"grid\",\"time\":%d,\"voltage\":230}".formatted(NEW_YEAR + 500));
        readings.add(
                "{\"meter\":\"spot\",\"time\":%d,\"interval_ms\":3600000,\"price\":-0.01234}"
                        .formatted(NEW_YEAR));
        node.post("/api/v1/readings", "application/json", readings.toString());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void readingsAsParquetAreTheReadings() {
        var json = json("/api/v1/readings?meter=grid" + HOUR).path("readings");

        var file = parquet("/api/v1/readings?meter=grid&format=parquet" + HOUR);

        assertThat(file.rows()).hasSameSizeAs(json).hasSize(61);
        for (int i = 0; i < json.size(); i++) {
            var row = file.rows().get(i);
            assertThat(row)
                    .containsEntry(
                            "time", Instant.ofEpochMilli(json.path(i).path("time").asLong()));
            for (var name : List.of("power", "energy_import", "voltage")) {
                assertThat(row.containsKey(name)).isEqualTo(json.path(i).has(name));
                if (row.containsKey(name)) {
                    assertThat(row).containsEntry(name, json.path(i).path(name).asDouble());
                }
            }
        }
        assertThat(file.metadata())
                .containsEntry("unit.power", "W")
                .containsEntry("zone", "Europe/Amsterdam");
    }

    @Test
    void pricesAsParquetHaveTheirLengthAndCurrency() {
        var file = parquet("/api/v1/readings?meter=spot&format=parquet" + HOUR);

        assertThat(file.rows().getFirst())
                .containsEntry("interval", 3_600_000.0)
                .containsEntry("price", -0.01234);
        assertThat(file.metadata()).containsEntry("unit.price", "EUR/kWh");
    }

    @Test
    void aChartIsARowForEachPoint() {
        String series = "/api/v1/history?series=grid.power,grid.voltage&px=20" + HOUR;
        var json = json(series).path("series");

        var csv = csv(series + "&format=csv");
        var file = parquet(series + "&format=parquet");

        int row = 0;
        for (var each : json) {
            for (int i = 0; i < each.path("time").size(); i++, row++) {
                var text = csv.get(row);
                var cells = file.rows().get(row);
                assertThat(text.getField("channel")).isEqualTo(each.path("channel").asString());
                assertThat(text.getField("unit")).isEqualTo(each.path("unit").asString());
                assertThat(Instant.parse(text.getField("time_utc")).toEpochMilli())
                        .isEqualTo(each.path("time").path(i).asLong());
                for (var name : List.of("min", "mean", "max")) {
                    double expected = each.path(name).path(i).asDouble();
                    assertThat(Double.parseDouble(text.getField(name))).isEqualTo(expected);
                    assertThat(cells).containsEntry(name, expected);
                }
            }
        }
        assertThat(csv).hasSize(row).hasSizeGreaterThan(12);
        assertThat(file.rows()).hasSize(row);
        assertThat(csv.getFirst().getField("time [Europe/Amsterdam]"))
                .isEqualTo("2026-01-01 01:00:00");
    }

    @Test
    void energyMoneyAndGasAreTheSameInEveryForm() {
        node.put(
                "/api/v1/tariffs/flat",
                """
                {"name":"Flat","versions":[{"from":"2025-01-01",
                 "energy":{"kind":"flat","price":"0.2841"},
                 "taxes":[{"name":"VAT","percent":"21","on":["energy"]}]}]}
                """);
        node.put("/api/v1/sites/home", "{\"tariff\":\"flat\",\"carbon\":312.5}");
        String energy = "/api/v1/energy?meters=grid,spot&by=quarter" + HOUR;
        assertSame(
                json(energy).path("meters").path(0).path("buckets"),
                energy,
                List.of("energy_import", "energy_export", "coverage", "co2_g"),
                List.of("cost [EUR]"));
        String carbon = "/api/v1/carbon?by=quarter" + HOUR;
        assertSame(
                json(carbon).path("buckets"),
                carbon,
                List.of("co2_g", "intensity", "energy_import", "coverage"),
                List.of());
        String balance = "/api/v1/balance?site=home&by=quarter" + HOUR;
        assertSame(
                json(balance).path("buckets"),
                balance,
                List.of("home", "grid_import", "grid_export", "autarky", "coverage", "co2_g"),
                List.of("cost [EUR]"));
        assertThat(parquet(balance + "&format=parquet").rows().getFirst())
                .doesNotContainKeys("solar", "ev")
                .containsKeys("solar_home", "grid_home");
        String demand = "/api/v1/demand?meter=grid" + HOUR;
        assertSame(json(demand).path("intervals"), demand, List.of("power", "coverage"), List.of());
        String prices = "/api/v1/prices?site=home" + HOUR;
        assertSame(json(prices).path("steps"), prices, List.of(), List.of("price [EUR/kWh]"));
    }

    @Test
    void aTypicalWeekIsARowForEachHour() {
        String path = "/api/v1/profile?meter=grid&from=2025-12-29&to=2026-01-05";
        var json = json(path);

        var csv = csv(path + "&format=csv");
        var file = parquet(path + "&format=parquet");

        assertThat(csv).hasSize(7 * 24);
        assertThat(file.rows()).hasSize(7 * 24);
        int known = 0;
        for (int i = 0; i < csv.size(); i++) {
            var watts = json.path("watts").path(i / 24).path(i % 24);
            String text = csv.get(i).getField("power [W]");
            assertThat(text.isEmpty()).isEqualTo(watts.isNull());
            assertThat(file.rows().get(i).containsKey("power")).isEqualTo(!watts.isNull());
            if (!watts.isNull()) {
                known++;
                assertThat(Double.parseDouble(text)).isEqualTo(watts.asDouble());
                assertThat(file.rows().get(i)).containsEntry("power", watts.asDouble());
                assertThat(csv.get(i).getField("day")).isEqualTo("thursday");
                assertThat(csv.get(i).getField("hour [h]")).isEqualTo("1");
            }
        }
        assertThat(known).isOne();
    }

    @Test
    void theLinesOfABillAddUpInAFileToo() {
        node.put(
                "/api/v1/tariffs/flat",
                """
                {"name":"Flat","versions":[{"from":"2025-01-01",
                 "energy":{"kind":"flat","price":"0.2841"},
                 "standing":[{"name":"Connection","per_day":"0.8237"}],
                 "taxes":[{"name":"VAT","percent":"21","on":["energy","standing"]}]}]}
                """);
        node.put("/api/v1/sites/home", "{\"tariff\":\"flat\"}");
        String path = "/api/v1/bill?site=home&from=2025-12-01&to=2026-02-01";

        var csv = csv(path + "&format=csv");
        var file = parquet(path + "&format=parquet");

        var total = new BigDecimal(json(path).path("total").asString());
        var inText =
                csv.stream()
                        .map(line -> new BigDecimal(line.getField("amount [EUR]")))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        var inParquet =
                file.rows().stream()
                        .map(row -> (BigDecimal) row.get("amount"))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(inText).isEqualTo(total);
        assertThat(inParquet).isEqualTo(total);
        assertThat(csv).hasSizeGreaterThan(4);
    }

    /// The same numbers in JSON, CSV and Parquet, row by row.
    private void assertSame(
            JsonNode json, String path, List<String> numbers, List<String> decimals) {
        var csv = csv(path + "&format=csv");
        var file = parquet(path + "&format=parquet");
        assertThat(json).isNotEmpty();
        assertThat(file.rows()).hasSameSizeAs(csv);
        for (int i = 0; i < json.size(); i++) {
            var bucket = json.path(i);
            var text = csv.get(i);
            var cells = file.rows().get(i);
            assertThat(Instant.parse(text.getField("start_utc")))
                    .isEqualTo(cells.get("start"))
                    .isEqualTo(Instant.ofEpochMilli(bucket.path("start").asLong()));
            for (var name : numbers) {
                double expected = bucket.path(name).asDouble();
                String header = header(text, name);
                assertThat(Double.parseDouble(text.getField(header))).isEqualTo(expected);
                assertThat(cells).containsEntry(name, expected);
            }
            for (var header : decimals) {
                String name = header.split(" ", 2)[0];
                var expected = new BigDecimal(bucket.path(name).asString());
                assertThat(new BigDecimal(text.getField(header))).isEqualTo(expected);
                assertThat((BigDecimal) cells.get(name)).isEqualByComparingTo(expected);
            }
        }
    }

    /// The column's name with its unit.
    private static String header(NamedCsvRecord row, String name) {
        return row.getHeader().stream()
                .filter(each -> each.equals(name) || each.startsWith(name + " ["))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFileHasAName() {
        var csv = node.get("/api/v1/history?series=grid.power&format=csv" + HOUR);
        var raw = node.get("/api/v1/readings?meter=grid&format=csv" + HOUR);

        assertThat(header(csv, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"history-grid-2026-01-01-2026-01-01.csv\"");
        assertThat(header(csv, "Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(header(raw, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"readings-grid-2026-01-01-2026-01-01.csv\"");
    }

    @Test
    void aFormThatThereIsNotIsTold() {
        var chart = node.get("/api/v1/history?series=grid.power&format=xlsx");
        var raw = node.get("/api/v1/readings?meter=grid&format=xlsx");

        assertThat(chart.statusCode()).isEqualTo(400);
        assertThat(chart.body()).contains("format is json, csv or parquet.");
        assertThat(raw.body()).contains("format is json, ndjson, csv or parquet.");
    }

    private ParquetRows parquet(String path) {
        var answer = node.download(path, folder.resolve("figures.parquet"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/vnd.apache.parquet");
        assertThat(header(answer, "Content-Disposition")).endsWith(".parquet\"");
        return ParquetRows.read(answer.body());
    }

    private List<NamedCsvRecord> csv(String path) {
        return CsvReader.builder().ofNamedCsvRecord(node.get(path).body()).stream().toList();
    }

    private JsonNode json(String path) {
        return JSON.readTree(node.get(path).body());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
