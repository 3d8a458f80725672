package dev.wattsocket.tariff.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wattsocket.tariff.BandRule;
import dev.wattsocket.tariff.DayKind;
import dev.wattsocket.tariff.EnergyPrice;
import dev.wattsocket.tariff.LineKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class TariffJsonTest {
    private static final String WHOLE =
            """
            {"name":"Home 2026","versions":[
            {"from":"2026-07-01","energy":{"kind":"tiers","tiers":[
            {"name":"First 100 kWh","up_to_kwh":"100","price":"0.20"},
            {"name":"Rest","price":"0.30"}]}},
            {"from":"2026-01-01","energy":{"kind":"bands","bands":[
            {"id":"off_peak","name":"Off-peak","price":"0.21"},
            {"id":"peak","name":"Peak","price":0.3412}],
            "calendar":[{"months":[11,12,1,2],"days":["monday","holiday"],
            "from":"07:00","to":"23:00","band":"peak"},{"from":"22:15","to":"00:00","band":"peak"}],
            "otherwise":"off_peak","holidays":["2026-12-25"]},
            "feed_in":{"kind":"dynamic","series":"spot.price","markup":"-0.01"},
            "charges":[{"name":"Energy tax","per_kwh":"0.1088"}],
            "standing":[{"name":"Connection","per_day":"0.82"}],
            "demand":{"name":"Peak","per_kw":"4.10","floor_kw":"2.5"},
            "taxes":[{"name":"VAT","percent":"21","on":["energy","charge"]}]}]}
            """;

    @Test
    void aWholeTariffIsReadAsItIsWritten() {
        var tariff = TariffJson.read(WHOLE);

        var first = tariff.versions().getFirst();
        var bands = (EnergyPrice.Bands) first.energy();
        assertThat(tariff.name()).isEqualTo("Home 2026");
        assertThat(first.from()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(bands.bands().get(1).price()).isEqualTo(new BigDecimal("0.3412"));
        assertThat(bands.calendar())
                .containsExactly(
                        new BandRule(
                                Set.of(
                                        Month.NOVEMBER,
                                        Month.DECEMBER,
                                        Month.JANUARY,
                                        Month.FEBRUARY),
                                Set.of(DayKind.MONDAY, DayKind.HOLIDAY),
                                420,
                                1380,
                                "peak"),
                        new BandRule(Set.of(), Set.of(), 1335, 1440, "peak"));
        assertThat(bands.holidays()).containsExactly(LocalDate.of(2026, 12, 25));
        assertThat(first.feedIn())
                .contains(
                        new EnergyPrice.Dynamic(
                                "spot.price", new BigDecimal("-0.01"), BigDecimal.ONE));
        assertThat(first.demand().orElseThrow().floorKw()).isEqualTo(new BigDecimal("2.5"));
        assertThat(first.taxes().getFirst().on())
                .containsExactlyInAnyOrder(LineKind.ENERGY, LineKind.CHARGE);
        assertThat(tariff.series()).containsExactly("spot.price");
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        var tariff = TariffJson.read(WHOLE);

        String written = TariffJson.write(tariff);

        assertThat(TariffJson.write(TariffJson.read(written))).isEqualTo(written);
        assertThat(written)
                .startsWith(
                        "{\"name\":\"Home 2026\",\"versions\":[{\"from\":\"2026-01-01\",\"energy\":"
                                + "{\"kind\":\"bands\",\"bands\":[{\"id\":\"off_peak\",\"name\":\"Off-peak\","
                                + "\"price\":\"0.21\"}")
                .contains(
                        "\"calendar\":[{\"months\":[1,2,11,12],\"days\":[\"monday\",\"holiday\"],"
                                + "\"from\":\"07:00\",\"to\":\"23:00\",\"band\":\"peak\"},"
                                + "{\"from\":\"22:15\",\"to\":\"24:00\",\"band\":\"peak\"}]")
                .endsWith(
                        "\"tiers\":[{\"name\":\"First 100 kWh\",\"up_to_kwh\":\"100\","
                                + "\"price\":\"0.2\"},{\"name\":\"Rest\",\"price\":\"0.3\"}]}}]}");
    }

    /// Each with what is wrong in a tariff of one version, and what is said of it.
    @ParameterizedTest
    @CsvFileSource(
            resources = "/tariffs/wrong-prices.txt",
            delimiter = '|',
            quoteCharacter = '`',
            maxCharsPerColumn = 1_000)
    void whatIsWrongWithAPriceIsToldWithItsPlace(String energy, String sentence) {
        String document =
                "{\"name\":\"T\",\"versions\":[{\"from\":\"2026-01-01\",\"energy\":"
                        + energy
                        + "}]}";

        assertThatThrownBy(() -> TariffJson.read(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "/tariffs/wrong-versions.txt",
            delimiter = '|',
            quoteCharacter = '`',
            maxCharsPerColumn = 1_000)
    void whatIsWrongWithTheRestIsToldWithItsPlace(String field, String sentence) {
        String from = field.startsWith("\"from\"") ? "" : "\"from\":\"2026-01-01\",";
        String document =
                "{\"name\":\"T\",\"versions\":[{%s%s,\"energy\":{\"kind\":\"flat\",\"price\":\"1\"}}]}"
                        .formatted(from, field);

        assertThatThrownBy(() -> TariffJson.read(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvFileSource(
            resources = "/tariffs/wrong-documents.txt",
            delimiter = '|',
            quoteCharacter = '`',
            maxCharsPerColumn = 1_000)
    void whatIsNoTariffIsTold(String document, String sentence) {
        assertThatThrownBy(() -> TariffJson.read(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void whatIsNotJsonIsTold() {
        assertThatThrownBy(() -> TariffJson.read("{\"name\":"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The tariff is not JSON: ");
    }

    @Test
    void twoVersionsOfOneDayAreTold() {
        String version = "{\"from\":\"2026-01-01\",\"energy\":{\"kind\":\"flat\",\"price\":\"1\"}}";

        assertThatThrownBy(() ->
                        TariffJson.read(
                                "{\"name\":\"T\",\"versions\":[" + version + "," + version + "]}"))
                .hasMessage("The tariff: Two versions begin on 2026-01-01: give each its own day.");
    }
}
