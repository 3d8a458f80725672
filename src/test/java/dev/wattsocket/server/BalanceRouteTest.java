package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.TestNode;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `/balance` of a whole node.
final class BalanceRouteTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long NEW_YEAR = 1_767_225_600_000L;
    private static final long QUARTER = 900_000;
    private static final long HOUR = 4 * QUARTER;

    @TempDir Path folder;
    private TestNode node;
    private final StringJoiner readings = new StringJoiner(",", "[", "]");

    @BeforeEach
    void start() {
        node = TestNode.start(folder);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    /// A meter whose registers rise evenly, from nothing at the new year.
    private void meter(String id, String role, long begin, long end, double in, double out) {
        node.put("/api/v1/meters/" + id, "{\"site\":\"home\",\"role\":\"%s\"}".formatted(role));
        register(id, begin, 0, 0);
        register(id, end, in, out);
    }

    private void register(String id, long at, double in, double out) {
        readings.add(
                "{\"meter\":\"%s\",\"time\":%d,\"energy_import\":%s,\"energy_export\":%s}"
                        .formatted(id, NEW_YEAR + at, in, out));
    }

    private JsonNode balance(String query) {
        if (readings.length() > 2) {
            var sent = node.post("/api/v1/readings", "application/json", readings.toString());
            assertThat(sent.body()).endsWith("\"refused\":[]}");
        }
        return JSON.readTree(node.get("/api/v1/balance?" + query).body());
    }

    private static String range(long from, long to) {
        return "site=home&by=hour&from=%d&to=%d".formatted(NEW_YEAR + from, NEW_YEAR + to);
    }

    @Test
    void aHouseWithSunAndBattery() {
        meter("grid", "grid", 0, HOUR, 400, 800);
        meter("roof", "solar", 0, HOUR, 2_000, 0);
        meter("store", "battery", 0, HOUR, 0, 600);
        meter("car", "ev", 0, HOUR, 300, 0);

        var total = balance(range(0, HOUR)).path("total");

        assertThat(total.path("home").asDouble()).isEqualTo(400 - 800 + 2_000 - 600);
        assertThat(total.path("ev").asDouble()).isEqualTo(300);
        assertThat(total.path("battery_charge").asDouble()).isEqualTo(600);
        assertThat(total.path("battery_discharge").asDouble()).isZero();
        assertThat(total.path("unmeasured").asDouble()).isZero();
        assertThat(total.path("self_consumption").asDouble()).isEqualTo(0.6);
        assertThat(total.path("autarky").asDouble()).isEqualTo(0.6);
        assertThat(total.path("coverage").asDouble()).isOne();
        assertThat(total.path("flows").toString())
                .isEqualTo(
                        "{\"solar_home\":1000,\"solar_battery\":200,\"solar_grid\":800,"
                                + "\"grid_home\":0,\"grid_battery\":400,"
                                + "\"battery_home\":0,\"battery_grid\":0}");
    }

    /// Circuits count where nothing tells of the grid, each once.
    @Test
    void aHouseWithoutAMeterAtTheGrid() {
        meter("panel", "load", 0, HOUR, 900, 0);
        meter("oven", "load", 0, HOUR, 400, 0);
        meter("car", "ev", 0, HOUR, 300, 0);
        meter("shed", "other", 0, HOUR, 50, 0);
        node.put("/api/v1/meters/oven", "{\"parent\":\"panel\"}");
        node.put("/api/v1/meters/both", "{\"site\":\"home\",\"formula\":\"panel + car\"}");

        var total = balance(range(0, HOUR)).path("total");

        assertThat(total.path("home").asDouble()).isEqualTo(1_250);
        assertThat(total.path("grid_import").isNull()).isTrue();
        assertThat(total.path("solar").isNull()).isTrue();
        assertThat(total.path("autarky").isNull()).isTrue();
        assertThat(total.path("flows").path("grid_home").asDouble()).isEqualTo(1_250);
    }

    @Test
    void stringsUnderAnInverterAreInIt() {
        meter("grid", "grid", 0, HOUR, 0, 1_000);
        meter("inverter", "solar", 0, HOUR, 3_000, 0);
        meter("east", "solar", 0, HOUR, 1_500, 0);
        node.put("/api/v1/meters/east", "{\"parent\":\"inverter\"}");
        meter("garage", "solar", 0, HOUR, 100, 0);
        meter("carport", "solar", 0, HOUR, 200, 0);
        node.put(
                "/api/v1/meters/outside",
                "{\"site\":\"home\",\"role\":\"solar\",\"formula\":\"garage + carport\"}");

        var total = balance(range(0, HOUR)).path("total");

        assertThat(total.path("solar").asDouble()).isEqualTo(3_300);
        assertThat(total.path("home").asDouble()).isEqualTo(2_300);
    }

    /// What is known of the whole is what is known of its parts; a meter that came later lacks
    /// nothing before it came.
    @Test
    void theLeastOfItsPartsIsCovered() {
        meter("grid", "grid", 0, 4 * HOUR, 4_000, 0);
        meter("roof", "solar", 2 * HOUR, 3 * HOUR, 500, 0);

        var buckets = balance(range(0, 5 * HOUR)).path("buckets");

        assertThat(buckets.valueStream().map(each -> each.path("coverage").asDouble()).toList())
                .containsExactly(1.0, 1.0, 1.0, 0.0, 0.0);
        assertThat(buckets.path(2).path("home").asDouble()).isEqualTo(1_500);

        register("roof", HOUR, 0, 0);
        var later = balance(range(0, 3 * HOUR)).path("buckets");

        assertThat(later.valueStream().map(each -> each.path("coverage").asDouble()).toList())
                .containsExactly(1.0, 1.0, 1.0);
        register("roof", -5 * HOUR, 0, 0);
        assertThat(balance(range(-6 * HOUR, 0)).path("total").path("coverage").asDouble()).isZero();
    }

    @Test
    void aRangeWithinQuarterHoursIsWhatFlowedInIt() {
        meter("grid", "grid", 0, HOUR, 3_600, 0);
        meter("roof", "solar", 0, HOUR, 720, 0);

        var answer = balance(range(QUARTER / 2, QUARTER / 2 + 60_000));

        assertThat(answer.path("buckets")).hasSize(1);
        assertThat(answer.path("total").path("grid_import").asDouble()).isEqualTo(60);
        assertThat(answer.path("total").path("flows").path("solar_home").asDouble()).isEqualTo(12);
        assertThat(answer.path("total").path("coverage").asDouble()).isOne();
    }

    @Test
    void aSourceWithoutAMeterIsSaidToBeOne() {
        meter("grid", "grid", 0, HOUR, 100, 900);

        var total = balance(range(0, HOUR)).path("total");

        assertThat(total.path("home").asDouble()).isEqualTo(-800);
        assertThat(total.path("unmeasured").asDouble()).isEqualTo(900);
        assertThat(total.path("flows").path("grid_home").asDouble()).isEqualTo(100);
        assertThat(total.path("autarky").isNull()).isTrue();
    }

    /// The whole is rounded once, and is what the bill's energy comes to.
    @Test
    void itsCostIsThatOfItsImport() {
        node.put(
                "/api/v1/tariffs/flat",
                "{\"name\":\"Flat\",\"versions\":[{\"from\":\"2025-01-01\","
                        + "\"energy\":{\"kind\":\"flat\",\"price\":\"0.25\"},"
                        + "\"feed_in\":{\"kind\":\"flat\",\"price\":\"0.08\"}}]}");
        node.put("/api/v1/sites/home", "{\"tariff\":\"flat\",\"carbon\":400}");
        meter("grid", "grid", 0, 2 * HOUR, 1_010, 2_000);
        meter("roof", "solar", 0, 2 * HOUR, 3_000, 0);

        var answer = balance(range(0, 2 * HOUR));

        assertThat(answer.path("currency").asString()).isEqualTo("EUR");
        assertThat(answer.path("buckets").path(0).path("cost").asString()).isEqualTo("0.13");
        assertThat(answer.path("buckets").path(1).path("cost").asString()).isEqualTo("0.13");
        assertThat(answer.path("total").path("cost").asString()).isEqualTo("0.25");
        assertThat(answer.path("total").path("earned").asString()).isEqualTo("0.16");
        assertThat(answer.path("total").has("unpriced")).isFalse();
        assertThat(answer.path("total").path("co2_g").asDouble()).isEqualTo(404);
    }

    @Test
    void aSiteWithoutReadingsKnowsNothing() {
        var answer = balance("from=" + NEW_YEAR + "&to=" + (NEW_YEAR + HOUR));

        assertThat(answer.path("site").asString()).isEqualTo("home");
        assertThat(answer.path("total").path("home").isNull()).isTrue();
        assertThat(answer.path("total").path("coverage").asDouble()).isZero();
    }

    @Test
    void aRangeOfAgesIsAnsweredOrRefusedWithASentence() {
        meter("grid", "grid", 0, HOUR, 100, 0);

        var ages = balance("site=home&by=year&from=-5000000000000&to=5000000000000");
        var tooFine = node.get("/api/v1/balance?site=home&by=quarter&from=0&to=now");
        var nowhere = node.get("/api/v1/balance?site=nowhere");

        assertThat(ages.path("total").path("grid_import").asDouble()).isEqualTo(100);
        assertThat(tooFine.statusCode()).isEqualTo(400);
        assertThat(tooFine.body()).contains("more than 100000 buckets");
        assertThat(nowhere.statusCode()).isEqualTo(404);
    }
}
