package dev.wattsocket.server;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.RawSocket;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.kit.TestSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Viewers that do not read while readings pour in, and those beside them that do.
final class StalledViewerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PATH = "/ws/energy/";
    private static final int RECEIVE_BUFFER = 4_096;
    private static final Duration STALL = Duration.ofSeconds(20);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir private Path folder;

    @AutoClose private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(folder);
    }

    @Test
    void stallingCostsLittleDelaysNobodyAndIsMadeUpForWithinASecond() throws IOException {
        var screen = new Screen();
        try (var stuck = RawSocket.connect(node.port(), PATH, RECEIVE_BUFFER);
                var stalled = RawSocket.connect(node.port(), PATH, RECEIVE_BUFFER);
                var pour = new Pour(node.webSocket(), "meter")) {
            long stuckSince = System.nanoTime();
            askForMuch(stuck, new Screen());
            askForMuch(stalled, screen);
            pour.start();

            watchBesideIt();

            int tick = pour.tick();
            long resumed = System.nanoTime();
            while (!screen.shows(tick, pour.meters())) {
                screen.look(JSON.readTree(stalled.nextText()));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - resumed)).isLessThan(SECOND);
            assertThat(screen.conflated()).isPositive();
            assertThat(screen.wrong()).isEmpty();

            // The other one never reads again, and is given up after half a minute.
            assertThat(Duration.ofNanos(System.nanoTime() - stuckSince).toNanos())
                    .isLessThan(Lobby.STUCK_NANOS);
            assertThat(node.metric("wattsocket_sockets_slow_total")).isZero();
            eventually(
                    "the stuck one is closed",
                    () -> node.metric("wattsocket_sockets_slow_total") == 1);
            assertThat(node.metric("wattsocket_sockets_silent_total")).isZero();
        }
    }

    /// For as long as the stall lasts: what somebody else sends is seen by a third at once, and
    /// little waits in memory for those who stall.
    private void watchBesideIt() {
        long waitingMost = 0;
        long delayMost = 0;
        int probes = 0;
        try (var viewer = TestSocket.connect(node.webSocket())) {
            viewer.send(
                    "{\"type\":\"subscribe\",\"id\":\"1\",\"meters\":[\"probe\"],\"max_rate\":20}");
            viewer.next("snapshot");
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < STALL.toNanos()) {
                long sent = System.nanoTime();
                probes++;
                node.post(
                        "/api/v1/readings",
                        "application/json",
                        "{\"meter\":\"probe\",\"power\":%d}".formatted(probes));
                viewer.next("readings");
                delayMost = Math.max(delayMost, System.nanoTime() - sent);
                double waiting = node.metric("wattsocket_sockets_waiting_bytes");
                waitingMost = Math.max(waitingMost, (long) waiting);
            }
        }
        System.out.printf(
                "%d probes, slowest %d ms, at most %d bytes waiting%n",
                probes, delayMost / 1_000_000, waitingMost);
        assertThat(Duration.ofNanos(delayMost)).isLessThan(SECOND);
        // Both are full, each by the delivery at most that filled it.
        assertThat(waitingMost).isBetween((long) Socket.WAITING_MAX, 4L * Socket.WAITING_MAX);
    }

    /// As many subscriptions as there may be, each of everything.
    private static void askForMuch(RawSocket socket, Screen screen) throws IOException {
        // Whoever asks late, on a busy machine, has been given everything meanwhile.
        screen.expect(new Screen.Wanted(Viewing.UNASKED, Set.of(), Set.of(), 1));
        screen.end(Viewing.UNASKED);
        for (int i = 0; i < Viewing.SUBSCRIPTIONS_MAX; i++) {
            var all = new Screen.Wanted("s" + i, Set.of(), Set.of(), 20);
            screen.expect(all);
            socket.send(RawSocket.text(all.message()));
        }
    }
}
