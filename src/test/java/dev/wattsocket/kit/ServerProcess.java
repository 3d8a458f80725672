package dev.wattsocket.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The program in a process of its own, so that it can be killed.
public final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String READY = "Wattsocket ready: http://127.0.0.1:";

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final CompletableFuture<Void> silent = new CompletableFuture<>();
    private final Queue<String> output = new ConcurrentLinkedQueue<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    private ServerProcess(ProcessBuilder builder) {
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var out = follow(process.inputReader(StandardCharsets.UTF_8), this::said);
        var err = follow(process.errorReader(StandardCharsets.UTF_8), errors::add);
        Thread.ofVirtual()
                .start(() -> {
                    out.join();
                    err.join();
                    port.completeExceptionally(new AssertionError("never ready:\n" + errors()));
                    silent.complete(null);
                });
    }

    /// Starts `serve` on a folder and a free port.
    public static ServerProcess serve(Path folder) {
        return spawn("serve", "--port", "0", "--data", folder.toString());
    }

    /// Starts the program with these arguments.
    public static ServerProcess spawn(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx192m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.wattsocket.Main"));
        command.addAll(List.of(arguments));
        return new ServerProcess(new ProcessBuilder(command));
    }

    /// Starts what runs the program, with this environment alone.
    public static ServerProcess bare(Map<String, String> environment, String... command) {
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new ServerProcess(builder);
    }

    /// The port; waits until the server is ready.
    public int port() {
        try {
            return port.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new AssertionError("the server did not start:\n" + errors(), e);
        }
    }

    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public URI webSocket() {
        return URI.create("ws://127.0.0.1:" + port() + "/ws/energy/");
    }

    /// Waits this long, or until the process has ended by itself.
    public void run(Duration time) {
        try {
            process.waitFor(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// SIGKILL.
    public void kill() {
        end(true);
        exitCode(PATIENCE);
    }

    /// SIGTERM.
    public void terminate() {
        end(false);
    }

    /// Waits for the end.
    public int exitCode(Duration within) {
        try {
            if (!process.waitFor(within)) {
                throw new AssertionError("not ended within " + within + ":\n" + errors());
            }
            silent.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public String output() {
        return String.join("\n", output);
    }

    public String errors() {
        return String.join("\n", errors);
    }

    @Override
    public void close() {
        end(true);
    }

    /// By its handle, which leaves its output open: what it says until it is dead counts too.
    private void end(boolean forcibly) {
        var handle = process.toHandle();
        var _ = forcibly ? handle.destroyForcibly() : handle.destroy();
    }

    private void said(String line) {
        output.add(line);
        if (line.startsWith(READY)) {
            port.complete(Integer.valueOf(line.substring(READY.length(), line.length() - 1)));
        }
    }

    private static CompletableFuture<Void> follow(BufferedReader from, Consumer<String> taker) {
        return CompletableFuture.runAsync(
                () -> {
                    try (from) {
                        for (var line = from.readLine(); line != null; line = from.readLine()) {
                            taker.accept(line);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                Thread::startVirtualThread);
    }
}
