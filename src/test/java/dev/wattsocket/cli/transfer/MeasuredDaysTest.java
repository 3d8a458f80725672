package dev.wattsocket.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wattsocket.kit.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Each day of the measured files over the routes of a node on the folder that they were imported
/// into, against what the files' own lines sum to, and against means that others computed.
class MeasuredDaysTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final long QUARTER = 900_000;

    @TempDir Path folder;

    /// A line's label, and what it says in megawatt-hours.
    private record Load(LocalDateTime label, long megaWattHours) {
        static List<Load> read() {
            var format = DateTimeFormatter.ofPattern("dd.MM.yyyy;HH:mm");
            return Measured.unzipped(Measured.GRID).stream()
                    .skip(1)
                    .map(line -> line.split(";", -1))
                    .map(cells ->
                            new Load(
                                    LocalDateTime.parse(cells[0] + ";" + cells[1], format),
                                    Long.parseLong(cells[2].replace(".", ""))))
                    .toList();
        }
    }

    @Test
    void eachDayAndEachQuarterHourOfTheGermanGrid() {
        Shell.importing(Measured.GRID, "smard-load.yaml", folder);
        var lines = Load.read();
        Map<LocalDate, List<Load>> days = new LinkedHashMap<>();
        for (var line : lines) {
            days.computeIfAbsent(line.label().toLocalDate(), _ -> new ArrayList<>()).add(line);
        }
        try (var node = TestNode.start(folder)) {
            var range = "&from=2019-01-01&to=2020-01-01";
            var quarters = get(node, "/energy?meter=load&by=quarter" + range).path("buckets");
            var sums = get(node, "/energy?meter=load&by=day" + range).path("buckets");

            assertThat(quarters).hasSize(35_040).hasSameSizeAs(lines);
            assertThat(sums).hasSize(365).hasSameSizeAs(days.keySet());
            for (int i = 0; i < lines.size(); i++) {
                assertThat(local(quarters.path(i), BERLIN)).isEqualTo(lines.get(i).label());
                assertThat(wh(quarters.path(i))).isEqualTo(lines.get(i).megaWattHours() * 1e6);
            }
            int at = 0;
            for (var day : days.entrySet()) {
                var sum = sums.path(at++);
                assertThat(local(sum, BERLIN)).isEqualTo(day.getKey().atStartOfDay());
                long all = day.getValue().stream().mapToLong(Load::megaWattHours).sum();
                assertThat(wh(sum)).as("%s", day.getKey()).isEqualTo(all * 1e6);
                long millis = sum.path("end").asLong() - sum.path("start").asLong();
                assertThat(millis).isEqualTo(day.getValue().size() * QUARTER);
                assertThat(sum.path("coverage").asDouble()).isOne();
            }
            assertThat(days.get(LocalDate.of(2019, 3, 31))).hasSize(92);
            assertThat(days.get(LocalDate.of(2019, 10, 27))).hasSize(100);
            assertThat(lines.stream().mapToLong(Load::megaWattHours).sum()).isEqualTo(495_539_290);
            peaksOfTheGrid(node, lines);
        }
    }

    /// The highest quarter hour of each month.
    private static void peaksOfTheGrid(TestNode node, List<Load> lines) {
        var months =
                get(node, "/demand?meter=load&from=2019-01-01&to=2020-01-01&intervals=false")
                        .path("months");
        assertThat(months).hasSize(12);
        for (int month = 1; month <= 12; month++) {
            int number = month;
            var highest =
                    lines.stream()
                            .filter(each -> each.label().getMonthValue() == number)
                            .reduce((a, b) -> b.megaWattHours() > a.megaWattHours() ? b : a)
                            .orElseThrow();
            var peak = months.path(month - 1).path("peak");
            assertThat(peak.path("power").asDouble()).isEqualTo(highest.megaWattHours() * 4e6);
            assertThat(local(peak, BERLIN)).isEqualTo(highest.label());
        }
    }

    /// 96 lines a day in the file's order, whatever their labels say at midnight.
    @Test
    void eachDayAndMonthOfTheSteelWorksAndItsGas() {
        Shell.importing(Measured.STEEL, "steel-works.yaml", folder);
        var lines =
                Measured.unzipped(Measured.STEEL).stream()
                        .skip(1)
                        .map(line -> line.split(",", -1))
                        .toList();
        assertThat(lines).hasSize(365 * 96);
        try (var node = TestNode.start(folder)) {
            var range = "&from=2018-01-01&to=2019-01-01";
            var days = get(node, "/energy?meter=works&by=day" + range).path("buckets");
            var months = get(node, "/energy?meter=works&by=month" + range).path("buckets");

            assertThat(days).hasSize(365);
            for (int day = 0; day < 365; day++) {
                double kwh = 0;
                for (var line : lines.subList(day * 96, day * 96 + 96)) {
                    kwh += Double.parseDouble(line[1]);
                }
                assertThat(local(days.path(day), SEOUL))
                        .isEqualTo(LocalDate.of(2018, 1, 1).plusDays(day).atStartOfDay());
                assertThat(wh(days.path(day)) / 1_000).isCloseTo(kwh, within(1e-6));
            }
            assertThat(months.valueStream().map(month -> wh(month) / 1_000))
                    .containsExactly(
                            126238.29, 91497.34, 80230.41, 78769.80, 79059.28, 65404.64, 81674.41,
                            68559.43, 57883.07, 84665.65, 86217.61, 59436.78);
            var year = get(node, "/energy?meter=works&by=year" + range).path("buckets").path(0);
            assertThat(wh(year)).isEqualTo(959_636_710);
            // A mean of 109.547570 kW.
            assertThat(wh(year) / 8_760_000).isCloseTo(109.547570, within(5e-7));
            var peak = get(node, "/demand?meter=works&intervals=false" + range).path("peak");
            assertThat(peak.path("power").asDouble()).isEqualTo(628_720);
            assertThat(local(peak, SEOUL)).isEqualTo(LocalDateTime.of(2018, 11, 22, 9, 30));
            gasOfTheWorks(node, lines);
        }
    }

    /// The file tells the tonnes of each quarter hour: as an intensity times the energy, they come
    /// to its sum.
    private static void gasOfTheWorks(TestNode node, List<String[]> lines) {
        long begin = LocalDate.of(2018, 1, 1).atStartOfDay(SEOUL).toInstant().toEpochMilli();
        for (int from = 0; from < lines.size(); from += 8_760) {
            var body = new StringJoiner(",", "[", "]");
            for (int i = from; i < from + 8_760; i++) {
                double kwh = Double.parseDouble(lines.get(i)[1]);
                double grams = Double.parseDouble(lines.get(i)[4]) * 1e6;
                body.add(
                        ("{\"meter\":\"mix\",\"time\":%d,\"interval_ms\":900000,"
                                        + "\"carbon_intensity\":%s}")
                                .formatted(begin + i * QUARTER, kwh == 0 ? 0 : grams / kwh));
            }
            var answer = node.post("/api/v1/readings", "application/json", body.toString());
            assertThat(answer.body()).endsWith("\"refused\":[]}");
        }
        node.put("/api/v1/sites/steel", "{\"carbon\":\"mix.carbon_intensity\"}");

        var total =
                get(node, "/carbon?site=steel&by=month&from=2018-01-01&to=2019-01-01")
                        .path("total");

        assertThat(total.path("co2_g").asDouble()).isCloseTo(403.81e6, within(1.0));
        assertThat(total.path("coverage").asDouble()).isOne();
    }

    /// All that somebody else computed of each of the 28 days, in floats of 24 bits.
    @Test
    void eachDayOfTheHouseInFrance() throws IOException {
        Shell.importing(Measured.HOUSE, "uci-household.yaml", folder);
        var means = Files.readAllLines(Measured.DAILY_MEANS);
        assertThat(means).hasSize(29);
        try (var node = TestNode.start(folder)) {
            for (var line : means.subList(1, 29)) {
                var cells = line.split(",", -1);
                var day = LocalDate.parse(cells[0]);
                var range = "&from=%s&to=%s".formatted(day, day.plusDays(1));
                var house = get(node, "/energy?meter=house&by=day" + range).at("/buckets/0");
                long minutes = Math.round(1_440 * house.path("coverage").asDouble());
                double watts = wh(house) * 60 / minutes;
                assertThat(watts / 1_000).isCloseTo(Double.parseDouble(cells[1]), within(2e-7));
                mean(node, range, "house.reactive_power", Double.parseDouble(cells[2]) * 1_000);
                mean(node, range, "house.voltage", Double.parseDouble(cells[3]));
                mean(node, range, "house.current", Double.parseDouble(cells[4]));
                double rest = wh(house);
                int column = 5;
                for (var meter : List.of("kitchen", "laundry", "heating")) {
                    var part = get(node, "/energy?meter=" + meter + "&by=day" + range);
                    double wh = wh(part.at("/buckets/0"));
                    rest -= wh;
                    close(wh / minutes, Double.parseDouble(cells[column++]));
                }
                close(rest / minutes, Double.parseDouble(cells[column]));
            }
        }
    }

    /// The mean of a day, out of the minutes of its chart.
    private static void mean(TestNode node, String range, String series, double expected) {
        var answer = get(node, "/history?px=4000&series=" + series + range).at("/series/0/mean");
        var values = answer.valueStream().filter(JsonNode::isNumber);
        close(values.mapToDouble(JsonNode::asDouble).average().orElseThrow(), expected);
    }

    private static void close(double value, double expected) {
        assertThat(value).isCloseTo(expected, within(2e-6 + 2e-7 * expected));
    }

    private static double wh(JsonNode bucket) {
        return bucket.path("energy_import").asDouble();
    }

    private static LocalDateTime local(JsonNode part, ZoneId zone) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(part.path("start").asLong()), zone);
    }

    private static JsonNode get(TestNode node, String path) {
        var answer = node.get("/api/v1" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
