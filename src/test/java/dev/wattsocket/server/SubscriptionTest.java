package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.TestNode;
import dev.wattsocket.kit.TestSocket;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a viewer asks for, and gets, over a real WebSocket.
final class SubscriptionTest {
    @TempDir Path folder;
    @AutoClose private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(folder);
    }

    @Test
    void aSubscriptionShowsOnlyWhatItAskedFor() {
        send("{\"meter\":\"a\",\"power\":1,\"voltage\":230}");
        send("{\"meter\":\"b\",\"power\":2}");
        try (var viewer = TestSocket.connect(node.webSocket())) {
            viewer.send(
                    "{\"type\":\"subscribe\",\"id\":\"x\",\"meters\":[\"a\"],\"channels\":[\"power\"]}");

            var snapshot = viewer.next("snapshot");

            assertThat(snapshot.path("sub").asString()).isEqualTo("x");
            assertThat(snapshot.path("readings").size()).isEqualTo(1);
            var reading = snapshot.path("readings").path(0);
            assertThat(reading.path("power").asInt()).isEqualTo(1);
            assertThat(reading.has("voltage")).isFalse();
        }
    }

    @Test
    void aPositionResumesWithoutHoleOrDouble() {
        send("{\"meter\":\"a\",\"power\":1}");
        String position;
        try (var viewer = TestSocket.connect(node.webSocket())) {
            viewer.send("{\"type\":\"subscribe\",\"id\":\"1\"}");
            position = viewer.next("snapshot").path("position").asString();
        }
        send("{\"meter\":\"a\",\"power\":2}");
        send("{\"meter\":\"a\",\"power\":3}");
        try (var viewer = TestSocket.connect(node.webSocket())) {
            viewer.send(
                    "{\"type\":\"subscribe\",\"id\":\"1\",\"max_rate\":20,\"since\":\""
                            + position
                            + "\"}");

            var replay = viewer.next("readings");
            send("{\"meter\":\"a\",\"power\":4}");
            var live = viewer.next("readings");

            assertThat(replay.path("replay").asBoolean()).isTrue();
            assertThat(replay.path("last").asBoolean()).isTrue();
            assertThat(powers(replay)).isEqualTo("2 3 ");
            assertThat(powers(live)).isEqualTo("4 ");
        }
    }

    @Test
    void aTimeReplaysFromTheStoreThenGoesOnLive() {
        long start = Clock.systemUTC().millis() - 3_600_000;
        for (int i = 0; i < 5; i++) {
            send("{\"meter\":\"a\",\"time\":%d,\"power\":%d}".formatted(start + i * 1000L, i));
        }
        try (var viewer = TestSocket.connect(node.webSocket())) {
            viewer.send(
                    "{\"type\":\"subscribe\",\"id\":\"1\",\"max_rate\":20,\"since\":%d}"
                            .formatted(start + 1000));
            var seen = new StringBuilder();
            JsonNode frame;
            do {
                frame = viewer.next("readings");
                seen.append(powers(frame));
            } while (!frame.path("last").asBoolean());
            send("{\"meter\":\"a\",\"time\":%d,\"power\":%d}".formatted(start + 9000, 9));
            seen.append(powers(viewer.next("readings")));

            assertThat(seen.toString()).isEqualTo("2 3 4 9 ");
        }
    }

    @Test
    void aPositionOfAnotherLifeGetsASnapshotThatSaysSo() {
        send("{\"meter\":\"a\",\"power\":1}");
        try (var viewer = TestSocket.connect(node.webSocket())) {
            viewer.send("{\"type\":\"subscribe\",\"id\":\"1\",\"since\":\"other:7\"}");

            var snapshot = viewer.next("snapshot");

            assertThat(snapshot.path("resumed").asBoolean(true)).isFalse();
            assertThat(powers(snapshot)).isEqualTo("1 ");
        }
    }

    @Test
    void mistakesAreToldWithAReason() {
        try (var client = TestSocket.connect(node.webSocket())) {
            assertThat(mistake(client, "nonsense")).isEqualTo("bad_json");
            assertThat(mistake(client, "[1]")).isEqualTo("bad_message");
            assertThat(mistake(client, "{\"type\":\"dance\",\"id\":3}")).isEqualTo("unknown_type");
            assertThat(mistake(client, "{\"type\":\"subscribe\"}")).isEqualTo("bad_message");
            assertThat(mistake(client, "{\"type\":\"subscribe\",\"id\":\"1\",\"max_rate\":21}"))
                    .isEqualTo("bad_message");
            assertThat(mistake(client, "{\"type\":\"subscribe\",\"id\":\"1\",\"site\":\"mars\"}"))
                    .isEqualTo("unknown_site");
            assertThat(mistake(client, "{\"type\":\"unsubscribe\",\"id\":\"9\"}"))
                    .isEqualTo("bad_message");
            client.send("{\"type\":\"ping\",\"id\":\"x\\\"y\"}");
            assertThat(client.next("pong").path("id").asString()).isEqualTo("x\"y");
        }
    }

    @Test
    void limitsAreToldOnceAndThenEndTheConnection() {
        try (var client = TestSocket.connect(node.webSocket())) {
            for (int i = 0; i < Viewing.SUBSCRIPTIONS_MAX; i++) {
                client.send("{\"type\":\"subscribe\",\"id\":\"s%d\"}".formatted(i));
            }
            assertThat(mistake(client, "{\"type\":\"subscribe\",\"id\":\"more\"}"))
                    .isEqualTo("too_many");
            client.send("{\"type\":\"subscribe\",\"id\":\"more\"}");
            assertThat(client.closeCode()).isEqualTo(4429);
        }
        try (var client = TestSocket.connect(node.webSocket())) {
            String large = "{\"x\":\"" + "y".repeat(Socket.MESSAGE_MAX) + "\"}";
            assertThat(mistake(client, large)).isEqualTo("too_large");
            client.send(large);
            assertThat(client.closeCode()).isEqualTo(4413);
        }
        try (var client = TestSocket.connect(node.webSocket())) {
            for (int i = 0; i <= Session.WRONG_MAX; i++) {
                client.send("{");
            }
            assertThat(client.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void heartbeatsCarryAPositionThatHolds() {
        try (var viewer = TestSocket.connect(node.webSocket())) {
            viewer.send("{\"type\":\"subscribe\",\"id\":\"1\"}");
            var position = viewer.next("snapshot").path("position").asString();

            assertThat(viewer.next("heartbeat").path("position").asString()).isEqualTo(position);
        }
    }

    private static String mistake(TestSocket client, String message) {
        return client.send(message).next("error").path("code").asString();
    }

    private static String powers(JsonNode frame) {
        var powers = new StringBuilder();
        for (var reading : frame.path("readings")) {
            powers.append(reading.path("power").asInt()).append(' ');
        }
        return powers.toString();
    }

    private void send(String reading) {
        assertThat(node.post("/api/v1/readings", "application/json", reading).statusCode())
                .isEqualTo(200);
    }
}
