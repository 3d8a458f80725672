package dev.wattsocket.server;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.RawSocket;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.kit.TestSocket;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hundred thousand frames of garbage, while others use the server and notice nothing.
final class GarbageTest {
    private static final int FRAMES = 100_000;
    private static final int LORISES = 100;
    private static final byte[] GOODBYE = RawSocket.frame(0x88, new byte[] {3, (byte) 0xE8});

    @TempDir Path folder;
    private int frames;
    private int goodSent;

    @Test
    void everyFrameIsAnsweredAndNobodyElseNotices() throws IOException {
        long seed = 2026;
        var garbage = new Garbage(seed);
        var random = new Random(seed);
        try (var node = TestNode.start(folder);
                var viewer = TestSocket.connect(node.webSocket());
                var device = TestSocket.connect(node.webSocket())) {
            viewer.send(
                    "{\"type\":\"subscribe\",\"id\":\"v\",\"meters\":[\"good\"],\"max_rate\":20}");
            viewer.next("snapshot");
            var lorises = lorises(node.port());
            double errorsBefore = node.metric("wattsocket_errors_out_total");
            while (frames < FRAMES) {
                connectAndSpoil(node, garbage, random);
                if (frames / 1_000 >= goodSent) {
                    goodReadingPasses(viewer, device);
                    trickle(lorises);
                }
            }
            assertThat(node.metric("wattsocket_errors_out_total") - errorsBefore)
                    .as("errors told, seed %d", seed)
                    .isGreaterThan(FRAMES / 2.0);
            for (var loris : lorises) {
                assertThat(loris.isEnded()).isTrue();
                loris.close();
            }
            eventually(
                    "all broken sockets are forgotten",
                    () -> node.metric("wattsocket_sockets_open") == 2);
            goodReadingPasses(viewer, device);
        }
    }

    /// Twenty senseless messages, which are answered each, then the end: by bytes that are no
    /// frame, by text that is none, by a goodbye, or by silence in mid-frame.
    private void connectAndSpoil(TestNode node, Garbage garbage, Random random) throws IOException {
        try (var raw = RawSocket.connect(node.port(), "/ws/energy/", 0)) {
            for (int i = 0; i < Session.WRONG_MAX; i++) {
                raw.send(garbage.message());
            }
            frames += Session.WRONG_MAX + 1;
            if (random.nextInt(10) == 0) {
                return; // gone without reading anything
            }
            for (int told = 0; told < Session.WRONG_MAX; ) {
                told += isAnswer(raw.nextText()) ? 1 : 0;
            }
            raw.send(
                    switch (random.nextInt(8)) {
                        case 0, 1, 2 -> garbage.frame();
                        case 3 -> garbage.notUtf8();
                        case 4 -> garbage.half();
                        default -> GOODBYE;
                    });
            assertThat(ending(raw)).containsAnyOf("1000", "1002", "1007", "4400", "4413");
        }
    }

    private static String ending(RawSocket raw) throws IOException {
        try {
            while (true) {
                raw.nextText();
            }
        } catch (EOFException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static boolean isAnswer(String message) {
        assertThat(message).startsWith("{\"type\":\"");
        return message.startsWith("{\"type\":\"error\"")
                || (message.startsWith("{\"type\":\"ack\"") && message.contains("\"refused\":[{"));
    }

    private void goodReadingPasses(TestSocket viewer, TestSocket device) {
        goodSent++;
        device.send(
                "{\"type\":\"readings\",\"id\":%d,\"readings\":[{\"meter\":\"good\",\"power\":%d}]}"
                        .formatted(goodSent, goodSent));
        var ack = device.next("ack");
        assertThat(ack.path("id").asInt()).isEqualTo(goodSent);
        assertThat(ack.path("accepted").asInt()).isEqualTo(1);
        double seen = 0;
        while (seen < goodSent) {
            var readings = viewer.next("readings").path("readings");
            for (var reading : readings) {
                assertThat(reading.path("meter").asString()).isEqualTo("good");
                seen = reading.path("power").asDouble();
            }
        }
        assertThat(seen).isEqualTo(goodSent);
    }

    /// Clients whose handshake never ends.
    private static List<RawSocket> lorises(int port) throws IOException {
        var lorises = new ArrayList<RawSocket>();
        for (int i = 0; i < LORISES; i++) {
            var loris = RawSocket.dial(port);
            loris.send("GET /ws/energy/ HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            lorises.add(loris);
        }
        return lorises;
    }

    private static void trickle(List<RawSocket> lorises) {
        for (var loris : lorises) {
            try {
                loris.send(new byte[] {'z'});
            } catch (IOException _) {
                // Ended by the server, as it should be.
            }
        }
    }
}
