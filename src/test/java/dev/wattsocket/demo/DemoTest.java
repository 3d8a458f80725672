package dev.wattsocket.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wattsocket.kit.Eventually;
import dev.wattsocket.kit.TestNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The demo's house once three days of its past are written: energy, money and carbon that hold
/// together, and a start that adds nothing to what is there.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration REACH = Duration.ofDays(3);
    private static final long NOW = Instant.parse("2026-03-10T09:00:00Z").toEpochMilli();
    private static final long TODAY = Instant.parse("2026-03-09T23:00:00Z").toEpochMilli();
    private static final String TWO_DAYS = range(TODAY - 2 * Load.DAY, TODAY);

    @TempDir private static Path folder;
    private static TestNode node;
    private static Demo demo;

    @BeforeAll
    static void fill() {
        node = TestNode.start(folder);
        demo = moveIn();
        awaitFilled();
    }

    @AfterAll
    static void stop() {
        demo.close();
        node.close();
    }

    @Test
    @Order(1)
    void theBillHasAllKindsOfLinesAndTheyAddUp() {
        var bill = get("/bill?site=home" + TWO_DAYS);

        var kinds = new HashSet<String>();
        var sum = BigDecimal.ZERO;
        for (var line : bill.path("periods").path(0).path("lines")) {
            kinds.add(line.path("kind").asString());
            sum = sum.add(new BigDecimal(line.path("amount").asString()));
        }
        assertThat(bill.path("tariff").path("id").asString()).isEqualTo("seasons");
        assertThat(kinds).contains("energy", "charge", "standing", "demand", "feed_in", "tax");
        assertThat(sum).isEqualByComparingTo(bill.path("total").asString()).isPositive();
        assertThat(bill.path("unpriced_import").asDouble()).isZero();
        assertThat(bill.path("energy_import").asDouble()).isBetween(5_000.0, 150_000.0);
    }

    @Test
    @Order(1)
    void everyOtherPlanHasAPriceForAllOfIt() {
        for (var id : Tariffs.ALL) {
            var body =
                    "{\"site\":\"home\",\"from\":%d,\"to\":%d,\"tariff_id\":\"%s\"}"
                            .formatted(TODAY - Load.DAY, TODAY, id);
            var answer = node.post("/api/v1/bill/preview", "application/json", body);
            var other = JSON.readTree(answer.body()).path("other");

            assertThat(new BigDecimal(other.path("total").asString())).isPositive();
            assertThat(other.path("unpriced_import").asDouble()).isZero();
        }
        assertThat(get("/tariffs").path("tariffs")).hasSize(4);
    }

    @Test
    @Order(1)
    void pricesAreKnownUpToTheEndOfTomorrow() {
        String ahead = range(TODAY, TODAY + 3 * Load.DAY);
        String series = node.get("/api/v1/readings?meter=spot" + ahead).body();
        String mix = node.get("/api/v1/readings?meter=grid-mix" + ahead).body();
        var steps = get("/prices?site=home" + range(TODAY, TODAY + 2 * Load.DAY)).path("steps");

        assertThat(series).contains(Long.toString(TODAY + 2 * Load.DAY - Load.HOUR / 4));
        assertThat(series).doesNotContain(Long.toString(TODAY + 2 * Load.DAY));
        assertThat(mix).contains(Long.toString(TODAY + 2 * Load.DAY - Load.HOUR));
        assertThat(steps.size()).isGreaterThan(4);
        assertThat(steps.path(steps.size() - 1).path("end").asLong())
                .isEqualTo(TODAY + 2 * Load.DAY);
    }

    @Test
    @Order(1)
    void whatIsBoughtHasItsCarbon() {
        var carbon = get("/carbon?site=home&by=day" + TWO_DAYS);
        double bought = get("/bill?site=home" + TWO_DAYS).path("energy_import").asDouble();
        double grams = carbon.path("total").path("co2_g").asDouble();

        assertThat(carbon.path("source").asString()).isEqualTo("grid-mix.carbon_intensity");
        assertThat(grams / bought * 1_000).isBetween(60.0, 460.0);
    }

    /// An exchange and a reset neither make energy nor lose any: what goes in comes out.
    @Test
    @Order(1)
    void whatNoMeterMeasuresIsSmall() {
        double rest = energy("rest", TODAY - 2 * Load.DAY, TODAY).path("energy_import").asDouble();

        assertThat(rest / 48).isBetween(40.0, 90.0);
        assertThat(kinds("heat-pump")).containsExactly("exchange");
        assertThat(kinds("washer")).containsExactly("reset");
        assertThat(kinds("fridge")).isEmpty();
        double pump = energy("heat-pump", NOW - Load.DAY, NOW).path("energy_import").asDouble();
        assertThat(pump).isBetween(200.0, 60_000.0);
    }

    @Test
    @Order(1)
    void aSilenceIsSeen() {
        var silence = new Incidents(NOW, REACH.toMillis());
        long hour = silence.resetAt();
        while (!silence.isSilent(hour) || !silence.isSilent(hour + Load.HOUR)) {
            hour += Load.HOUR / 4;
        }

        // A register has counted on; what a plug without one did, nobody knows.
        var grid = energy("grid", hour, hour + Load.HOUR);
        var plug = energy(HouseReadings.PLUG, hour, hour + Load.HOUR);
        assertThat(grid.path("coverage").asDouble()).isEqualTo(1);
        assertThat(grid.path("energy_import").asDouble()).isPositive();
        assertThat(plug.path("coverage").asDouble()).isZero();
        assertThat(plug.path("energy_import").asDouble()).isZero();
    }

    @Test
    @Order(1)
    void circuitsHangInATree() {
        var catalog = node.node().catalog();

        assertThat(catalog.meter("oven").orElseThrow().parent()).contains("kitchen");
        assertThat(catalog.meter("kitchen").orElseThrow().parent()).contains("grid");
        double sum = 0;
        for (var device : Circuits.KITCHEN) {
            sum += energy(device, TODAY - Load.DAY, TODAY).path("energy_import").asDouble();
        }
        assertThat(energy("kitchen", TODAY - Load.DAY, TODAY).path("energy_import").asDouble())
                .isCloseTo(sum, within(0.01));
    }

    @Test
    @Order(2)
    void anotherStartChangesNothing() {
        node.put("/api/v1/sites/home", "{\"billing_day\":5,\"tariff\":\"spot\",\"carbon\":300}");
        node.put("/api/v1/meters/fridge", "{\"name\":\"Old fridge\"}");
        var before = known();

        demo.close();
        node.close();
        node = TestNode.start(folder);
        demo = moveIn();
        awaitFilled();

        assertThat(known()).isEqualTo(before);
        assertThat(before.getFirst()).contains("\"billing_day\":5", "\"tariff\":\"spot\"");
    }

    private static List<String> known() {
        var all = new ArrayList<String>();
        for (var path :
                List.of(
                        "/sites?",
                        "/tariffs?",
                        "/meters/heat-pump/exchanges?",
                        "/bill?site=home" + TWO_DAYS,
                        "/energy?meter=heat-pump&by=hour" + TWO_DAYS,
                        "/readings?meter=washer" + TWO_DAYS,
                        "/readings?meter=spot" + TWO_DAYS)) {
            all.add(node.get("/api/v1" + path).body());
        }
        all.add(node.node().catalog().meter("fridge").orElseThrow().name());
        return all;
    }

    private static Demo moveIn() {
        var running = node.node();
        InstantSource still = () -> Instant.ofEpochMilli(NOW);
        var moved = new Demo(running.catalog(), running.intake(), still, running.past(), 1, REACH);
        moved.start();
        return moved;
    }

    private static void awaitFilled() {
        var catalog = node.node().catalog();
        Eventually.eventually(
                "three days are written",
                Duration.ofMinutes(3),
                () ->
                        second(catalog.setting(HouseHistory.SETTING).orElse("0 0"))
                                        <= NOW - REACH.toMillis()
                                && first(catalog.setting(MarketReplay.SETTING).orElse("0 0")) > 0
                                && first(catalog.setting(MarketReplay.SETTING).orElse("0 0"))
                                        <= NOW - REACH.toMillis());
    }

    private static long first(String setting) {
        return Long.parseLong(setting.split(" ", -1)[0]);
    }

    private static long second(String setting) {
        return Long.parseLong(setting.split(" ", -1)[1]);
    }

    private static List<String> kinds(String meter) {
        var kinds = new ArrayList<String>();
        var range = range(NOW - REACH.toMillis(), NOW);
        for (var each : get("/meters/" + meter + "/judgements?" + range).path("judgements")) {
            kinds.add(each.path("kind").asString());
        }
        return kinds;
    }

    /// Of the first quarter hour of an hour, or of all.
    private static JsonNode energy(String meter, long from, long to) {
        String by = to - from == Load.HOUR ? "quarter" : "year";
        return get("/energy?meter=" + meter + "&by=" + by + range(from, to))
                .path("buckets")
                .path(0);
    }

    private static String range(long from, long to) {
        return "&from=%d&to=%d".formatted(from, to);
    }

    private static JsonNode get(String path) {
        var answer = node.get("/api/v1" + path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
