package dev.wattsocket.server;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.RawSocket;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.kit.TestSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The figures of a site, pushed by a whole node for which it is seven past noon.
final class FiguresFeedTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long NOW = millis("2026-05-20T12:07:00+02:00");
    private static final long MIDNIGHT = millis("2026-05-20T00:00:00+02:00");
    private static final long MAY = millis("2026-05-01T00:00:00+02:00");
    private static final long MINUTE = 60_000;
    private static final String TARIFF =
            """
            {"name":"Home","versions":[{"from":"2026-01-01",
             "energy":{"kind":"bands","bands":[{"id":"low","name":"Low","price":"0.21"},
               {"id":"high","name":"High","price":"%s"}],
              "calendar":[{"from":"07:00","to":"23:00","band":"high"}],"otherwise":"low"},
             "feed_in":{"kind":"flat","price":"0.07"},
             "standing":[{"name":"Connection","per_day":"0.41"}],
             "demand":{"name":"Peak","per_kw":"4.10"},
             "taxes":[{"name":"VAT","percent":"21","on":["energy","standing","demand"]}]}]}
            """;

    @TempDir Path folder;
    private final AtomicLong clock = new AtomicLong(NOW);
    private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(folder, () -> Instant.ofEpochMilli(clock.get()));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void figuresAreWhatTheRoutesSayToTheLastDigit() {
        aHouse();
        try (var viewer = viewer("home")) {
            var figures = viewer.next("figures");

            assertThat(figures.path("sub").asString()).isEqualTo("1");
            assertThat(figures.path("site").asString()).isEqualTo("home");
            assertThat(figures.path("time").asLong()).isEqualTo(NOW);
            assertThat(figures.path("currency").asString()).isEqualTo("EUR");
            isToday(figures.path("today"));
            var bill = get("/bill?site=home&from=%d&to=%d".formatted(MAY, NOW));
            assertThat(figures.at("/bill/from").asLong()).isEqualTo(MAY);
            assertThat(figures.at("/bill/so_far")).isEqualTo(bill.path("total"));
            var price = get("/prices?site=home&from=%d&to=%d".formatted(NOW, NOW + 1));
            assertThat(figures.at("/now/price")).isEqualTo(price.at("/steps/0/price"));
            assertThat(figures.at("/now/band").asString()).isEqualTo("high");
            assertThat(figures.at("/now/intensity").asDouble()).isEqualTo(385);
            var demand = get("/demand?meter=grid&from=%d&to=%d".formatted(MAY, NOW));
            assertThat(figures.at("/demand/peak")).isEqualTo(demand.path("peak"));
            // 500 W for seven of fifteen minutes, and on to the end of them.
            assertThat(figures.at("/demand/power").asDouble()).isEqualTo(233.333);
            assertThat(figures.at("/demand/projected").asDouble()).isEqualTo(500);
            // 0.5 kW at 0.34 and 21 %.
            assertThat(figures.at("/now/cost_per_hour").asString()).isEqualTo("0.21");
        }
    }

    /// What is shown live must be what is asked for later.
    private void isToday(JsonNode today) {
        var stored =
                get("/balance?site=home&by=day&from=%d&to=%d".formatted(MIDNIGHT, NOW))
                        .path("buckets")
                        .path(0);
        assertThat(today.path("end").isNull()).isTrue();
        assertThat(today.path("grid_import").asDouble()).isPositive();
        assertThat(today.path("solar").asDouble()).isPositive();
        var names = new ArrayList<>(today.propertyNames());
        names.remove("end");
        assertThat(names).contains("home", "cost", "earned", "co2_g", "self_consumption");
        for (var name : names) {
            assertThat(today.path(name)).as(name).isEqualTo(stored.path(name));
        }
    }

    @Test
    void aLateReadingShowsWithinTwoSeconds() {
        aHouse();
        try (var viewer = viewer("home")) {
            double before = home(viewer.next("figures"));

            long sent = System.nanoTime();
            // The oven had been silent between one and three at night.
            send(List.of(reading("oven", MIDNIGHT + 60 * MINUTE, 90 * MINUTE, 300)));
            send(List.of(reading("solar", MIDNIGHT + 12 * 60 * MINUTE, MINUTE, 40)));
            var figures = viewer.next("figures");
            while (home(figures) == before) {
                figures = viewer.next("figures");
            }

            assertThat(Duration.ofNanos(System.nanoTime() - sent))
                    .isLessThan(Duration.ofSeconds(2));
            assertThat(home(figures) - before).isEqualTo(40);
            isToday(figures.path("today"));
        }
    }

    @Test
    void aNewPriceShowsInTheNextFigures() {
        aHouse();
        try (var viewer = viewer("home")) {
            assertThat(viewer.next("figures").at("/now/price").asString()).isEqualTo("0.4114");

            put("/tariffs/home", TARIFF.formatted("0.50"));
            var figures = viewer.next("figures");
            while (figures.at("/now/price").asString().equals("0.4114")) {
                figures = viewer.next("figures");
            }

            assertThat(figures.at("/now/price").asString()).isEqualTo("0.605");
            isToday(figures.path("today"));
        }
    }

    @Test
    void manyViewersOfASiteAreOneComputation() {
        aHouse();
        var viewers = new ArrayList<TestSocket>();
        try {
            for (int i = 0; i < 30; i++) {
                viewers.add(viewer("home"));
            }
            for (var viewer : viewers) {
                for (int i = 0; i < 3; i++) {
                    isToday(viewer.next("figures").path("today"));
                }
            }
            assertThat(node.metric("wattsocket_figures_sites")).isOne();
            assertThat(node.metric("wattsocket_figures_computed_total")).isLessThan(30);
        } finally {
            viewers.forEach(TestSocket::close);
        }
        eventually("nobody watches", () -> node.metric("wattsocket_figures_sites") == 0);
    }

    @Test
    void figuresEndWithTheirSubscription() {
        aHouse();
        try (var viewer = viewer("home")) {
            viewer.next("figures");
            // The same id again replaces the subscription.
            viewer.send(subscribe("1", "home", "true"));
            viewer.next("figures");
            viewer.send(subscribe("2", "home", "true"));
            var subs = new ArrayList<String>();
            while (!subs.contains("2")) {
                subs.add(viewer.next("figures").path("sub").asString());
            }
            viewer.send("{\"type\":\"unsubscribe\",\"id\":\"2\"}");
            assertThat(node.metric("wattsocket_figures_sites")).isOne();
            viewer.send("{\"type\":\"unsubscribe\",\"id\":\"1\"}");
            eventually("nobody watches", () -> node.metric("wattsocket_figures_sites") == 0);
        }
    }

    @Test
    void aSubscriptionSaysWhichSiteAndWhetherItWantsFigures() {
        aHouse();
        try (var viewer = TestSocket.connect(node.webSocket())) {
            viewer.send(subscribe("1", "home", "\"yes\""));
            assertThat(viewer.next("error").path("message").asString())
                    .contains("figures is true or false");
            put(
                    "/sites/barn",
                    "{\"name\":\"Barn\",\"zone\":\"Europe/Amsterdam\",\"currency\":\"EUR\"}");
            viewer.send("{\"type\":\"subscribe\",\"id\":\"2\",\"figures\":true}");
            assertThat(viewer.next("error").path("message").asString())
                    .contains("Figures are of one site");
            viewer.send(subscribe("3", "barn", "true"));
            var empty = viewer.next("figures");
            assertThat(empty.at("/today/home").asDouble()).isZero();
            assertThat(empty.path("bill").isNull()).isTrue();
            assertThat(empty.path("demand").isNull()).isTrue();
            assertThat(empty.at("/now/price").isNull()).isTrue();
        }
    }

    @Test
    void aViewerThatReadsNothingIsPassedOver() throws IOException {
        aHouse();
        try (var slow = RawSocket.connect(node.port(), "/ws/energy/", 2_048);
                var viewer = viewer("home")) {
            slow.send(
                    RawSocket.frame(
                            0x81, subscribe("1", "home", "true").getBytes(StandardCharsets.UTF_8)));
            var many = new ArrayList<String>();
            for (int i = 0; i < 2_000; i++) {
                many.add(
                        "{\"meter\":\"a-meter-with-a-long-name-%d\",\"power\":%d}".formatted(i, i));
            }
            eventually(
                    "figures are left out",
                    () -> {
                        clock.incrementAndGet();
                        send(many);
                        return node.metric("wattsocket_figures_skipped_total") > 0;
                    });

            assertThat(viewer.next("figures").path("site").asString()).isEqualTo("home");
        }
    }

    /// Some days of May by the minute's power, a sunny morning, and a price.
    private void aHouse() {
        var readings = new ArrayList<String>();
        for (long at = MIDNIGHT - 2 * 24 * 60 * MINUTE; at < MIDNIGHT; at += 15 * MINUTE) {
            readings.add(reading("grid", at, 15 * MINUTE, 100 + Math.floorMod(at / MINUTE, 37)));
        }
        for (long at = MIDNIGHT; at < NOW - 7 * MINUTE; at += 15 * MINUTE) {
            readings.add(reading("grid", at, 15 * MINUTE, 50 + Math.floorMod(at / MINUTE, 41)));
            readings.add(reading("solar", at, 15 * MINUTE, Math.floorMod(at / MINUTE, 29)));
        }
        readings.add(reading("grid", NOW - 7 * MINUTE, 7 * MINUTE, 500 * 7 / 60.0));
        readings.add("{\"meter\":\"grid\",\"time\":%d,\"power\":500}".formatted(NOW));
        for (var meter : List.of("grid", "solar")) {
            put("/meters/" + meter, "{\"role\":\"%s\"}".formatted(meter));
        }
        send(readings);
        put("/tariffs/home", TARIFF.formatted("0.34"));
        put("/sites/home", "{\"tariff\":\"home\",\"carbon\":385}");
    }

    private static String reading(String meter, long at, long length, double wattHours) {
        return "{\"meter\":\"%s\",\"time\":%d,\"interval_ms\":%d,\"energy_import\":%s}"
                .formatted(meter, at, length, wattHours);
    }

    private TestSocket viewer(String site) {
        return TestSocket.connect(node.webSocket()).send(subscribe("1", site, "true"));
    }

    private static String subscribe(String id, String site, String figures) {
        return "{\"type\":\"subscribe\",\"id\":\"%s\",\"site\":\"%s\",\"figures\":%s}"
                .formatted(id, site, figures);
    }

    private static double home(JsonNode figures) {
        return figures.at("/today/home").asDouble();
    }

    private void send(List<String> readings) {
        var body = new StringJoiner(",", "[", "]");
        readings.forEach(body::add);
        var answer = node.post("/api/v1/readings", "application/json", body.toString());
        assertThat(answer.body()).endsWith("\"refused\":[]}");
    }

    private void put(String path, String document) {
        var answer = node.put("/api/v1" + path, document);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }

    private JsonNode get(String path) {
        var answer = node.get("/api/v1" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static long millis(String time) {
        return OffsetDateTime.parse(time).toInstant().toEpochMilli();
    }
}
