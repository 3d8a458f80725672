package dev.wattsocket.nodes;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.Postgres;
import dev.wattsocket.kit.Redis;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.kit.TestSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Three nodes with one Redis and one PostgreSQL: it does not matter which of them one meets.
class ThreeNodesTest {
    private static final int VIEWERS = 300;
    private static final int DEVICES = 100;
    private static final int READINGS = 30;

    private final List<TestNode> nodes = new ArrayList<>();
    private final Random random = new Random(11);
    private Redis redis;
    private String database;

    @BeforeEach
    void start() {
        redis = Redis.start();
        database = Postgres.shared().newDatabase();
        for (int i = 0; i < 3; i++) {
            nodes.add(TestNode.sharing(database, redis.url()));
        }
    }

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
        redis.close();
    }

    private TestNode any() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private URI socketOfAny() {
        return any().webSocket();
    }

    /// Each device speaks to one node after the other, each viewer listens to one.
    @Test
    void everyViewersLastValuesAreThoseOfTheStore() throws Exception {
        var viewers = new ArrayList<Viewer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var viewing = new ArrayList<Future<?>>();
            for (int i = 0; i < VIEWERS; i++) {
                var uri = socketOfAny();
                var viewer = new Viewer(() -> uri);
                viewers.add(viewer);
                viewing.add(threads.submit(viewer));
            }
            try {
                var sending = new ArrayList<Future<?>>();
                for (int i = 0; i < DEVICES; i++) {
                    var device = "device" + i;
                    var places = List.of(socketOfAny(), socketOfAny());
                    sending.add(threads.submit(() -> send(device, places)));
                }
                for (var each : sending) {
                    each.get();
                }
                var newest = newest(any());
                assertThat(newest).hasSize(DEVICES).containsValue(2.0 * READINGS - 1);
                for (var viewer : viewers) {
                    eventually(
                            () -> "a viewer shows the newest values: " + viewer.lacks(newest),
                            () -> viewer.lacks(newest).isEmpty());
                }
            } finally {
                viewers.forEach(Viewer::stop);
            }
            for (var each : viewing) {
                each.get();
            }
        }
        assertThat(viewers).allMatch(viewer -> viewer.connections() == 1);
    }

    private static void send(String meter, List<URI> places) {
        long time = System.currentTimeMillis();
        int value = 0;
        for (var place : places) {
            try (var socket = TestSocket.connect(place)) {
                for (int i = 0; i < READINGS; i++) {
                    socket.send(
                            ("{\"type\":\"readings\",\"id\":%d,\"readings\":"
                                            + "[{\"meter\":\"%s\",\"time\":%d,\"power\":%d}]}")
                                    .formatted(value, meter, time++, value));
                    value++;
                    assertThat(socket.next("ack").path("accepted").asInt()).isEqualTo(1);
                }
            }
        }
    }

    /// The newest power of each meter, as a node reads it from the store.
    private static Map<String, Double> newest(TestNode node) {
        var newest = new HashMap<String, Double>();
        for (var meter : node.json("/api/v1/meters").path("meters")) {
            var readings =
                    node.json("/api/v1/readings?from=-1h&meter=" + meter.path("id").asString())
                            .path("readings");
            newest.put(
                    meter.path("id").asString(),
                    readings.path(readings.size() - 1).path("power").asDouble());
        }
        return newest;
    }
}
