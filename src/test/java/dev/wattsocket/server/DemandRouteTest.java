package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.TestNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `/demand` of a whole node, against a steel works that was measured.
final class DemandRouteTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path STEEL =
            Path.of("src/test/resources/measured/Steel_industry_data.csv.gz");
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final long QUARTER = 900_000;
    private static final long NEW_YEAR = 1_767_225_600_000L;

    @TempDir Path folder;
    @AutoClose private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(folder);
    }

    @Test
    void theSteelWorksHasItsKnownPeak() throws IOException {
        var kwh = steelWorks(15, 1);

        var year = demand("meter=works&from=2018-01-01&to=2019-01-01&intervals=false");

        assertThat(year.path("zone").asString()).isEqualTo("Asia/Seoul");
        assertThat(year.path("interval").asLong()).isEqualTo(QUARTER);
        assertThat(year.has("intervals")).isFalse();
        assertThat(year.path("peak").path("power").asDouble()).isEqualTo(628_720);
        assertThat(local(year.path("peak").path("start"))).isEqualTo("2018-11-22T09:30");
        var sorted = kwh.clone();
        Arrays.sort(sorted);
        assertThat(year.path("peaks").size()).isEqualTo(10);
        for (int i = 0; i < 10; i++) {
            assertThat(year.path("peaks").path(i).path("power").asDouble())
                    .isEqualTo(watts(sorted[sorted.length - 1 - i], 4));
        }
        assertThat(year.path("months").size()).isEqualTo(12);
        for (int month = 1; month <= 12; month++) {
            var begin = LocalDate.of(2018, month, 1);
            double most = most(kwh, begin, begin.plusMonths(1), 1);
            assertThat(year.path("months").path(month - 1).path("peak").path("power").asDouble())
                    .isEqualTo(watts(most, 4));
        }
    }

    /// Hours of the clock, and bills from the fifteenth on.
    @Test
    void intervalsAndBillingPeriodsAreThoseOfTheSite() throws IOException {
        var kwh = steelWorks(60, 15);

        var demand = demand("meter=works&from=2018-03-01&to=2018-04-01");

        assertThat(demand.path("interval").asLong()).isEqualTo(4 * QUARTER);
        assertThat(demand.path("intervals").size()).isEqualTo(31 * 24);
        var months = demand.path("months");
        assertThat(months.size()).isEqualTo(2);
        assertThat(local(months.path(0).path("start"))).isEqualTo("2018-02-15T00:00");
        assertThat(local(months.path(1).path("end"))).isEqualTo("2018-04-15T00:00");
        for (int i = 0; i < 2; i++) {
            var begin = LocalDate.of(2018, 2 + i, 15);
            double most = most(kwh, begin, begin.plusMonths(1), 4);
            assertThat(months.path(i).path("peak").path("power").asDouble())
                    .isEqualTo(watts(most, 1));
        }
        double most = most(kwh, LocalDate.of(2018, 3, 1), LocalDate.of(2018, 4, 1), 4);
        assertThat(demand.path("peak").path("power").asDouble()).isEqualTo(watts(most, 1));
    }

    @Test
    void theCurveOfTheSteelWorks() throws IOException {
        var kwh = steelWorks(15, 1);

        var curve =
                demand("meter=works&from=2018-01-01&to=2019-01-01&intervals=false&duration=100")
                        .path("duration");

        Arrays.sort(kwh);
        assertThat(curve.size()).isEqualTo(100);
        for (int i = 1; i <= 100; i++) {
            int rank = (int) Math.ceil(i * kwh.length / 100.0);
            assertThat(curve.path(i - 1).path("part").asDouble()).isEqualTo(i / 100.0);
            assertThat(curve.path(i - 1).path("power").asDouble())
                    .isEqualTo(watts(kwh[kwh.length - rank], 4));
        }
    }

    @Test
    void aHundredAndFiftyKilowattHoursInAQuarterHourAre600Kilowatts() {
        post(
                "[{\"meter\":\"mill\",\"time\":%d,\"interval_ms\":900000,\"energy_import\":150000}]"
                        .formatted(NEW_YEAR));

        var demand = demand("meter=mill&from=%d&to=%d".formatted(NEW_YEAR, NEW_YEAR + 1));

        assertThat(demand.path("peak").toString())
                .isEqualTo("{\"start\":%d,\"power\":600000,\"coverage\":1}".formatted(NEW_YEAR));
    }

    /// One that is known too little is shown, and is no peak.
    @Test
    void aPeakIsCovered() {
        post(
                ("[{\"meter\":\"mill\",\"time\":%d,\"interval_ms\":600000,\"energy_import\":900},"
                                + "{\"meter\":\"mill\",\"time\":%d,\"interval_ms\":900000,\"energy_import\":100}]")
                        .formatted(NEW_YEAR, NEW_YEAR + QUARTER));

        var demand = demand("meter=mill&from=%d&to=%d".formatted(NEW_YEAR, NEW_YEAR + 2 * QUARTER));

        assertThat(demand.path("intervals").path(0).path("power").asDouble()).isEqualTo(3_600);
        assertThat(demand.path("intervals").path(0).path("coverage").asDouble())
                .isEqualTo(0.666667);
        assertThat(demand.path("peak").path("power").asDouble()).isEqualTo(400);
        assertThat(demand.path("peaks").size()).isOne();
    }

    /// The hours of Kathmandu begin at a quarter past those of universal time.
    @Test
    void intervalsBeginOnTheHourOfTheSite() {
        node.put(
                "/api/v1/sites/far",
                "{\"zone\":\"Asia/Kathmandu\",\"currency\":\"NPR\",\"demand_minutes\":60}");
        node.put("/api/v1/meters/hut", "{\"site\":\"far\"}");
        post(
                "[{\"meter\":\"hut\",\"time\":%d,\"interval_ms\":7200000,\"energy_import\":2000}]"
                        .formatted(NEW_YEAR));

        var intervals =
                demand("meter=hut&from=%d&to=%d".formatted(NEW_YEAR, NEW_YEAR + 8 * QUARTER))
                        .path("intervals");

        assertThat(intervals.valueStream().map(each -> each.path("start").asLong() - NEW_YEAR))
                .containsExactly(-3 * QUARTER, QUARTER, 5 * QUARTER);
        assertThat(intervals.valueStream().map(each -> each.path("power").asDouble()))
                .containsExactly(250.0, 1_000.0, 750.0);
    }

    @Test
    void aRangeOfAgesIsAnsweredOrRefusedWithASentence() {
        post("[{\"meter\":\"mill\",\"time\":%d,\"power\":1}]".formatted(NEW_YEAR));

        assertThat(problem("meter=mill&from=-9000000000000000000&to=9000000000000000000"))
                .contains("at most 1200 billing periods");
        assertThat(problem("meter=mill&from=2000-01-01&to=2026-01-01")).contains("intervals=false");
        assertThat(problem("meter=mill&intervals=no")).contains("intervals is true or false");
        assertThat(problem("meter=mill&duration=0")).contains("duration is a number from 1");
        var ages = demand("meter=mill&from=2000-01-01&to=2026-01-01&intervals=false&duration=3");
        assertThat(ages.path("months").size()).isEqualTo(26 * 12);
        assertThat(ages.path("peak").isNull()).isTrue();
        assertThat(ages.path("duration").size()).isZero();
    }

    /// Puts the works into a site of its own; answers the kWh of its quarter hours.
    private double[] steelWorks(int minutes, int billingDay) throws IOException {
        node.put(
                "/api/v1/sites/steel",
                "{\"zone\":\"Asia/Seoul\",\"currency\":\"KRW\",\"demand_minutes\":%d,\"billing_day\":%d}"
                        .formatted(minutes, billingDay));
        node.put("/api/v1/meters/works", "{\"site\":\"steel\",\"role\":\"grid\"}");
        var kwh = new ArrayList<Double>();
        try (var zipped = Files.newInputStream(STEEL);
                var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        new GZIPInputStream(zipped), StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                kwh.add(Double.valueOf(List.of(line.split(",", -1)).get(1)));
            }
        }
        long begin = LocalDate.of(2018, 1, 1).atStartOfDay(SEOUL).toInstant().toEpochMilli();
        var readings = new StringJoiner(",", "[", "]");
        for (int i = 0; i < kwh.size(); i++) {
            readings.add(
                    "{\"meter\":\"works\",\"time\":%d,\"interval_ms\":900000,\"energy_import\":%s}"
                            .formatted(begin + i * QUARTER, watts(kwh.get(i), 1)));
        }
        post(readings.toString());
        return kwh.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// The most of so many quarter hours that follow each other, from one day to another.
    private static double most(double[] kwh, LocalDate from, LocalDate to, int quarters) {
        int begin = (from.getDayOfYear() - 1) * 96;
        int end = begin + (int) (to.toEpochDay() - from.toEpochDay()) * 96;
        double most = 0;
        for (int at = begin; at < end; at += quarters) {
            double sum = 0;
            for (int i = 0; i < quarters; i++) {
                sum += kwh[at + i];
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    private static double watts(double kwh, int anHour) {
        return Math.round(kwh * anHour * 1e6) / 1e3;
    }

    private static String local(JsonNode millis) {
        return Instant.ofEpochMilli(millis.asLong()).atZone(SEOUL).toLocalDateTime().toString();
    }

    private void post(String readings) {
        var answer = node.post("/api/v1/readings", "application/json", readings);
        assertThat(answer.body()).endsWith("\"refused\":[]}");
    }

    private JsonNode demand(String query) {
        return JSON.readTree(node.get("/api/v1/demand?" + query).body());
    }

    private String problem(String query) {
        var answer = node.get("/api/v1/demand?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        return answer.body();
    }
}
