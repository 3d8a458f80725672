package dev.wattsocket.nodes;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.Gathered;
import dev.wattsocket.kit.Postgres;
import dev.wattsocket.kit.Redis;
import dev.wattsocket.kit.ServerProcess;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.kit.TestSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Two nodes, of which one's clock is seven minutes ahead and the other's seven behind: to those
/// who look on they are one.
final class SharingTest {
    private static final Duration OFF = Duration.ofMinutes(7);
    private static final Duration AT_ONCE = Duration.ofSeconds(10);
    private static final Duration TRUE_WITHIN = Duration.ofSeconds(10);

    private static Redis redis;
    private static String database;
    private static TestNode ahead;
    private static TestNode behind;

    @BeforeAll
    static void start() {
        redis = Redis.start();
        database = Postgres.shared().newDatabase();
        ahead = TestNode.sharing(database, redis.url(), off(OFF));
        behind = TestNode.sharing(database, redis.url(), off(OFF.negated()));
    }

    @AfterAll
    static void stop() {
        behind.close();
        ahead.close();
        redis.close();
    }

    private static InstantSource off(Duration by) {
        return InstantSource.offset(Clock.systemUTC(), by);
    }

    @Test
    void readingsWithoutATimeComeOneAfterTheOtherWhicheverNodeTakesThem() {
        try (var beside = viewer(ahead);
                var afar = viewer(behind)) {
            for (int i = 1; i <= 20; i++) {
                take(i % 2 == 0 ? ahead : behind, "{\"meter\":\"plug\",\"power\":%d}".formatted(i));
                awaitPower(beside, "plug", i);
                awaitPower(afar, "plug", i);
            }
        }
        var stored = behind.json("/api/v1/readings?from=-1h&meter=plug").path("readings");
        assertThat(stored).hasSize(20);
        assertThat(longs(stored, "power")).isSorted();
        assertThat(longs(stored, "time")).isSorted();
        for (long time : longs(stored, "time")) {
            assertThat(Math.abs(System.currentTimeMillis() - time))
                    .isLessThan(TRUE_WITHIN.toMillis());
        }
    }

    @Test
    void timesOfTheDevicesOwnAreKeptAndOneNodeIsAsGoodAsTheOther() {
        long time = System.currentTimeMillis();
        var gathered = new Gathered();
        try (var first = viewer(ahead)) {
            awaitOwn(first, gathered);
            for (int i = 1; i <= 10; i++) {
                take(i % 2 == 0 ? ahead : behind, own("own", time + i, i));
                while (last(gathered, "own.power") != i || gathered.position().isEmpty()) {
                    awaitOwn(first, gathered);
                }
            }
        }
        take(ahead, own("own", time + 11, 11));
        take(behind, own("own", time + 12, 12));
        try (var second = TestSocket.connect(behind.webSocket())) {
            second.send(
                    "{\"type\":\"subscribe\",\"id\":\"1\",\"site\":\"home\",\"since\":\"%s\"}"
                            .formatted(gathered.position()));
            while (last(gathered, "own.power") != 12) {
                awaitOwn(second, gathered);
            }
        }
        assertThat(gathered.of("own.power")).hasSize(12).doesNotHaveDuplicates();
        assertThat(gathered.of("own.power"))
                .extracting(Gathered.Point::millis)
                .containsExactlyElementsOf(counted(time + 1, 12));
    }

    @Test
    void bothAreWellOneHasTheTurnAndBothSayWhatTimeItIs() {
        eventually(
                () -> "one of two nodes that are well has the turn: " + statuses(),
                () -> {
                    var nodes = statuses();
                    return nodes.size() == 2
                            && nodes.stream().allMatch(SharingTest::isWell)
                            && nodes.stream()
                                            .filter(node -> node.path("settles").asBoolean())
                                            .count()
                                    == 1;
                });
        for (var node : List.of(ahead, behind)) {
            assertThat(node.get("/health/ready").body()).contains("\"ok\"");
            try (var socket = TestSocket.connect(node.webSocket())) {
                long said = socket.next("hello").path("time").asLong();
                assertThat(Math.abs(System.currentTimeMillis() - said))
                        .isLessThan(TRUE_WITHIN.toMillis());
            }
        }
    }

    @Test
    void whatIsChangedAtOneIsChangedAtTheOtherAtOnce() {
        take(ahead, "{\"meter\":\"lamp\",\"power\":1}");
        for (int i = 0; i < 6; i++) {
            String name = "Lamp " + i;
            var one = i % 2 == 0 ? ahead : behind;
            var other = i % 2 == 0 ? behind : ahead;
            one.put("/api/v1/meters/lamp", "{\"name\":\"%s\"}".formatted(name));
            eventually(
                    name,
                    Duration.ofSeconds(1),
                    () -> other.get("/api/v1/meters").body().contains(name));
        }
    }

    @Test
    void aTokenMadeByTheCommandOpensARunningNodeAtOnce() {
        try (var closed = TestNode.closedSharing(database, redis.url())) {
            assertThat(closed.get("/api/v1/meters").statusCode()).isEqualTo(401);
            String secret =
                    command("token", "create", "--name", "tablet", "--store", database).strip();
            assertThat(closed.get("/api/v1/meters?token=" + secret).statusCode()).isEqualTo(200);
            String listed = command("token", "list", "--store", database);
            String id =
                    listed.lines()
                            .filter(line -> line.endsWith("tablet"))
                            .map(line -> line.split(" ", 2)[0])
                            .findFirst()
                            .orElseThrow();
            try (var viewer =
                    TestSocket.connect(URI.create(closed.webSocket() + "?token=" + secret))) {
                viewer.next("hello");
                command("token", "delete", id, "--store", database);
                assertThat(viewer.closeCode()).isEqualTo(4401);
            }
            assertThat(closed.get("/api/v1/meters?token=" + secret).statusCode()).isEqualTo(401);
        }
    }

    /// What the program prints.
    private static String command(String... arguments) {
        try (var process = ServerProcess.spawn(arguments)) {
            assertThat(process.exitCode(Duration.ofSeconds(30))).as(process.errors()).isZero();
            return process.output();
        }
    }

    @Test
    void aSumIsTheSameForAViewerWhoChangesNodes() {
        take(ahead, "{\"meter\":\"grid\",\"power\":3000}");
        take(behind, "{\"meter\":\"sun\",\"power\":500}");
        take(ahead, "{\"meter\":\"car\",\"power\":1200}");
        ahead.put("/api/v1/meters/rest", "{\"formula\":\"grid + sun - car\"}");
        double expected = 2_300;
        for (int i = 0; i < 4; i++) {
            for (var node : List.of(ahead, behind)) {
                try (var viewer = viewer(node)) {
                    awaitPower(viewer, "rest", expected);
                    expected += 100;
                    var other = node.equals(ahead) ? behind : ahead;
                    take(other, "{\"meter\":\"grid\",\"power\":%s}".formatted(expected + 700));
                    awaitPower(viewer, "rest", expected);
                }
            }
        }
    }

    private static TestSocket viewer(TestNode node) {
        return TestSocket.connect(node.webSocket())
                .send("{\"type\":\"subscribe\",\"id\":\"1\",\"site\":\"home\",\"max_rate\":20}");
    }

    /// Takes the next part of what it asked for.
    private static void awaitOwn(TestSocket socket, Gathered gathered) {
        var message = socket.next();
        long until = System.nanoTime() + AT_ONCE.toNanos();
        while (!message.path("sub").asString().equals("1") || !message.has("readings")) {
            assertThat(System.nanoTime()).as("its own part came").isLessThan(until);
            message = socket.next();
        }
        gathered.take(message);
    }

    /// Waits for a value of a meter in what a socket is sent.
    private static void awaitPower(TestSocket socket, String meter, double power) {
        boolean isThere = false;
        long until = System.nanoTime() + AT_ONCE.toNanos();
        while (!isThere) {
            // Heartbeats go on for ever.
            assertThat(System.nanoTime()).as(meter + " is " + power).isLessThan(until);
            for (var reading : socket.next().path("readings")) {
                isThere |=
                        reading.path("meter").asString().equals(meter)
                                && reading.path("power").asDouble(Double.NaN) == power;
            }
        }
    }

    private static void take(TestNode node, String reading) {
        var answer = node.post("/api/v1/readings", "application/json", reading);
        assertThat(answer.body()).startsWith("{\"accepted\":1,");
    }

    private static String own(String meter, long time, double power) {
        return "{\"meter\":\"%s\",\"time\":%d,\"power\":%s}".formatted(meter, time, power);
    }

    private static double last(Gathered gathered, String key) {
        var points = gathered.of(key);
        return points.isEmpty() ? Double.NaN : points.getLast().value();
    }

    private static List<Long> counted(long from, int count) {
        var all = new ArrayList<Long>();
        for (int i = 0; i < count; i++) {
            all.add(from + i);
        }
        return all;
    }

    private static List<Long> longs(JsonNode readings, String field) {
        return StreamSupport.stream(readings.spliterator(), false)
                .map(reading -> reading.path(field).asLong())
                .toList();
    }

    private static List<JsonNode> statuses() {
        var all = new ArrayList<JsonNode>();
        ahead.json("/api/v1/status").path("nodes").forEach(all::add);
        return all;
    }

    private static boolean isWell(JsonNode node) {
        return !node.path("silent").asBoolean()
                && node.path("trouble").asString().isEmpty()
                && node.path("bus_lag_ms").asDouble(-1) >= 0;
    }
}
