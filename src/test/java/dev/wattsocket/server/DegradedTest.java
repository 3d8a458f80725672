package dev.wattsocket.server;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.Redis;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.kit.TestSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node whose Redis goes away keeps readings, serves its viewers, and says what is wrong.
final class DegradedTest {
    @TempDir private Path folder;

    @Test
    void everyoneIsToldAndNothingStops() {
        try (var redis = Redis.start();
                var node = TestNode.withRedis(folder, redis.url());
                var early = TestSocket.connect(node.webSocket())) {
            early.next("hello");
            early.next("snapshot");
            assertThat(node.get("/health/ready").body()).contains("\"ok\"");

            redis.kill();
            var status = early.next("status");
            assertThat(status.path("degraded").asBoolean()).isTrue();
            assertThat(status.path("message").asString()).contains("kept");
            var ready = node.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.body()).contains("\"degraded\"");
            assertThat(node.metric("wattsocket_bus_degraded")).isEqualTo(1);
            try (var late = TestSocket.connect(node.webSocket())) {
                late.next("hello");
                assertThat(late.next("status").path("degraded").asBoolean()).isTrue();
                late.next("snapshot");
                assertIsTaken(node, 815);
                var readings = late.next("readings").path("readings");
                assertThat(readings.get(0).path("power").asInt()).isEqualTo(815);
            }

            redis.begin();
            assertThat(early.next("status").path("degraded").asBoolean(true)).isFalse();
            assertIsTaken(node, 816);
            eventually("it is told", () -> node.metric("wattsocket_bus_published_total") > 0);
        }
    }

    private static void assertIsTaken(TestNode node, int power) {
        String reading = "{\"meter\":\"grid\",\"power\":" + power + "}";
        var answer = node.post("/api/v1/readings", "application/json", reading);
        assertThat(answer.body()).startsWith("{\"accepted\":1,");
    }
}
