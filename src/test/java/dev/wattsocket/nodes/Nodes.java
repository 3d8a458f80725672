package dev.wattsocket.nodes;

import dev.wattsocket.kit.ServerProcess;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Nodes in processes of their own, which can be killed and started again; a device or viewer finds
/// those that run. Any thread.
final class Nodes implements AutoCloseable {
    /// The arguments of `serve` for the node of this number.
    interface Arguments {
        String[] of(int number);
    }

    private final Arguments arguments;
    private final List<@Nullable ServerProcess> running = new ArrayList<>();

    Nodes(int count, Arguments arguments) {
        this.arguments = arguments;
        for (int i = 0; i < count; i++) {
            running.add(ServerProcess.spawn(arguments.of(i)));
        }
        running.forEach(ServerProcess::port);
    }

    /// A node that runs, by chance; waits for one where none does.
    URI any(Random random, String path) {
        synchronized (this) {
            var up = running.stream().filter(node -> node != null).toList();
            if (!up.isEmpty()) {
                return up.get(random.nextInt(up.size())).http(path);
            }
        }
        throw new IllegalStateException("all nodes are down");
    }

    List<ServerProcess> all() {
        synchronized (this) {
            return running.stream().filter(node -> node != null).toList();
        }
    }

    /// SIGKILL, and a new start.
    void restart(int number) {
        ServerProcess killed;
        synchronized (this) {
            killed = running.get(number);
            running.set(number, null);
        }
        if (killed != null) {
            killed.kill();
        }
        var started = ServerProcess.spawn(arguments.of(number));
        started.port();
        synchronized (this) {
            running.set(number, started);
        }
    }

    @Override
    public void close() {
        all().forEach(ServerProcess::close);
    }
}
