package dev.wattsocket.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A wrong map is answered with a sentence that names the key.
class MapErrorsTest {
    private static final String GOOD =
            """
            file: {separator: ",", decimal: "."}
            site: {id: home, zone: Europe/Amsterdam}
            time: {column: time, format: "yyyy-MM-dd HH:mm"}
            meters:
              - id: grid
                channels: {power: {column: kw, unit: kW}}
            """;

    @TempDir Path folder;

    private static final String MARKET =
            """
            file: {format: entsoe, sequence: 1, resolution: PT15M}
            site: {id: home}
            meters:
              - id: spot
                channel: price
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sequence: 1       | sequence: 0             | file.sequence is a whole number from 1",
                "sequence: 1       | sequence: 1.5           | file.sequence is a whole number from 1",
                "resolution: PT15M | resolution: 15 min      | file.resolution is PT15M",
                "resolution: PT15M | decimal: x              | file.decimal is not a key",
                "channel: price    | channel: a price        | meters[0].channel is letters",
                "channel: price    | channels: all           | meters[0].channels is not a key",
                "- id: spot        | '- {id: a}\n  - id: b' | meters: a market document is of one",
                "site:             | 'time: {}\nsite:'      | time is not a key",
            })
    void aMapOfMarketDocumentsNamesTheKey(String part, String instead, String sentence) {
        String wrong = MARKET.replace(part, instead.replace("\\n", "\n"));
        assertThat(wrong).isNotEqualTo(MARKET);
        assertThatThrownBy(() -> MapReader.read(wrong))
                .isInstanceOf(MapException.class)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "EUR/MWh,-3",
        "/MWh,-3",
        "GBP/kWh,0",
        "ct/kWh,-2",
        "/kWh,0",
    })
    void aPriceHasACurrencyOrNone(String unit, int shift) {
        var meter = (MeterPart.Fixed) MapReader.read(priced(unit)).meters().getFirst();
        assertThat(meter.channels().getFirst().decimalShift()).isEqualTo(shift);
        assertThat(meter.channels().getFirst().currency().map(String::valueOf).orElse(""))
                .isEqualTo(unit.length() == 7 ? unit.substring(0, 3) : "");
    }

    @ParameterizedTest
    @CsvSource({"XYZ/MWh,currency's three letters", "EUR/Wh,is one of", "ct/MWh,is one of"})
    void aPriceInNoUnitIsTold(String unit, String sentence) {
        assertThatThrownBy(() -> MapReader.read(priced(unit)))
                .isInstanceOf(MapException.class)
                .hasMessageContaining(sentence);
    }

    private static String priced(String unit) {
        return GOOD.replace(
                "power: {column: kw, unit: kW}", "price: {column: p, unit: " + unit + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "separator: \",\"       | separator: \",,\"      | file.separator is one character",
                "decimal: \".\"         | decimal: \"5\"         | file.decimal is one mark",
                "decimal: \".\"         | thousands: \".\"       | file.decimal and file.thousands are the same",
                "decimal: \".\"         | encoding: klingon      | file.encoding is an encoding",
                "decimal: \".\"         | format: excel          | file.format is one of lines, entsoe",
                "decimal: \".\"         | sequence: 1            | file.sequence is not a key",
                "decimal: \".\"         | header: maybe          | file.header is true or false",
                "decimal: \".\"         | skip_lines: -1         | file.skip_lines is a whole number",
                "decimal: \".\"         | seperator: x           | file.seperator is not a key",
                "id: home,              | id: my home,           | site.id is 1 to 64 letters",
                "zone: Europe/Amsterdam | zone: Europe/Atlantis  | site.zone is a time zone",
                "zone: Europe/Amsterdam | currency: EUR          | time.zone is missing",
                "zone: Europe/Amsterdam | currency: EURO         | site.currency is a currency's three letters",
                "column: time,          | column: 0,             | time.column is a column's name",
                "column: time,          | columns: time,         | time.columns is a list of columns",
                "column: time,          | label: start,          | time.column says where the time stands",
                "\"yyyy-MM-dd HH:mm\"   | \"yyyy-bb\"            | time.format",
                "column: time,          | column: time, label: end,| time.label: end needs to know how long",
                "column: time,          | column: time, interval: quarter,| time.interval is a length",
                "column: time,          | column: time, midnight: old_date,| time.midnight: old_date goes with",
                "column: time,          | column: time, repeated_hour: both,| time.repeated_hour is one of",
                "id: grid               | id: \"gr id\"          | meters[0].id is 1 to 64",
                "id: grid               | name: grid             | meters[0].id is missing",
                "id: grid               | {id: grid, role: roof} | meters[0].role is one of",
                "unit: kW               | unit: kWh              | meters[0].channels.power.unit of power is one of",
                "', unit: kW'           | ''                     | meters[0].channels.power.unit is missing",
                "unit: kW               | unit: kW, scale: 0     | meters[0].channels.power.scale is a number",
                "unit: kW               | unit: kW, kind: interval | meters[0].channels.power.kind: interval needs",
                "column: kw             | colum: kw              | meters[0].channels.power.column is missing",
            })
    void itNamesTheKey(String part, String instead, String sentence) {
        String map = GOOD.replace(part, instead);
        if (instead.startsWith("{id: grid")) {
            map = GOOD.replace("id: grid", "id: grid\n    role: roof");
        }
        assertThat(map).isNotEqualTo(GOOD);
        String wrong = map;
        assertThatThrownBy(() -> MapReader.read(wrong))
                .isInstanceOf(MapException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void theGoodMapIsGood() {
        assertThat(MapReader.read(GOOD).meters()).hasSize(1);
    }

    @Test
    void whatIsNoYamlIsToldWithItsLine() {
        assertThatThrownBy(() -> MapReader.read("site: {id: home\nfile: ]"))
                .isInstanceOf(MapException.class)
                .hasMessageContaining("not YAML at line 2");
        assertThatThrownBy(() -> MapReader.read("- a\n- b\n"))
                .hasMessageContaining("The map is a section");
        assertThatThrownBy(() -> MapReader.read("site: {id: a, id: b}"))
                .isInstanceOf(MapException.class)
                .hasMessageContaining("id");
    }

    @Test
    void columnsThatTheFileHasNotAreToldWithThoseItHas() {
        assertThatThrownBy(() -> Seen.of(folder, GOOD, "time;kw\n"))
                .isInstanceOf(MapException.class)
                .hasMessageContaining("no column \"time\"; its columns are: time;kw")
                .hasMessageContaining("file.separator");
    }

    @Test
    void everyMapThatComesWithTheProgramCanBeRead() throws IOException {
        try (var maps = Files.list(Path.of("maps"))) {
            var files = maps.toList();
            assertThat(files).hasSizeGreaterThanOrEqualTo(5);
            for (var map : files) {
                assertThat(MapReader.read(map).meters()).as(map.toString()).isNotEmpty();
            }
        }
    }
}
