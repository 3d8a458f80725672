package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wattsocket.kit.TestNode;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Greenhouse gases of a house with a grid meter, a sun and a kettle, over HTTP.
final class CarbonTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long QUARTER = 900_000;

    /// 2026-03-28T23:00Z: the day in Amsterdam that has 23 hours.
    private static final long MIDNIGHT = 1_774_738_800_000L;

    private static final int QUARTERS = 92;

    @TempDir private Path folder;
    private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(folder);
        var readings = new StringJoiner(",", "[", "]");
        for (int i = 0; i < QUARTERS; i++) {
            long time = MIDNIGHT + i * QUARTER;
            readings.add(interval("grid", time, "energy_import", 250));
            readings.add(interval("grid", time, "energy_export", i < 46 ? 0 : 100));
            readings.add(interval("solar", time, "energy_import", i < 23 ? 0 : 80 + i));
            readings.add(interval("kettle", time, "energy_import", i % 2 == 0 ? 50 : 0));
        }
        send(readings.toString());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aConstantTimesTheEnergyIsTheGas() {
        site("\"carbon\":385");

        var day = carbon("by=day");

        assertThat(day.path("source").asString()).isEqualTo("constant");
        assertThat(day.path("buckets")).hasSize(1);
        var bucket = day.path("buckets").path(0);
        assertThat(bucket.path("co2_g").asDouble()).isEqualTo(23 * 385);
        assertThat(bucket.path("energy_import").asDouble()).isEqualTo(23_000);
        assertThat(bucket.path("intensity").asDouble()).isEqualTo(385);
        assertThat(bucket.path("coverage").asDouble()).isEqualTo(1);
        assertThat(day.path("now").path("intensity").asDouble()).isEqualTo(385);
        assertThat(day.path("greenest")).isEmpty();
        assertThat(day.path("total")).isEqualTo(bucket);
    }

    @Test
    void eachQuarterHourHasItsOwnIntensity() {
        hours();
        site("\"carbon\":\"mix.carbon_intensity\"");

        var day = carbon("by=day").path("buckets").path(0);
        var hours = carbon("by=hour").path("buckets");

        double sum = 0;
        for (int hour = 0; hour < 23; hour++) {
            assertThat(hours.path(hour).path("co2_g").asDouble()).isEqualTo(100 + hour * 10);
            assertThat(hours.path(hour).path("intensity").asDouble()).isEqualTo(100 + hour * 10);
            sum += 100 + hour * 10;
        }
        assertThat(hours).hasSize(23);
        assertThat(day.path("co2_g").asDouble()).isEqualTo(sum);
        assertThat(day.path("intensity").asDouble()).isEqualTo(210);
    }

    @Test
    void theSunThatWasUsedHereAvoidsWhatTheGridWouldEmit() {
        hours();
        site("\"carbon\":\"mix.carbon_intensity\"");

        double expected = 0;
        for (int i = 23; i < QUARTERS; i++) {
            double used = Math.max(0, 80 + i - (i < 46 ? 0 : 100));
            expected += used / 1000 * (100 + i / 4 * 10);
        }

        assertThat(carbon("by=day").path("total").path("avoided_g").asDouble())
                .isCloseTo(expected, within(0.001));
    }

    @Test
    void whatNobodyKnowsIsNotNothing() {
        hours();
        send("[%s]".formatted(interval("grid", MIDNIGHT + 24 * 3_600_000L, "energy_import", 1000)));
        site("\"carbon\":\"mix.carbon_intensity\"");

        var days = carbon("from=2026-03-29&to=2026-03-31&by=day");

        var unknown = days.path("buckets").path(1);
        assertThat(unknown.path("co2_g").isNull()).isTrue();
        assertThat(unknown.path("intensity").isNull()).isTrue();
        assertThat(unknown.path("energy_import").asDouble()).isEqualTo(1000);
        assertThat(unknown.path("coverage").asDouble()).isZero();
        assertThat(days.path("total").path("co2_g").asDouble())
                .isEqualTo(days.path("buckets").path(0).path("co2_g").asDouble());
        assertThat(days.path("total").path("coverage").asDouble())
                .isCloseTo(23.0 / 47, within(1e-6));
    }

    @Test
    void aSiteWithoutASourceHasNoGas() {
        var day = carbon("by=day");

        assertThat(day.path("now").isNull()).isTrue();
        assertThat(day.path("total").path("co2_g").isNull()).isTrue();
        assertThat(day.path("total").path("avoided_g").isNull()).isTrue();
        assertThat(day.path("total").path("energy_import").asDouble()).isEqualTo(23_000);
        assertThat(day.path("source").isNull()).isTrue();
    }

    @Test
    void anIntensityThatIsCorrectedChangesTheGasAtOnce() {
        hours();
        site("\"carbon\":\"mix.carbon_intensity\"");
        double before = carbon("by=day").path("total").path("co2_g").asDouble();

        send("[%s]".formatted(hour(5, 1_150)));

        assertThat(carbon("by=day").path("total").path("co2_g").asDouble())
                .isEqualTo(before + 1_000);
    }

    @Test
    void theGreenestHoursComeFirst() {
        hours();
        send("[%s,%s]".formatted(hour(7, 3), hour(9, 2)));
        site("\"carbon\":\"mix.carbon_intensity\"");

        var greenest = carbon("by=day").path("greenest");

        assertThat(greenest).hasSize(5);
        assertThat(greenest.path(0).path("start").asLong()).isEqualTo(MIDNIGHT + 9 * 3_600_000L);
        assertThat(greenest.path(0).path("intensity").asDouble()).isEqualTo(2);
        assertThat(greenest.path(1).path("start").asLong()).isEqualTo(MIDNIGHT + 7 * 3_600_000L);
        assertThat(greenest.path(2).path("start").asLong()).isEqualTo(MIDNIGHT);
    }

    @Test
    void aMeterHasTheGasOfWhatItTakesAndTheSunHasNone() {
        site("\"carbon\":400");

        var all =
                json("/api/v1/energy?meters=kettle,solar,grid&by=day&from=2026-03-29&to=2026-03-30")
                        .path("meters");

        assertThat(gas(all.path(0)).asDouble()).isEqualTo(920);
        assertThat(gas(all.path(1)).isNull()).isTrue();
        assertThat(gas(all.path(2)).asDouble()).isEqualTo(23 * 400);
    }

    @Test
    void severalMonthsAreTheSameInOnePieceAndInParts() {
        hours();
        site("\"carbon\":\"mix.carbon_intensity\"");
        var whole = carbon("from=2024-01-01&to=2027-01-01&by=year");
        var day = carbon("by=day");

        assertThat(whole.path("buckets")).hasSize(3);
        assertThat(whole.path("buckets").path(0).path("co2_g").isNull()).isTrue();
        assertThat(whole.path("buckets").path(2).path("co2_g"))
                .isEqualTo(day.path("total").path("co2_g"));
        assertThat(whole.path("total").path("avoided_g"))
                .isEqualTo(day.path("total").path("avoided_g"));
    }

    private static JsonNode gas(JsonNode meter) {
        return meter.path("buckets").path(0).path("co2_g");
    }

    private JsonNode carbon(String query) {
        String range = query.contains("from=") ? "" : "&from=2026-03-29&to=2026-03-30";
        return json("/api/v1/carbon?site=home&" + query + range);
    }

    private JsonNode json(String path) {
        var answer = node.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private void site(String change) {
        assertThat(node.put("/api/v1/sites/home", "{%s}".formatted(change)).statusCode())
                .isEqualTo(200);
    }

    /// 100 g in the first hour, 110 in the next, and so on.
    private void hours() {
        var readings = new StringJoiner(",", "[", "]");
        for (int hour = 0; hour < 23; hour++) {
            readings.add(hour(hour, 100 + hour * 10));
        }
        send(readings.toString());
    }

    private static String hour(int hour, int intensity) {
        return "{\"meter\":\"mix\",\"time\":%d,\"interval_ms\":3600000,\"carbon_intensity\":%d}"
                .formatted(MIDNIGHT + hour * 3_600_000L, intensity);
    }

    private static String interval(String meter, long time, String channel, int wh) {
        return "{\"meter\":\"%s\",\"time\":%d,\"interval_ms\":900000,\"%s\":%d}"
                .formatted(meter, time, channel, wh);
    }

    private void send(String readings) {
        assertThat(node.post("/api/v1/readings", "application/json", readings).body())
                .endsWith("\"refused\":[]}");
    }
}
