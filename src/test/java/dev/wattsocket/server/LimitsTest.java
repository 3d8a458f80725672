package dev.wattsocket.server;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.ingest.Maker;
import dev.wattsocket.ingest.json.Json;
import dev.wattsocket.kit.RawSocket;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.kit.TestSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Every limit of the wire, at it and one past it.
final class LimitsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long NEW_YEAR = 1_767_225_600_000L;

    @TempDir Path folder;
    private TestNode node;
    private TestSocket socket;

    @BeforeEach
    void start() {
        node = TestNode.start(folder);
        socket = TestSocket.connect(node.webSocket());
    }

    @AfterEach
    void stop() {
        socket.close();
        node.close();
    }

    @Test
    void aMessageHasAMebibyte() {
        String reading = "{\"meter\":\"m\",\"power\":1";
        String longest = reading + " ".repeat(Socket.MESSAGE_MAX - reading.length() - 1) + "}";
        assertThat(socket.send(longest).next("ack").path("accepted").asInt()).isEqualTo(1);
        assertError(socket.send(longest + " "), "too_large");
        assertThat(socket.send(longest).next("ack").path("accepted").asInt()).isEqualTo(1);
        assertError(socket.send(longest + " "), "too_large");
        assertThat(socket.closeCode()).isEqualTo(4413);
        ended(4413);
    }

    /// In parts of any size the same, and no more is kept of it meanwhile.
    @Test
    void aMessageInPartsHasAMebibyteToo() throws IOException {
        byte[] part = " ".repeat(65_536).getBytes(StandardCharsets.US_ASCII);
        try (var raw = RawSocket.connect(node.port(), "/ws/energy/", 0)) {
            for (int round = 0; round < 2; round++) {
                raw.send(RawSocket.frame(0x01, part));
                for (int i = 0; i < 100; i++) {
                    raw.send(RawSocket.frame(0x00, part));
                }
                raw.send(RawSocket.frame(0x80, new byte[0]));
            }
            var texts = new HashSet<String>();
            try {
                while (true) {
                    texts.add(JSON.readTree(raw.nextText()).path("code").asString(""));
                }
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("4413");
            }
            assertThat(texts).contains("too_large");
        }
    }

    @Test
    void aFrameTooLargeEndsTheConnection() throws IOException {
        try (var raw = RawSocket.connect(node.port(), "/ws/energy/", 0)) {
            raw.send(RawSocket.frame(0x82, new byte[5 * 1024 * 1024]));
            try {
                while (true) {
                    raw.nextText();
                }
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("4413");
            }
        }
    }

    @Test
    void aMessageHasTenThousandReadings() {
        assertThat(socket.send(readings(Sending.READINGS_MAX)).next("ack").path("accepted").asInt())
                .isEqualTo(Sending.READINGS_MAX);
        assertError(socket.send(readings(Sending.READINGS_MAX + 1)), "too_many");
        assertError(socket.send(readings(Sending.READINGS_MAX + 1)), "too_many");
        assertThat(socket.closeCode()).isEqualTo(4429);
        ended(4429);
    }

    private static String readings(int count) {
        var list = new StringJoiner(",", "{\"type\":\"readings\",\"id\":1,\"readings\":[", "]}");
        for (int i = 0; i < count; i++) {
            list.add("{\"meter\":\"m\",\"time\":%d,\"power\":1}".formatted(NEW_YEAR + i));
        }
        return list.toString();
    }

    @Test
    void aSocketHas64Subscriptions() {
        for (int i = 0; i < Viewing.SUBSCRIPTIONS_MAX; i++) {
            socket.send("{\"type\":\"subscribe\",\"id\":\"%d\"}".formatted(i));
            assertThat(socket.next("snapshot").path("sub").asString()).isEqualTo("" + i);
        }
        // One that replaces another is not one more.
        socket.send("{\"type\":\"subscribe\",\"id\":\"0\",\"max_rate\":5}");
        assertThat(socket.next("snapshot").path("sub").asString()).isEqualTo("0");
        assertError(socket.send("{\"type\":\"subscribe\",\"id\":\"x\"}"), "too_many");
        socket.send("{\"type\":\"unsubscribe\",\"id\":\"1\"}");
        socket.send("{\"type\":\"subscribe\",\"id\":\"x\"}");
        assertThat(socket.next("snapshot").path("sub").asString()).isEqualTo("x");
        assertError(socket.send("{\"type\":\"subscribe\",\"id\":\"y\"}"), "too_many");
        assertThat(socket.closeCode()).isEqualTo(4429);
    }

    @Test
    void oneSocketMakesTwoThousandMeters() {
        int made = 0;
        int refused = 0;
        for (int from = 0; from < 10_000; from += 500) {
            var list =
                    new StringJoiner(",", "{\"type\":\"readings\",\"id\":1,\"readings\":[", "]}");
            for (int i = from; i < from + 500; i++) {
                list.add("{\"meter\":\"meter-%d\",\"power\":1}".formatted(i));
            }
            var ack = socket.send(list.toString()).next("ack");
            made += ack.path("accepted").asInt();
            for (var refusal : ack.path("refused")) {
                assertThat(refusal.path("reason").asString()).isEqualTo("too_many_meters");
                refused++;
            }
        }
        assertThat(made).isEqualTo(Maker.METERS_MAX);
        assertThat(refused).isEqualTo(10_000 - Maker.METERS_MAX);
        assertThat(node.metric("wattsocket_readings_refused_total{reason=\"too_many_meters\"}"))
                .isEqualTo(refused);
        assertThat(node.node().catalog().meters()).hasSize(Maker.METERS_MAX);
        // What is known already goes on.
        assertThat(
                        socket.send("{\"meter\":\"meter-7\",\"power\":2}")
                                .next("ack")
                                .path("accepted")
                                .asInt())
                .isEqualTo(1);
    }

    @Test
    void jsonIsSixteenDeep() {
        String deepest = "[".repeat(Json.DEPTH_MAX - 1) + "]".repeat(Json.DEPTH_MAX - 1);
        socket.send("{\"meter\":\"m\",\"power\":1,\"extra\":" + deepest + "}");
        assertThat(socket.next("ack").path("accepted").asInt()).isEqualTo(1);
        assertError(
                socket.send("{\"meter\":\"m\",\"power\":1,\"extra\":[" + deepest + "]}"),
                "bad_json");
    }

    @Test
    void twentyErrorsAreTolerated() {
        for (int i = 0; i < Session.WRONG_MAX; i++) {
            assertError(socket.send("{"), "bad_json");
        }
        assertThat(socket.send("{\"type\":\"ping\",\"id\":3}").next("pong").path("id").asInt())
                .isEqualTo(3);
        assertError(socket.send("{"), "bad_json");
        assertThat(socket.closeCode()).isEqualTo(4400);
        ended(4400);
    }

    /// The names in one list of a subscription.
    @Test
    void aSubscriptionNamesTenThousandMeters() {
        var names = new StringJoiner(",");
        for (int i = 0; i < 10_000; i++) {
            names.add("\"m%d\"".formatted(i));
        }
        socket.send("{\"type\":\"subscribe\",\"id\":\"1\",\"meters\":[" + names + "]}");
        assertThat(socket.next("snapshot").path("last").asBoolean()).isTrue();
        names.add("\"one-more\"");
        assertError(
                socket.send("{\"type\":\"subscribe\",\"id\":\"1\",\"meters\":[" + names + "]}"),
                "bad_message");
    }

    @Test
    void errorsSpeakToWhoeverSentThem() {
        String long401 = "{\"meter\":\"m\",\"power\":" + "9".repeat(401) + "}";
        assertThat(socket.send(long401).next("error").path("message").asString())
                .contains("maximum allowed (400)")
                .doesNotContain("`");
        assertThat(
                        socket.send("{\"meter\":\"m\",\"power\":0x1}")
                                .next("error")
                                .path("message")
                                .asString())
                .doesNotContain("`");
    }

    private static void assertError(TestSocket socket, String code) {
        assertThat(socket.next("error").path("code").asString()).isEqualTo(code);
    }

    private void ended(int code) {
        eventually(
                "a metric says so",
                () ->
                        node.metric("wattsocket_sockets_ended_total{code=\"%d\"}".formatted(code))
                                == 1);
    }
}
