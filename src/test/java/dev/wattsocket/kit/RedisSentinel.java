package dev.wattsocket.kit;

import static dev.wattsocket.kit.Eventually.eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A Redis with a replica and a Sentinel that names the replica when the first one dies.
public final class RedisSentinel implements AutoCloseable {
    private final Redis primary = Redis.start();
    private final Redis replica =
            Redis.start("--replicaof", "127.0.0.1", Integer.toString(primary.port()));
    private final int port;
    private final Process process;

    private RedisSentinel() throws IOException {
        port = Redis.freePort();
        Path file = Files.createTempFile("sentinel", ".conf");
        Files.writeString(
                file,
                """
                port %d
                bind 127.0.0.1
                sentinel monitor wattsocket 127.0.0.1 %d 1
                sentinel down-after-milliseconds wattsocket 500
                sentinel failover-timeout wattsocket 3000
                """
                        .formatted(port, primary.port()));
        process =
                new ProcessBuilder("redis-server", file.toString(), "--sentinel")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        eventually(
                "the Sentinel knows the replica",
                () ->
                        Redis.isOpen(port)
                                && Redis.cli(port, "sentinel", "replicas", "wattsocket")
                                        .contains(Integer.toString(replica.port())));
    }

    public static RedisSentinel start() {
        try {
            return new RedisSentinel();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where it is for a user, such as `user:password`.
    public String url(String user) {
        return "redis-sentinel://" + user + "@127.0.0.1:" + port + "#wattsocket";
    }

    /// The first one, and the replica.
    public List<Redis> servers() {
        return List.of(primary, replica);
    }

    public void killPrimary() {
        primary.kill();
    }

    @Override
    public void close() {
        Signals.kill(process);
        replica.close();
        primary.close();
    }
}
