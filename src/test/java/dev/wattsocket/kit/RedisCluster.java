package dev.wattsocket.kit;

import static dev.wattsocket.kit.Eventually.eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// A Redis Cluster of three primaries without replicas.
public final class RedisCluster implements AutoCloseable {
    private static final int NODES = 3;

    private final List<Redis> nodes = new ArrayList<>();

    private RedisCluster() throws IOException {
        var command = new ArrayList<>(List.of("redis-cli", "--cluster-yes", "--cluster", "create"));
        for (int i = 0; i < NODES; i++) {
            String busPort = Integer.toString(Redis.freePort());
            var node = Redis.start("--cluster-enabled", "yes", "--cluster-port", busPort);
            nodes.add(node);
            command.add("127.0.0.1:" + node.port());
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        eventually(
                "the Cluster is whole",
                () ->
                        nodes.stream()
                                .allMatch(
                                        node -> node.cli("cluster", "info").contains("_state:ok")));
    }

    public static RedisCluster start() {
        try {
            return new RedisCluster();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where it is for a user, such as `user:password`.
    public String url(String user) {
        return "redis+cluster://"
                + user
                + "@127.0.0.1:"
                + nodes.get(0).port()
                + ",127.0.0.1:"
                + nodes.get(1).port();
    }

    public List<Redis> nodes() {
        return nodes;
    }

    @Override
    public void close() {
        nodes.forEach(Redis::close);
    }
}
