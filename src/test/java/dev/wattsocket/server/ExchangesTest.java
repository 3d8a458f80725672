package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.TestNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A device that was exchanged for another, entered by hand, on a whole node.
final class ExchangesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String EXCHANGES = "/api/v1/meters/grid/exchanges";
    private static final long T0 = 1_767_225_600_000L;
    private static final long HOUR = 3_600_000;

    @TempDir private Path folder;

    @Test
    void energyCountsToTheEndOfTheOldAndFromTheStartOfTheNew() {
        try (var node = exchanged()) {
            // 84,000 Wh to 5,000 Wh looks like a device that counts from nothing again.
            assertThat(energy(node)).isEqualTo(1_000 + 5_000 + 1_000);
            var made = enter(node, T0 + 3 * HOUR / 2, 84_500, 4_700);
            assertThat(made.path("by").asString()).isEqualTo("local");
            assertThat(energy(node)).isEqualTo(1_000 + 500 + 300 + 1_000);
            assertThat(undo(node, 1).path("undone").asLong()).isGreaterThan(T0);
            assertThat(energy(node)).isEqualTo(7_000);
            enter(node, T0 + 3 * HOUR / 2, 84_000, 5_000);
        }
        try (var node = TestNode.start(folder)) {
            assertThat(energy(node)).isEqualTo(2_000);
            assertThat(list(node)).hasSize(2);
            assertThat(list(node).get(0).path("undone").isNull()).isFalse();
            assertThat(list(node).get(1).path("end_value").asDouble()).isEqualTo(84_000);
        }
    }

    @Test
    void oneAtATimeAlsoWhereManyEnterIt() throws Exception {
        try (var node = exchanged();
                var pool = Executors.newFixedThreadPool(8)) {
            var ends = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 16; i++) {
                ends.add(pool.submit(() -> post(node, body(T0 + HOUR + 1, 1, 2)).statusCode()));
            }
            int taken = 0;
            for (var end : ends) {
                taken += end.get() == 200 ? 1 : 0;
                assertThat(end.get()).isIn(200, 409);
            }
            assertThat(taken).isEqualTo(1);
            assertThat(list(node)).hasSize(1);
        }
    }

    @Test
    void whatIsNoExchangeIsAnsweredWithASentence() {
        var wrong =
                new String[] {
                    "{} | 400 | Say which channel",
                    "{C,\"time\":1767225600000} | 400 | Say end_value",
                    "{C,\"end_value\":1,\"time\":1767225600000} | 400 | Say start_value",
                    "{C,\"end_value\":1,\"start_value\":0} | 400 | Say at which time",
                    "{C,\"end_value\":-1,\"time\":\"today\"} | 400 | end_value is a number",
                    "{C,\"end_value\":1,\"start_value\":{},\"time\":\"today\"} | 400 | start_value",
                    "{\"channel\":\"power\",\"end_value\":1,\"start_value\":0,\"time\":\"today\"}"
                            + " | 409 | is no register",
                };
        try (var node = exchanged()) {
            for (var row : wrong) {
                var parts = row.split(" \\| ", -1);
                var answer = post(node, parts[0].replace("{C", "{\"channel\":\"energy_import\""));
                assertThat(answer.statusCode()).as(row).isEqualTo(Integer.parseInt(parts[1]));
                assertThat(answer.body()).contains(parts[2]);
            }
            assertThat(list(node)).isEmpty();
            assertThat(delete(node, EXCHANGES + "/1").statusCode()).isEqualTo(404);
        }
    }

    /// A register of 83,000 and 84,000 Wh, then, an hour apart each, 5,000 and 6,000.
    private TestNode exchanged() {
        var node = TestNode.start(folder);
        long[] registers = {83_000, 84_000, 5_000, 6_000};
        for (int i = 0; i < registers.length; i++) {
            node.post(
                    "/api/v1/readings",
                    "application/json",
                    "{\"meter\":\"grid\",\"time\":%d,\"energy_import\":%d,\"power\":1}"
                            .formatted(T0 + i * HOUR, registers[i]));
        }
        return node;
    }

    private static String body(long time, double end, double start) {
        return ("{\"channel\":\"energy_import\",\"time\":%d,\"end_value\":%s,"
                        + "\"start_value\":%s,\"note\":\"new\"}")
                .formatted(time, end, start);
    }

    private static HttpResponse<String> post(TestNode node, String body) {
        return node.post(EXCHANGES, "application/json", body);
    }

    private static JsonNode enter(TestNode node, long time, double end, double start) {
        var answer = post(node, body(time, end, start));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static JsonNode undo(TestNode node, int number) {
        return JSON.readTree(delete(node, EXCHANGES + "/" + number).body());
    }

    private static HttpResponse<String> delete(TestNode node, String path) {
        return node.send(HttpRequest.newBuilder(node.http(path)).DELETE().build());
    }

    private static JsonNode list(TestNode node) {
        return JSON.readTree(node.get(EXCHANGES).body()).path("exchanges");
    }

    private static double energy(TestNode node) {
        var body =
                node.get("/api/v1/energy?meter=grid&by=day&from=2026-01-01&to=2026-01-02&zone=UTC")
                        .body();
        return JSON.readTree(body).path("buckets").get(0).path("energy_import").asDouble();
    }
}
