package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.Gathered;
import dev.wattsocket.kit.Gathered.Point;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.kit.TestSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A viewer of a whole node that goes away and comes back with `since`: snapshot, replay and live
/// together are what is stored.
final class ResumeTest {
    private static final List<String> METERS = List.of("grid", "solar", "kitchen");
    private static final long MINUTE = 60_000;

    @TempDir private Path folder;

    private final Random random = new Random();
    private final Gathered gathered = new Gathered();
    private long millis = 1_700_000_000_000L;
    private int value;
    private TestNode node;

    @BeforeEach
    void start() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        random.setSeed(seed);
        node = TestNode.start(folder);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aPauseOfMinutesIsMadeUpForByPosition() {
        send(20);
        try (var viewer = connect("")) {
            watchLive(viewer, 5);
        }
        for (int i = 0; i < 5; i++) {
            send(1 + random.nextInt(400));
            try (var viewer = connect(",\"since\":\"" + gathered.position() + "\"")) {
                takeReplay(viewer);
                watchLive(viewer, 3);
            }
        }
        assertGatheredAsStored();
    }

    @Test
    void aPauseOfMinutesIsMadeUpForByTime() {
        try (var viewer = connect("")) {
            watchLive(viewer, 5);
        }
        for (int i = 0; i < 5; i++) {
            send(1 + random.nextInt(4_000));
            try (var viewer = connect(",\"since\":" + gathered.newestMillis())) {
                takeReplay(viewer);
                watchLive(viewer, 3);
            }
        }
        assertGatheredAsStored();
    }

    @Test
    void aRestartIsMadeUpForByTimeAndSaidToWhoComesWithAPosition() {
        try (var viewer = connect("")) {
            watchLive(viewer, 5);
        }
        for (int i = 0; i < 3; i++) {
            send(random.nextInt(200));
            node.close();
            node = TestNode.start(folder);
            send(random.nextInt(200));
            try (var viewer = connect(",\"since\":\"" + gathered.position() + "\"")) {
                var snapshot = viewer.next("snapshot");
                assertThat(snapshot.path("resumed").asBoolean(true)).isFalse();
            }
            try (var viewer = connect(",\"since\":" + gathered.newestMillis())) {
                takeReplay(viewer);
                watchLive(viewer, 3);
            }
        }
        assertGatheredAsStored();
    }

    @Test
    void whatComesInDuringAReplayIsNeitherLostNorDoubled() throws InterruptedException {
        try (var viewer = connect("")) {
            watchLive(viewer, 1);
        }
        send(10_000);
        var sender = Thread.ofPlatform().unstarted(() -> send(1_000));
        try (var viewer = connect(",\"since\":" + gathered.newestMillis())) {
            sender.start();
            takeReplay(viewer);
            sender.join();
            // What came after the replay came live, where the newest may stand for those before.
            while (gathered.newestMillis() < millis) {
                gathered.take(viewer.next("readings"));
            }
        }
        for (var meter : METERS) {
            assertThat(stored(meter)).containsSubsequence(gathered.of(key(meter)));
            assertThat(gathered.of(key(meter))).doesNotHaveDuplicates().endsWith(last(meter));
        }
        assertThat(gathered.of(key("grid"))).hasSizeGreaterThan(3_000);
    }

    private TestSocket connect(String since) {
        var viewer = TestSocket.connect(node.webSocket());
        viewer.send("{\"type\":\"subscribe\",\"id\":\"1\",\"max_rate\":20%s}".formatted(since));
        if (since.isEmpty()) {
            gathered.take(viewer.next("snapshot"));
        }
        return viewer;
    }

    private void takeReplay(TestSocket viewer) {
        boolean last = false;
        while (!last) {
            var frame = viewer.next("readings");
            assertThat(frame.path("replay").asBoolean()).isTrue();
            gathered.take(frame);
            last = frame.path("last").asBoolean();
        }
    }

    /// One after the other, so that none stands for another.
    private void watchLive(TestSocket viewer, int readings) {
        for (int i = 0; i < readings; i++) {
            send(1);
            gathered.take(viewer.next("readings"));
        }
    }

    /// Readings of some meter, about a minute apart.
    private void send(int readings) {
        var lines = new StringBuilder();
        for (int i = 0; i < readings; i++) {
            millis += 1 + random.nextLong(2 * MINUTE);
            value++;
            String meter = METERS.get(random.nextInt(METERS.size()));
            lines.append(
                    "{\"meter\":\"%s\",\"time\":%d,\"tick\":%d}%n".formatted(meter, millis, value));
        }
        if (readings > 0) {
            var answer = node.post("/api/v1/readings", "application/x-ndjson", lines.toString());
            assertThat(answer.body()).startsWith("{\"accepted\":" + readings + ",");
        }
    }

    private void assertGatheredAsStored() {
        for (var meter : METERS) {
            var gatheredHere = gathered.of(key(meter));
            var stored = stored(meter);
            // The snapshot began with the newest.
            int from = Math.max(0, stored.indexOf(gatheredHere.getFirst()));
            assertThat(gatheredHere).isEqualTo(stored.subList(from, stored.size()));
        }
    }

    private Point last(String meter) {
        return stored(meter).getLast();
    }

    private List<Point> stored(String meter) {
        var points = new ArrayList<Point>();
        String query = "?format=csv&from=2020-01-01T00:00Z&to=2100-01-01T00:00Z&meter=" + meter;
        var csv = node.get("/api/v1/readings" + query);
        assertThat(csv.statusCode()).isEqualTo(200);
        for (var line : csv.body().lines().skip(1).toList()) {
            var cells = line.split(",", -1);
            points.add(new Point(Long.parseLong(cells[1]), Double.parseDouble(cells[3])));
        }
        return points;
    }

    private static String key(String meter) {
        return Gathered.key(meter, "tick");
    }
}
