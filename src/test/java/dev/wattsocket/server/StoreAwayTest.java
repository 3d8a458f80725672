package dev.wattsocket.server;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.Postgres;
import dev.wattsocket.kit.Redis;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.kit.TestSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What senders are told while the database is away, and that it works again by itself.
class StoreAwayTest {
    private static final long NOON = 1_770_000_000_000L;
    private static final int VALUES = 40_000;

    @Test
    void sendersAreToldThatNothingWasStoredAndWhenToTryAgain() throws Exception {
        try (var postgres = Postgres.start();
                var redis = Redis.start();
                var node = TestNode.sharing(postgres.newDatabase(), redis.url());
                var socket = TestSocket.connect(node.webSocket())) {
            assertThat(post(node, "known").statusCode()).isEqualTo(200);
            postgres.kill();

            assertRefused(post(node, "known"));
            assertRefused(post(node, "stranger"));
            socket.send(
                    "{\"type\":\"readings\",\"id\":7,\"readings\":[{\"meter\":\"known\",\"power\":5}]}");
            var error = socket.next("error");
            assertThat(error.path("code").asString()).isEqualTo("store_failed");
            assertThat(error.path("id").asInt()).isEqualTo(7);
            assertThat(error.path("message").asString()).contains("Nothing of this was stored");
            assertThat(node.get("/health/ready").statusCode()).isEqualTo(503);

            postgres.begin();
            eventually("it works by itself", () -> node.get("/health/ready").statusCode() == 200);
            assertThat(post(node, "stranger").statusCode()).isEqualTo(200);

            postgres.pause();
            assertFullIsTold(node);
            postgres.resume();
            eventually("it takes again", () -> post(node, "known").statusCode() == 200);
        }
    }

    /// More than may be under way: part of it is sent back at once, the rest when it is clear that
    /// nothing answers.
    private static void assertFullIsTold(TestNode node) throws Exception {
        var body = new StringBuilder("{\"readings\":[");
        for (int i = 0; i < VALUES; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"meter\":\"known\",\"power\":1,\"time\":")
                    .append(NOON + i)
                    .append('}');
        }
        var whole = body.append("]}").toString();
        long begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<HttpResponse<String>>>();
            for (int i = 0; i < 8; i++) {
                calls.add(() -> node.post("/api/v1/readings", "application/json", whole));
            }
            int busy = 0;
            for (var call : threads.invokeAll(calls)) {
                var answer = call.get();
                assertThat(answer.headers().firstValue("Retry-After")).contains("1");
                assertThat(answer.statusCode()).isIn(429, 503);
                busy += answer.statusCode() == 429 ? 1 : 0;
            }
            assertThat(busy).isPositive();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    }

    private static HttpResponse<String> post(TestNode node, String meter) {
        return node.post(
                "/api/v1/readings",
                "application/json",
                "{\"meter\":\"%s\",\"power\":5}".formatted(meter));
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("cannot be written");
    }
}
