package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.catalog.SqlCatalog;
import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.catalog.Tokens;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.kit.TestSocket;
import dev.wattsocket.model.Correction;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Single values corrected by hand, on a whole node: what follows, what stays written down, and
/// what a device can't undo.
final class CorrectionsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CORRECTIONS = "/api/v1/meters/grid/corrections";
    private static final long T0 = 1_767_225_600_000L;
    private static final long T1 = T0 + 60_000;
    private static final long T2 = T1 + 60_000;

    @TempDir private Path folder;

    @Test
    void whatIsCorrectedIsReadShownAndWrittenDown() {
        try (var node = withThree()) {
            var made = correct(node, T1, "812.5", ",\"note\":\"read off wrongly\"");
            assertThat(made.path("old").asDouble()).isEqualTo(2);
            assertThat(made.path("new").asDouble()).isEqualTo(812.5);
            assertThat(made.path("by").asString()).isEqualTo("local");
            assertThat(made.path("undone").isNull()).isTrue();
            assertThat(values(node)).isEqualTo("1.0 812.5 3.0");
            assertThat(live(node)).isEqualTo(3);

            correct(node, T2, "9", "");
            assertThat(live(node)).isEqualTo(9);
            var all = list(node);
            assertThat(all).hasSize(2);
            assertThat(all.get(0)).isEqualTo(made);
            assertThat(all.get(0).path("note").asString()).isEqualTo("read off wrongly");
        }
    }

    @Test
    void whatADeviceSendsOfItAgainChangesNothing() {
        String again = "{\"meter\":\"grid\",\"time\":%d,\"power\":2,\"voltage\":231}".formatted(T1);
        try (var node = withThree()) {
            correct(node, T1, "20", "");
            assertThat(send(node, again)).isEqualTo("{\"accepted\":1,\"refused\":[]}");
            assertThat(values(node)).isEqualTo("1.0 20.0 3.0");
            // The other value of the same message is no part of the correction.
            assertThat(
                            node.get("/api/v1/readings?meter=grid&channel=voltage&from=2026-01-01")
                                    .body())
                    .contains("231");
        }
        try (var node = TestNode.start(folder)) {
            send(node, again);
            send(node, "{\"meter\":\"grid\",\"time\":%d,\"power\":77}".formatted(T1));
            assertThat(values(node)).isEqualTo("1.0 20.0 3.0");
            undo(node, 1);
            assertThat(values(node)).isEqualTo("1.0 2.0 3.0");
            send(node, "{\"meter\":\"grid\",\"time\":%d,\"power\":77}".formatted(T1));
            assertThat(values(node)).isEqualTo("1.0 77.0 3.0");
        }
    }

    @Test
    void aDeletedReadingIsNowhereAndComesBackWhenThatIsUndone() {
        try (var node = withThree();
                var viewer = TestSocket.connect(node.webSocket())) {
            viewer.send("{\"type\":\"subscribe\",\"id\":\"1\",\"max_rate\":20}");
            viewer.next("snapshot");
            correct(node, T2, "null", "");
            assertThat(values(node)).isEqualTo("1.0 2.0");
            assertThat(live(node)).isEqualTo(2);
            var shown = viewer.next("readings").path("readings").path(0);
            assertThat(shown.path("time").asLong()).isEqualTo(T1);
            assertThat(shown.path("power").asDouble()).isEqualTo(2);

            send(node, "{\"meter\":\"grid\",\"time\":%d,\"power\":3}".formatted(T2));
            assertThat(values(node)).isEqualTo("1.0 2.0");
            undo(node, 1);
            assertThat(values(node)).isEqualTo("1.0 2.0 3.0");
            assertThat(live(node)).isEqualTo(3);
        }
    }

    @Test
    void whereNothingRemainsNothingIsShown() {
        try (var node = TestNode.start(folder)) {
            send(node, "{\"meter\":\"grid\",\"time\":%d,\"power\":5}".formatted(T0));
            try (var viewer = TestSocket.connect(node.webSocket())) {
                String position = viewer.next("snapshot").path("position").asString();
                correct(node, T0, "null", "");
                assertThat(node.get("/api/v1/live").body()).contains("\"readings\":[]");
                var meter = JSON.readTree(node.get("/api/v1/meters/grid").body());
                assertThat(meter.path("channels").get(0).path("last").isNull()).isTrue();

                viewer.send(
                        "{\"type\":\"subscribe\",\"id\":\"2\",\"since\":\"%s\"}"
                                .formatted(position));
                assertThat(viewer.next("readings").path("readings")).isEmpty();
            }
        }
        try (var node = TestNode.start(folder)) {
            assertThat(node.get("/api/v1/live").body()).contains("\"readings\":[]");
            send(node, "{\"meter\":\"grid\",\"time\":%d,\"power\":6}".formatted(T1));
            assertThat(live(node)).isEqualTo(6);
        }
    }

    @Test
    void aReadingThatWasMissingCanBeAddedAndTakenAway() {
        try (var node = withThree()) {
            assertThat(correct(node, T2 + 1, "4", "").path("old").isNull()).isTrue();
            assertThat(values(node)).isEqualTo("1.0 2.0 3.0 4.0");
            assertThat(live(node)).isEqualTo(4);
            undo(node, 1);
            assertThat(values(node)).isEqualTo("1.0 2.0 3.0");
            assertThat(live(node)).isEqualTo(3);
        }
    }

    @Test
    void correctionsOfOneValueAreUndoneFromTheLastToTheFirst() {
        try (var node = withThree()) {
            correct(node, T1, "20", "");
            correct(node, T1, "null", "");
            correct(node, T1, "200", "");
            assertThat(delete(node, CORRECTIONS + "/1").statusCode()).isEqualTo(409);
            undo(node, 3);
            assertThat(values(node)).isEqualTo("1.0 3.0");
            undo(node, 2);
            assertThat(values(node)).isEqualTo("1.0 20.0 3.0");
            send(node, "{\"meter\":\"grid\",\"time\":%d,\"power\":2}".formatted(T1));
            assertThat(values(node)).isEqualTo("1.0 20.0 3.0");
            var once = undo(node, 1);
            assertThat(undo(node, 1)).isEqualTo(once);
            assertThat(values(node)).isEqualTo("1.0 2.0 3.0");
            assertThat(list(node)).allMatch(each -> each.path("undone").asLong() > T2);
        }
    }

    @Test
    void anIntervalKeepsItsLength() {
        try (var node = TestNode.start(folder)) {
            send(
                    node,
                    "{\"meter\":\"grid\",\"time\":%d,\"interval_ms\":900000,\"power\":100}"
                            .formatted(T0));
            var fifteen = correct(node, T0, "200", "");
            assertThat(fifteen.path("interval_ms").asInt()).isEqualTo(900_000);
            correct(node, T0, "null", "");
            correct(node, T0, "300", "");
            correct(node, T0 + 900_000, "400", ",\"interval_ms\":1800000");
            assertThat(node.get("/api/v1/readings?meter=grid&from=2026-01-01").body())
                    .contains("\"interval_ms\":900000,\"power\":300", "1800000,\"power\":400")
                    .doesNotContain("\"power\":100", "\"power\":200");
            assertThat(post(node, T0 + 9_000_000, "1", "").body()).contains("say interval_ms");
            assertThat(post(node, T0, "1", ",\"interval_ms\":60000").body())
                    .contains("has 900000 ms");
        }
    }

    @Test
    void energyFollows() {
        try (var node = TestNode.start(folder)) {
            for (int minute = 0; minute <= 10; minute++) {
                send(
                        node,
                        "{\"meter\":\"grid\",\"time\":%d,\"energy_import\":%d}"
                                .formatted(T0 + minute * 60_000L, 1_000 + minute * 100));
            }
            assertThat(energy(node)).isEqualTo(1_000);
            var wrong =
                    "{\"channel\":\"energy_import\",\"time\":%d,\"value\":1950}"
                            .formatted(T0 + 600_000);
            assertThat(node.post(CORRECTIONS, "application/json", wrong).statusCode())
                    .isEqualTo(200);
            assertThat(energy(node)).isEqualTo(950);
            undo(node, 1);
            assertThat(energy(node)).isEqualTo(1_000);
        }
    }

    @Test
    void whatWasWrittenDownAndNotYetStoredFollowsAtTheNextStart() {
        withThree().close();
        try (var catalog = SqlCatalog.open(folder.resolve("catalog.db"))) {
            catalog.revisions()
                    .add(
                            new Correction(
                                    0,
                                    "grid",
                                    "power",
                                    T2,
                                    0,
                                    OptionalDouble.of(3),
                                    OptionalDouble.of(33),
                                    "",
                                    T2,
                                    "ann",
                                    OptionalLong.empty()));
        }
        try (var node = TestNode.start(folder)) {
            assertThat(values(node)).isEqualTo("1.0 2.0 33.0");
            assertThat(live(node)).isEqualTo(33);
            assertThat(node.node().catalog().revisions().unsettled()).isEmpty();
        }
    }

    @Test
    void manyAtOnceAreOneAfterTheOther() throws Exception {
        try (var node = withThree();
                var pool = Executors.newFixedThreadPool(8)) {
            var ends = new ArrayList<Future<JsonNode>>();
            for (int i = 0; i < 24; i++) {
                String value = i % 3 == 2 ? "null" : Integer.toString(100 + i);
                long time = i % 2 == 0 ? T0 : T2;
                ends.add(pool.submit(() -> JSON.readTree(post(node, time, value, "").body())));
                ends.add(
                        pool.submit(() ->
                                JSON.readTree(
                                        send(
                                                node,
                                                "{\"meter\":\"grid\",\"time\":%d,\"power\":1}"
                                                        .formatted(time)))));
            }
            for (var end : ends) {
                end.get();
            }
            var all = list(node);
            for (int i = all.size(); i > 0; i--) {
                undo(node, i);
            }
            assertThat(values(node)).matches("1.0 2.0 (1|3).0");
        }
    }

    @Test
    void whoEnteredItIsKeptAndOnlyAnAdminMay() {
        var options =
                new ServerOptions(
                        "0.0.0.0", 0, java.util.Set.of(), false, false, false, false, "test");
        try (var node = TestNode.start(folder, options)) {
            var ann = Tokens.make("Ann's laptop", Access.ADMIN, 0);
            var device = Tokens.make("plug", Access.DEVICE, 0);
            node.node().catalog().put(ann.token());
            node.node().catalog().put(device.token());
            as(
                    node,
                    device.secret(),
                    "/api/v1/readings",
                    "{\"meter\":\"grid\",\"time\":%d,\"power\":5}".formatted(T0));
            String body = "{\"channel\":\"power\",\"time\":%d,\"value\":6}".formatted(T0);
            assertThat(as(node, device.secret(), CORRECTIONS, body).statusCode()).isEqualTo(403);
            assertThat(as(node, "", CORRECTIONS, body).statusCode()).isEqualTo(401);
            assertThat(as(node, ann.secret(), CORRECTIONS, body).body())
                    .contains("\"by\":\"Ann's laptop\"");
        }
    }

    @Test
    void whatIsNoCorrectionIsAnsweredWithASentence() {
        var wrong =
                new String[] {
                    "{} | 400 | Say which channel",
                    "{\"channel\":\"nope\"} | 400 | has no channel nope",
                    "{\"channel\":5} | 400 | channel is a text",
                    "{\"channel\":\"power\"} | 400 | Say the right value",
                    "{\"channel\":\"power\",\"value\":1} | 400 | Say at which time",
                    "{\"channel\":\"power\",\"value\":1,\"time\":[]} | 400 | Say at which time",
                    "{\"channel\":\"power\",\"value\":1,\"time\":\"noon\"} | 400 | is not a time",
                    "{\"channel\":\"power\",\"value\":1,\"time\":1.5} | 400 | is not a time",
                    "{\"channel\":\"power\",\"value\":1,\"time\":1767225600} | 400 | the year 2000",
                    "{\"channel\":\"power\",\"value\":1,\"time\":99999999999999} | 400 | the year 2000",
                    "{\"channel\":\"power\",\"value\":\"1\",\"time\":0} | 400 | the year 2000",
                    "{\"channel\":\"power\",\"value\":1e10,\"time\":1767225600000} | 400 | value is a number",
                    "{\"channel\":\"power\",\"value\":1e999,\"time\":1767225600000} | 400 | value is a number",
                    "{\"channel\":\"power\",\"value\":true,\"time\":1767225600000} | 400 | value is a number",
                    "{\"channel\":\"power\",\"value\":1,\"interval_ms\":1500,\"time\":0} | 400 | whole seconds",
                    "{\"channel\":\"power\",\"value\":1,\"interval_ms\":60000,\"time\":1767225600000} | 409 | not of",
                    "{\"channel\":\"power\",\"value\":null,\"time\":1767225600001} | 409 | nothing to delete",
                    "{\"channel\":\"power\",\"value\":1,\"note\":7,\"time\":1767225600000} | 400 | note is a text",
                    "[1] | 400 | not a JSON object",
                    "nonsense | 400 | not a JSON object",
                };
        try (var node = withThree()) {
            for (var row : wrong) {
                var parts = row.split(" \\| ", -1);
                var answer = node.post(CORRECTIONS, "application/json", parts[0]);
                assertThat(answer.statusCode()).as(row).isEqualTo(Integer.parseInt(parts[1]));
                assertThat(answer.body()).contains(parts[2]);
            }
            assertThat(list(node)).isEmpty();
            assertThat(values(node)).isEqualTo("1.0 2.0 3.0");
            for (var number : new String[] {"1", "-1", "x", "99999999999999999999"}) {
                assertThat(delete(node, CORRECTIONS + "/" + number).statusCode()).isEqualTo(404);
            }
            assertThat(
                            node.post("/api/v1/meters/nobody/corrections", "application/json", "{}")
                                    .statusCode())
                    .isEqualTo(404);
        }
    }

    private TestNode withThree() {
        var node = TestNode.start(folder);
        send(
                node,
                ("[{\"meter\":\"grid\",\"time\":%d,\"power\":1},{\"meter\":\"grid\",\"time\":%d,\"power\":2},"
                                + "{\"meter\":\"grid\",\"time\":%d,\"power\":3}]")
                        .formatted(T0, T1, T2));
        return node;
    }

    private static String send(TestNode node, String body) {
        return node.post("/api/v1/readings", "application/json", body).body();
    }

    private static HttpResponse<String> post(TestNode node, long time, String value, String more) {
        return node.post(
                CORRECTIONS,
                "application/json",
                "{\"channel\":\"power\",\"time\":%d,\"value\":%s%s}".formatted(time, value, more));
    }

    private static JsonNode correct(TestNode node, long time, String value, String more) {
        var answer = post(node, time, value, more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static JsonNode undo(TestNode node, int number) {
        var answer = delete(node, CORRECTIONS + "/" + number);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> delete(TestNode node, String path) {
        return node.send(HttpRequest.newBuilder(node.http(path)).DELETE().build());
    }

    private static HttpResponse<String> as(TestNode node, String secret, String path, String body) {
        var request = HttpRequest.newBuilder(node.http(path)).POST(BodyPublishers.ofString(body));
        if (!secret.isEmpty()) {
            request.header("Authorization", "Bearer " + secret);
        }
        return node.send(request.build());
    }

    private static JsonNode list(TestNode node) {
        return JSON.readTree(node.get(CORRECTIONS).body()).path("corrections");
    }

    /// All values of grid.power, in order of time.
    private static String values(TestNode node) {
        var body = node.get("/api/v1/readings?meter=grid&channel=power&from=2026-01-01").body();
        var values = new ArrayList<String>();
        for (var reading : JSON.readTree(body).path("readings")) {
            values.add(Double.toString(reading.path("power").asDouble()));
        }
        return String.join(" ", values);
    }

    /// The newest value as viewers see it.
    private static double live(TestNode node) {
        var readings = JSON.readTree(node.get("/api/v1/live").body()).path("readings");
        assertThat(readings).isNotEmpty();
        return readings.get(0).path("power").asDouble();
    }

    private static double energy(TestNode node) {
        var body =
                node.get("/api/v1/energy?meter=grid&by=day&from=2026-01-01&to=2026-01-02&zone=UTC")
                        .body();
        return JSON.readTree(body).path("buckets").get(0).path("energy_import").asDouble();
    }
}
