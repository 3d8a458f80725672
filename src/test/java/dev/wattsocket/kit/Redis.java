package dev.wattsocket.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A real redis-server on a port of its own. It keeps nothing on disk: killed, it has forgotten
/// all.
public final class Redis implements AutoCloseable {
    private final int port;
    private final List<String> options;
    private final Path folder;
    private Process process;

    private Redis(int port, List<String> options) throws IOException {
        this.port = port;
        this.options = options;
        this.folder = Files.createTempDirectory("redis");
        this.process = spawn();
    }

    /// Starts one; `options` are those of its command line.
    public static Redis start(String... options) {
        try {
            return new Redis(freePort(), List.of(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One that also speaks TLS on a port of its own, shows a certificate for these names, and
    /// wants to see one that the same authority signed.
    public static Redis withTls(Certificates certificates, String names) {
        try {
            var certificate = certificates.sign("redis", names);
            int port = freePort();
            var options = new ArrayList<>(List.of("--tls-port", Integer.toString(port)));
            options.addAll(List.of("--tls-cert-file", certificate.toString()));
            options.addAll(List.of("--tls-key-file", certificates.key("redis").toString()));
            options.addAll(List.of("--tls-ca-cert-file", certificates.authority().toString()));
            return new Redis(freePort(), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where it is for those who speak TLS.
    public String tlsUrl() {
        return "rediss://127.0.0.1:" + options.get(options.indexOf("--tls-port") + 1);
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /// Kills it, and starts an empty one on the same port.
    public void restart() {
        kill();
        begin();
    }

    /// SIGKILL.
    public void kill() {
        Signals.kill(process);
        process.onExit().join();
    }

    /// Starts it again after `kill`.
    public void begin() {
        try {
            process = spawn();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a command answers.
    public String cli(String... command) {
        return cli(port, command);
    }

    static String cli(int port, String... command) {
        var line = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(port)));
        line.addAll(List.of(command));
        try {
            var process = new ProcessBuilder(line).redirectErrorStream(true).start();
            try (var out = process.getInputStream()) {
                return new String(out.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void pause() {
        Signals.pause(process);
    }

    public void resume() {
        Signals.resume(process);
    }

    @Override
    public void close() {
        kill();
    }

    /// A port of loopback that nobody listens on.
    static int freePort() throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        }
    }

    /// Whether somebody listens there.
    static boolean isOpen(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private Process spawn() throws IOException {
        var command = new ArrayList<String>();
        command.addAll(List.of("redis-server", "--port", Integer.toString(port)));
        command.addAll(List.of("--bind", "127.0.0.1", "--dir", folder.toString()));
        command.addAll(List.of("--save", "", "--appendonly", "no"));
        command.addAll(options);
        var started =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        Eventually.eventually(
                "redis-server answers",
                () -> {
                    if (!started.isAlive()) {
                        throw new AssertionError(
                                "redis-server ended, see " + folder.resolve("log"));
                    }
                    return isOpen(port);
                });
        return started;
    }
}
