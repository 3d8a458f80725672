package dev.wattsocket.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL server on a port of its own, in a folder that is gone afterwards. What it says
/// is done survives its being killed.
public final class Postgres implements AutoCloseable {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path folder;
    private final int port;
    private Process process;

    private Postgres() throws IOException {
        folder = Files.createTempDirectory("postgres");
        port = Redis.freePort();
        run(List.of("chown", "-R", owner(), folder.toString()));
        run(
                asOwner(
                        program("initdb"),
                        "--no-sync",
                        "--auth=trust",
                        "--username=wattsocket",
                        "--encoding=UTF8",
                        "--no-locale",
                        "--pgdata=" + data()));
        process = spawn();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /// Starts one.
    public static Postgres start() {
        try {
            return new Postgres();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The one that tests share which do it no harm, each with a database of its own.
    public static Postgres shared() {
        return Shared.POSTGRES;
    }

    private static final class Shared {
        static final Postgres POSTGRES = start();
    }

    public int port() {
        return port;
    }

    /// Makes an empty database and answers where it is.
    public String newDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        try (var connection = DriverManager.getConnection("jdbc:" + url("postgres"));
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url(name);
    }

    private String url(String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database + "?user=wattsocket";
    }

    /// SIGKILL to all its processes.
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

    public void pause() {
        Signals.pause(process);
    }

    public void resume() {
        Signals.resume(process);
    }

    @Override
    public synchronized void close() {
        if (!Files.exists(folder)) {
            return;
        }
        kill();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Process spawn() throws IOException {
        Files.deleteIfExists(data().resolve("postmaster.pid"));
        var log = folder.resolve("log").toFile();
        var started =
                new ProcessBuilder(
                                asOwner(
                                        program("postgres"),
                                        "-D",
                                        data().toString(),
                                        "-p",
                                        Integer.toString(port),
                                        "-c",
                                        "listen_addresses=127.0.0.1",
                                        "-c",
                                        "unix_socket_directories=",
                                        "-c",
                                        "max_connections=200",
                                        "-c",
                                        "shared_buffers=64MB"))
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
        Eventually.eventually(
                "postgres answers",
                () -> {
                    if (!started.isAlive()) {
                        throw new AssertionError("postgres ended, see " + log);
                    }
                    return answers();
                });
        return started;
    }

    private boolean answers() {
        if (!Redis.isOpen(port)) {
            return false;
        }
        try (var connection = DriverManager.getConnection("jdbc:" + url("postgres"))) {
            return connection.isValid(1);
        } catch (SQLException _) {
            return false; // it is still starting
        }
    }

    /// Debian keeps the programs of each version in a folder of its own.
    private static String program(String name) throws IOException {
        var folder = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(folder)) {
            try (var versions = Files.list(folder)) {
                return versions.map(version -> version.resolve("bin").resolve(name))
                        .filter(Files::isExecutable)
                        .max(Comparator.naturalOrder())
                        .map(Path::toString)
                        .orElse(name);
            }
        }
        return name;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static String owner() {
        return isRoot() ? "postgres" : System.getProperty("user.name");
    }

    /// PostgreSQL refuses to run as root.
    private static List<String> asOwner(String... command) {
        var all = new ArrayList<String>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres"));
            all.addAll(List.of("--clear-groups", "--"));
        }
        all.addAll(List.of(command));
        return all;
    }

    private static void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new AssertionError(command + " failed: " + said);
        }
    }
}
