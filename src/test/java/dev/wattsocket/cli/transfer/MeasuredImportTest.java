package dev.wattsocket.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wattsocket.cli.transfer.Kept.Row;
import dev.wattsocket.kit.Energies;
import dev.wattsocket.metering.By;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.model.Energy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Imports measured files with the maps that come with the program, and compares with figures that
/// were computed by others.
class MeasuredImportTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    @TempDir Path folder;

    @Test
    void theHouseInFranceComesToItsKnownFigures() throws IOException {
        var said = Shell.importing(Measured.HOUSE, "uci-household.yaml", folder);
        assertThat(said.exitCode()).isZero();
        assertThat(said.says())
                .contains("40,320 lines read, 0 refused, 2 with missing values (14 values)");
        assertThat(said.out())
                .containsPattern(
                        "house +941\\.481433 +0\\.000000 +1\\.401084 +8\\.231067 +2007-02-22 21:00 +2")
                .containsPattern("kitchen +47\\.584000")
                .containsPattern("laundry +64\\.604000")
                .containsPattern("heating +270\\.274000");
        try (var kept = new Kept(folder)) {
            assertThat(kept.kiloWattHours("house", "2007-02-01", "2007-03-01"))
                    .isEqualTo(941.481433);
            assertThat(kept.kiloWattHours("house", "2007-02-01", "2007-02-02"))
                    .isEqualTo(30.412667);
            var peak = kept.peak("house", "2007-02-01", "2007-03-01");
            assertThat(peak.watts()).isCloseTo(8231.067, within(0.001));
            assertThat(at(peak.startMillis(), PARIS)).isEqualTo("2007-02-22T21:00");

            var power = kept.rows("house", "power");
            assertThat(power).hasSize(40_318).allMatch(row -> row.intervalSeconds() == 60);
            var most = power.stream().max((a, b) -> Double.compare(a.value(), b.value()));
            assertThat(most.map(Row::value)).contains(9410.0);
            assertThat(most.map(row -> at(row.millis(), PARIS))).contains("2007-02-22T21:15");
            var voltage =
                    kept.rows("house", "voltage").stream()
                            .mapToDouble(Row::value)
                            .summaryStatistics();
            assertThat(voltage.getMin()).isEqualTo(223.49);
            assertThat(voltage.getMax()).isEqualTo(248.99);
            assertThat(voltage.getAverage()).isCloseTo(240.5194, within(0.00005));
            compareWithDailyMeans(kept);
        }
    }

    /// Days as somebody else has computed them, in floats of 24 bits.
    private static void compareWithDailyMeans(Kept kept) throws IOException {
        var lines = Files.readAllLines(Measured.DAILY_MEANS);
        assertThat(lines).hasSize(29);
        for (var line : lines.subList(1, 29)) {
            var cells = line.split(",", -1);
            var day = LocalDate.parse(cells[0]);
            var bucket =
                    kept.energy("house", cells[0], day.plusDays(1).toString(), By.DAY).getFirst();
            double kiloWatts = bucket.imported().toWh() / 1e3 / 24 / bucket.coverage();
            assertThat(kiloWatts).as(line).isCloseTo(Double.parseDouble(cells[1]), within(2e-7));
        }
    }

    @Test
    void againAndShuffledChangeNothing() throws IOException {
        var lines = Measured.unzipped(Measured.HOUSE);
        var shuffled = new ArrayList<>(lines.subList(1, lines.size()));
        Collections.shuffle(shuffled, new Random(20070201));
        shuffled.addFirst(lines.getFirst());
        var shuffledFile = Files.write(folder.resolve("shuffled.csv"), shuffled);
        var once = folder.resolve("once");
        var other = folder.resolve("other");

        Shell.importing(Measured.HOUSE, "uci-household.yaml", once);
        var first = everything(once);
        assertThat(Shell.importing(Measured.HOUSE, "uci-household.yaml", once).out())
                .contains("941.481433");
        assertThat(everything(once)).isEqualTo(first);
        assertThat(Shell.importing(shuffledFile, "uci-household.yaml", once).out())
                .contains("941.481433");
        assertThat(everything(once)).isEqualTo(first);
        assertThat(Shell.importing(shuffledFile, "uci-household.yaml", other).out())
                .contains("941.481433");
        assertThat(everything(other)).isEqualTo(first);
    }

    private static Map<String, List<Row>> everything(Path data) {
        var all = new LinkedHashMap<String, List<Row>>();
        try (var kept = new Kept(data)) {
            for (var channel : List.of("power", "reactive_power", "voltage", "current")) {
                all.put("house." + channel, kept.rows("house", channel));
            }
            for (var meter : List.of("kitchen", "laundry", "heating")) {
                all.put(meter, kept.rows(meter, "energy_import"));
            }
        }
        return all;
    }

    @Test
    void theSteelWorksComesToItsKnownFigures() {
        var said = Shell.importing(Measured.STEEL, "steel-works.yaml", folder);
        assertThat(said.exitCode()).isZero();
        assertThat(said.says())
                .contains("35,040 lines read, 0 refused, 0 with missing values (0 values)");
        try (var kept = new Kept(folder)) {
            assertThat(kept.kiloWattHours("works", "2018-01-01", "2019-01-01"))
                    .isEqualTo(959_636.71);
            var peak = kept.peak("works", "2018-01-01", "2019-01-01");
            assertThat(peak.watts()).isCloseTo(628_720, within(0.001));
            // The file labels it by its end, 22-11-2018 09:45.
            assertThat(at(peak.startMillis(), SEOUL)).isEqualTo("2018-11-22T09:30");
            assertThat(kept.energy("works", "2018-01-01", "2019-01-01", By.MONTH))
                    .extracting(month -> month.imported().toKwh().doubleValue())
                    .containsExactly(
                            126238.29, 91497.34, 80230.41, 78769.80, 79059.28, 65404.64, 81674.41,
                            68559.43, 57883.07, 84665.65, 86217.61, 59436.78);
            var energy = kept.rows("works", "energy_import");
            assertThat(energy).hasSize(35_040);
            assertThat(at(energy.getFirst().millis(), SEOUL)).isEqualTo("2018-01-01T00:00");
            assertThat(at(energy.getLast().millis(), SEOUL)).isEqualTo("2018-12-31T23:45");
            assertThat(sum(kept.rows("works", "reactive_energy_import")))
                    .isCloseTo(456_759_840, within(0.5));
            assertThat(sum(kept.rows("works", "reactive_energy_export")))
                    .isCloseTo(135_638_040, within(0.5));
        }
    }

    @Test
    void theGermanGridKeepsBothItsChangesOfTheClock() {
        var said = Shell.importing(Measured.GRID, "smard-load.yaml", folder);
        assertThat(said.exitCode()).isZero();
        assertThat(said.says())
                .contains("35,040 lines read, 0 refused, 0 with missing values (0 values)");
        try (var kept = new Kept(folder)) {
            assertThat(kept.kiloWattHours("load", "2019-01-01", "2020-01-01"))
                    .isEqualTo(495.539290e9);
            day(kept, "2019-03-31", 92, 1_080_238);
            day(kept, "2019-10-27", 100, 1_222_767);
            var peak = kept.peak("load", "2019-01-01", "2020-01-01");
            assertThat(peak.watts()).isEqualTo(19_347e6 * 4);
            assertThat(at(peak.startMillis(), BERLIN)).isEqualTo("2019-01-22T17:45");
            var rows = kept.rows("load", "energy_import");
            for (int i = 0; i < rows.size(); i++) {
                assertThat(rows.get(i).millis()).isEqualTo(rows.getFirst().millis() + i * 900_000L);
            }
        }
    }

    private static void day(Kept kept, String day, int quarters, long megaWattHours) {
        var next = LocalDate.parse(day).plusDays(1).toString();
        var buckets = kept.energy("load", day, next, By.QUARTER);
        assertThat(buckets).hasSize(quarters);
        var all = new Energy(megaWattHours * 1_000_000, 0);
        assertThat(Energies.sum(buckets.stream().map(EnergyBucket::imported))).isEqualTo(all);
        assertThat(kept.energy("load", day, next, By.DAY))
                .singleElement()
                .extracting(EnergyBucket::imported)
                .isEqualTo(all);
    }

    @Test
    void aFileThatWasCutOffKeepsWhatIsWhole() {
        var said = Shell.importing(Measured.CUT, "uci-original.yaml", folder);
        assertThat(said.exitCode()).isZero();
        assertThat(said.says())
                .contains("1,545 lines read, 1 refused, 0 with missing values (0 values)")
                .contains(
                        "line 1546 too_few_columns: It has 8 columns of 9: the line is cut short.");
        assertThat(
                        Shell.importing(Measured.CUT, "uci-original.yaml", folder, "--strict")
                                .exitCode())
                .isEqualTo(1);
        try (var kept = new Kept(folder)) {
            var power = kept.rows("house", "power");
            assertThat(power).hasSize(1_544);
            assertThat(at(power.getLast().millis(), PARIS)).isEqualTo("2006-12-17T19:07");
        }
    }

    private static double sum(List<Row> rows) {
        return rows.stream().mapToDouble(Row::value).sum();
    }

    private static String at(long millis, ZoneId zone) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone).toString();
    }
}
