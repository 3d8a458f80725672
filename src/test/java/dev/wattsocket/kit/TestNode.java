package dev.wattsocket.kit;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.wattsocket.cli.Node;
import dev.wattsocket.cli.NodeOptions;
import dev.wattsocket.ingest.IntakeRules;
import dev.wattsocket.model.Site;
import dev.wattsocket.rollup.Retention;
import dev.wattsocket.server.ServerOptions;
import dev.wattsocket.store.questdb.CommitMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole node in this process, on a folder and a free port.
public final class TestNode implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Node node;

    private TestNode(NodeOptions options, InstantSource clock, Consumer<String> onFatal) {
        this.node = Node.start(options, clock, onFatal);
    }

    public static TestNode start(Path folder) {
        return start(folder, loopback());
    }

    /// A node that is told in a sentence when its disk has less room than this.
    public static TestNode start(Path folder, long diskReserveBytes, Consumer<String> onFatal) {
        var rules = new IntakeRules(true, 10_000, "home");
        var options = options(folder, loopback(), rules, diskReserveBytes, "");
        return new TestNode(options, Clock.systemUTC(), onFatal);
    }

    /// A node for which it is what this clock says.
    public static TestNode start(Path folder, InstantSource clock) {
        return start(folder, loopback(), new IntakeRules(true, 10_000, "home"), clock, "");
    }

    /// A node that meets others at a Redis.
    public static TestNode withRedis(Path folder, String redis) {
        var rules = new IntakeRules(true, 10_000, "home");
        return start(folder, loopback(), rules, Clock.systemUTC(), redis);
    }

    /// One of several nodes, which share a database and a Redis.
    public static TestNode sharing(String database, String redis) {
        return sharing(database, redis, loopback(), Clock.systemUTC());
    }

    /// One of several nodes, for whose machine it is what this clock says.
    public static TestNode sharing(String database, String redis, InstantSource clock) {
        return sharing(database, redis, loopback(), clock);
    }

    /// One of several nodes, of which this one asks for tokens.
    public static TestNode closedSharing(String database, String redis) {
        var server =
                new ServerOptions(
                        "127.0.0.1", 0, true, Set.of(), false, false, false, false, "test");
        return sharing(database, redis, server, Clock.systemUTC());
    }

    private static TestNode sharing(
            String database, String redis, ServerOptions server, InstantSource clock) {
        var rules = new IntakeRules(true, 10_000, "home");
        var options = options(Path.of(""), server, rules, 0, "").sharing(database, redis);
        return new TestNode(
                options,
                clock,
                sentence -> {
                    throw new IllegalStateException(sentence);
                });
    }

    public static TestNode start(Path folder, ServerOptions server) {
        return start(folder, server, new IntakeRules(true, 10_000, "home"));
    }

    public static TestNode start(Path folder, ServerOptions server, IntakeRules rules) {
        return start(folder, server, rules, Clock.systemUTC(), "");
    }

    private static TestNode start(
            Path folder,
            ServerOptions server,
            IntakeRules rules,
            InstantSource clock,
            String redis) {
        return new TestNode(
                options(folder, server, rules, 0, redis),
                clock,
                sentence -> {
                    throw new IllegalStateException(sentence);
                });
    }

    private static ServerOptions loopback() {
        return new ServerOptions("127.0.0.1", 0, Set.of(), false, false, false, true, "test");
    }

    private static NodeOptions options(
            Path folder,
            ServerOptions server,
            IntakeRules rules,
            long diskReserveBytes,
            String redis) {
        var zone = ZoneId.of("Europe/Amsterdam");
        var home = new Site("home", "Home", zone, Currency.getInstance("EUR"));
        return new NodeOptions(
                folder,
                Optional.empty(),
                server,
                rules,
                home,
                CommitMode.NOSYNC,
                diskReserveBytes,
                Retention.FOR_EVER,
                redis);
    }

    public Node node() {
        return node;
    }

    public int port() {
        return node.port();
    }

    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public URI webSocket() {
        return URI.create("ws://127.0.0.1:" + port() + "/ws/energy/");
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(http(path)).build());
    }

    /// What a path answers, as JSON.
    public JsonNode json(String path) {
        var answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answers " + answer.statusCode() + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    public HttpResponse<String> post(String path, String type, String body) {
        return send(
                HttpRequest.newBuilder(http(path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    public HttpResponse<String> put(String path, String body) {
        return send(HttpRequest.newBuilder(http(path)).PUT(BodyPublishers.ofString(body)).build());
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Writes what a path answers to a file of this name, and answers the headers.
    public HttpResponse<Path> download(String path, Path file) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(http(path)).build(),
                    BodyHandlers.ofFile(file, CREATE, WRITE, TRUNCATE_EXISTING));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What `/metrics` says of this name; 0 where it says nothing.
    public double metric(String name) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    @Override
    public void close() {
        node.close();
    }
}
