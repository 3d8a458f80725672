package dev.wattsocket.nodes;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.Postgres;
import dev.wattsocket.kit.Redis;
import dev.wattsocket.kit.ServerProcess;
import dev.wattsocket.kit.TcpProxy;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Three nodes, their Redis and their PostgreSQL, to which everything happens that can: nodes are
/// killed, Redis comes back empty, either hangs, connections are cut or fall silent. Devices send
/// until they are acknowledged, viewers stay. What happens when comes from one seed; how long it
/// goes on, and which seed, can be said: -Dchaos.seconds=600 -Dchaos.seed=7.
class ChaosTest {
    private static final int NODES = 3;
    private static final int DEVICES = 12;
    private static final int VIEWERS = 9;
    private static final int SECONDS = Integer.getInteger("chaos.seconds", 60);
    private static final long SEED = Long.getLong("chaos.seed", 20_261_125);

    private final Random random = new Random(SEED);
    private final StringBuilder told = new StringBuilder("seed " + SEED);

    @Test
    void whatWasAcknowledgedIsThereOnceAndEverybodySeesIt() throws Exception {
        try (var redis = Redis.start();
                var postgres = Postgres.start();
                var redisLines = new Lines(redis.port());
                var postgresLines = new Lines(postgres.port())) {
            String database = postgres.newDatabase();
            Nodes.Arguments arguments =
                    number ->
                            new String[] {
                                "serve",
                                "--port",
                                "0",
                                "--redis",
                                "redis://127.0.0.1:" + redisLines.port(number),
                                "--store",
                                through(database, postgresLines.port(number)),
                            };
            try (var nodes = new Nodes(NODES, arguments);
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var devices = new ArrayList<Device>();
                var viewers = new ArrayList<Viewer>();
                var sending = new ArrayList<Future<?>>();
                var viewing = new ArrayList<Future<?>>();
                for (int i = 0; i < DEVICES; i++) {
                    var chance = new Random(random.nextLong());
                    var device =
                            new Device(
                                    "device" + i, 200, () -> nodes.any(chance, "/api/v1/readings"));
                    devices.add(device);
                    sending.add(threads.submit(device));
                }
                for (int i = 0; i < VIEWERS; i++) {
                    var chance = new Random(random.nextLong());
                    var viewer = new Viewer(() -> nodes.any(chance, "/ws/energy/"));
                    viewers.add(viewer);
                    viewing.add(threads.submit(viewer));
                }
                try {
                    trouble(nodes, redis, postgres, redisLines, postgresLines);
                    devices.forEach(Device::stop);
                    for (var each : sending) {
                        each.get();
                    }
                    check(database, nodes, devices, viewers);
                } catch (AssertionError e) {
                    throw new AssertionError(told + "\n" + errors(nodes), e);
                } finally {
                    devices.forEach(Device::stop);
                    viewers.forEach(Viewer::stop);
                }
                for (var each : viewing) {
                    each.get();
                }
            }
        }
    }

    /// Each event is over, but for nodes that start, before the next begins.
    private void trouble(
            Nodes nodes, Redis redis, Postgres postgres, Lines redisLines, Lines postgresLines) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        for (int event = 0; System.nanoTime() < end; event++) {
            int node = random.nextInt(NODES);
            long millis = random.nextLong(500, 4_000);
            // The first six come all, and then by chance.
            int kind = event < 8 ? event : random.nextInt(8);
            told.append("\n  ")
                    .append(kind)
                    .append(" node ")
                    .append(node)
                    .append(' ')
                    .append(millis);
            switch (kind) {
                case 0, 5 -> nodes.restart(node);
                case 1 -> redis.restart();
                case 2 -> during(millis, redis::pause, redis::resume);
                case 3 -> during(millis, postgres::pause, postgres::resume);
                case 4 -> {
                    redisLines.cut(node);
                    postgresLines.cut(node);
                }
                case 6 -> during(millis, () -> redisLines.stall(node), () -> redisLines.flow(node));
                default ->
                        during(
                                millis,
                                () -> postgresLines.stall(node),
                                () -> postgresLines.flow(node));
            }
            LockSupport.parkNanos(random.nextLong(1_500_000_000L));
        }
    }

    private static void during(long millis, Runnable begin, Runnable end) {
        begin.run();
        LockSupport.parkNanos(millis * 1_000_000);
        end.run();
    }

    private static void check(
            String database, Nodes nodes, List<Device> devices, List<Viewer> viewers)
            throws SQLException {
        var stored = stored(database);
        var newest = new HashMap<String, Double>();
        for (var device : devices) {
            var acknowledged = device.acknowledged();
            assertThat(acknowledged).as(device.meter()).hasSizeGreaterThan(SECONDS / 4);
            assertThat(stored.get(device.meter()))
                    .as(device.meter())
                    .containsAllEntriesOf(acknowledged);
            newest.put(device.meter(), stored.get(device.meter()).lastEntry().getValue());
        }
        for (var viewer : viewers) {
            eventually(
                    () -> "a viewer shows the newest values: " + viewer.lacks(newest),
                    Duration.ofSeconds(15),
                    () -> viewer.lacks(newest).isEmpty() && !viewer.isDegraded());
        }
        assertThat(devices).anyMatch(device -> device.refusals() > 0);
        assertThat(viewers).anyMatch(viewer -> viewer.resumed() > 0);
        assertThat(viewers).anyMatch(viewer -> viewer.connections() > 1);
        for (var node : nodes.all()) {
            eventually(
                    () -> "a node is ready by itself", Duration.ofSeconds(15), () -> isReady(node));
        }
    }

    private static boolean isReady(ServerProcess node) {
        try (var http = HttpClient.newHttpClient()) {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(node.http("/health/ready")).build(),
                            BodyHandlers.ofString());
            return answer.statusCode() == 200 && !answer.body().contains("degraded");
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What the database holds, meter by meter; its key lets nothing be there twice.
    private static Map<String, NavigableMap<Long, Double>> stored(String database)
            throws SQLException {
        var stored = new HashMap<String, NavigableMap<Long, Double>>();
        try (var connection = DriverManager.getConnection("jdbc:" + database);
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select c.meter, s.time, s.value from wattsocket.sample s"
                                        + " join wattsocket.channel c on c.id = s.channel"
                                        + " where c.name = 'power'")) {
            while (row.next()) {
                var before =
                        stored.computeIfAbsent(row.getString(1), _ -> new TreeMap<>())
                                .put(row.getLong(2), row.getDouble(3));
                assertThat(before).isNull();
            }
        }
        return stored;
    }

    private static String errors(Nodes nodes) {
        var all = new StringBuilder();
        for (var node : nodes.all()) {
            all.append("--- ").append(node.port()).append('\n').append(node.errors()).append('\n');
        }
        return all.toString();
    }

    private static String through(String database, int port) {
        return database.replaceFirst(":\\d+/", ":" + port + "/");
    }

    /// A line of each node to one server.
    private static final class Lines implements AutoCloseable {
        private final List<TcpProxy> proxies = new ArrayList<>();

        Lines(int port) {
            for (int i = 0; i < NODES; i++) {
                proxies.add(new TcpProxy(port));
            }
        }

        int port(int node) {
            return proxies.get(node).port();
        }

        void cut(int node) {
            proxies.get(node).cut();
        }

        void stall(int node) {
            proxies.get(node).swallow();
        }

        void flow(int node) {
            proxies.get(node).heal();
        }

        @Override
        public void close() {
            proxies.forEach(TcpProxy::close);
        }
    }
}
