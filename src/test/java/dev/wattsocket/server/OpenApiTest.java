package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.bus.LocalBus;
import dev.wattsocket.catalog.SqlCatalog;
import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.hub.Hub;
import dev.wattsocket.ingest.Intake;
import dev.wattsocket.ingest.IntakeRules;
import dev.wattsocket.ingest.Reason;
import dev.wattsocket.ingest.Wire;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.live.LiveLoop;
import dev.wattsocket.metering.By;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Role;
import dev.wattsocket.query.History;
import dev.wattsocket.rollup.Rollups;
import dev.wattsocket.store.LocalNodeBoard;
import dev.wattsocket.store.MemoryRollupStore;
import dev.wattsocket.store.MemorySeriesStore;
import dev.wattsocket.tariff.LineKind;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The OpenAPI document that the server hands out is true: its routes are the router's, and answers
/// have the shape that it says.
final class OpenApiTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Routes that are pages.
    private static final Set<String> PAGES = Set.of("/examples/live.html");

    private static final String TARIFF =
            """
            {"name":"Home","versions":[{"from":"2026-01-01",
            "energy":{"kind":"bands","bands":[{"id":"low","price":"0.2"},{"id":"peak","price":"0.3"}],
            "calendar":[{"from":"17:00","to":"21:00","band":"peak"}],"otherwise":"low"},
            "feed_in":{"kind":"flat","price":"0.08"},
            "charges":[{"name":"Energy tax","per_kwh":"0.1"}],
            "standing":[{"name":"Connection","per_day":"0.8"}],
            "demand":{"name":"Peak","per_kw":"4","floor_kw":"2.5"},
            "taxes":[{"name":"VAT","percent":"21","on":["energy","charge","standing"]}]}]}
            """;

    @TempDir private Path folder;

    @Test
    void itHasTheRoutesOfTheServerAndNoOthers() throws Exception {
        assertThat(told()).isEqualTo(routes());
    }

    @Test
    void theProtocolNamesTheSameRoutes() throws IOException {
        String protocol = Files.readString(Path.of("docs/protocol.md"));
        var named = new TreeSet<String>();
        var rows = Pattern.compile("`([A-Z]+(?:/[A-Z]+)*) (/[^?`]+)").matcher(protocol);
        while (rows.find()) {
            for (var method : rows.group(1).split("/", -1)) {
                named.add(method + " /api/v1" + rows.group(2));
            }
        }
        var told = new TreeSet<>(told());
        told.removeIf(each -> !each.contains("/api/v1/"));

        assertThat(named).isEqualTo(told);
    }

    @Test
    void everyGetAnswersAsItSays() {
        try (var node = node()) {
            var document = document(node);
            var schemas = new Schemas(document);
            for (var path : document.path("paths").properties()) {
                var get = path.getValue().path("get");
                if (get.isMissingNode()) {
                    continue;
                }
                String url = url(path.getKey(), get, document);
                var answer = node.get(url);
                assertThat(answer.statusCode()).as("%s: %s", url, answer.body()).isEqualTo(200);
                var content = get.path("responses").path("200").path("content");
                assertThat(content.propertyNames()).as(url).contains(type(answer));
                if (type(answer).equals("application/json")) {
                    var schema = content.path("application/json").path("schema");
                    assertThat(schemas.wrong(JSON.readTree(answer.body()), schema, url)).isEmpty();
                }
            }
        }
    }

    @Test
    void everyExampleOfReadingsIsTaken() {
        try (var node = node()) {
            var document = document(node);
            var post = document.path("paths").path("/api/v1/readings").path("post");
            var bodies = post.path("requestBody").path("content");
            assertThat(bodies.size()).isEqualTo(3);
            for (var body : bodies.properties()) {
                var example = body.getValue().path("example");
                String text = example.isString() ? example.asString() : example.toString();
                var answer = node.post("/api/v1/readings", body.getKey(), text);
                assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"refused\":[]}");
            }
        }
    }

    @Test
    void whatChangesTheCatalogAnswersAsItSays() {
        try (var node = node()) {
            var document = document(node);
            var refused = node.post("/api/v1/readings", "application/json", "{\"meter\":\"\"}");
            var site = node.put("/api/v1/sites/attic", "{\"zone\":\"Europe/Paris\"}");
            var meter = node.put("/api/v1/meters/lamp", "{\"site\":\"attic\",\"parent\":null}");
            var exchange =
                    node.post(
                            "/api/v1/meters/grid/exchanges",
                            "application/json",
                            "{\"channel\":\"energy_import\",\"time\":1767225690000,"
                                    + "\"end_value\":12,\"start_value\":0}");
            var correction =
                    node.post(
                            "/api/v1/meters/grid/corrections",
                            "application/json",
                            "{\"channel\":\"power\",\"time\":1767225660000,\"value\":null}");
            var undone =
                    node.send(
                            HttpRequest.newBuilder(node.http("/api/v1/meters/grid/corrections/1"))
                                    .DELETE()
                                    .build());
            var token = node.post("/api/v1/tokens", "application/json", "{\"name\":\"me\"}");
            var tariff = node.put("/api/v1/tariffs/other", TARIFF);
            var preview =
                    node.post(
                            "/api/v1/bill/preview",
                            "application/json",
                            "{\"site\":\"home\",\"tariff_id\":\"other\",\"from\":\"2026-01-01\"}");

            assertSays(document, "/api/v1/readings", "post", "200", refused);
            assertSays(document, "/api/v1/sites/{id}", "put", "200", site);
            assertSays(document, "/api/v1/meters/{id}", "put", "200", meter);
            assertSays(document, "/api/v1/tokens", "post", "200", token);
            assertSays(document, "/api/v1/tariffs/{id}", "put", "200", tariff);
            assertSays(document, "/api/v1/bill/preview", "post", "200", preview);
            assertSays(document, "/api/v1/meters/{id}/exchanges", "post", "200", exchange);
            assertSays(document, "/api/v1/meters/{id}/corrections", "post", "200", correction);
            assertSays(document, "/api/v1/meters/{id}/corrections/{n}", "delete", "200", undone);
        }
    }

    @Test
    void problemsAreToldAsItSays() {
        try (var node = node()) {
            var document = document(node);
            var unknown = node.get("/api/v1/meters/nobody");
            var wrong = node.get("/api/v1/history?series=grid.power&px=1");
            var unfit = node.put("/api/v1/meters/grid", "{\"parent\":\"nobody\"}");

            assertSays(document, "/api/v1/meters/{id}", "get", "404", unknown);
            assertSays(document, "/api/v1/history", "get", "400", wrong);
            assertSays(document, "/api/v1/meters/{id}", "put", "409", unfit);
        }
    }

    @Test
    void itsWordsAndNumbersAreThoseOfTheProgram() {
        try (var node = node()) {
            var document = document(node);
            assertThat(words(document, "Reason"))
                    .isEqualTo(Stream.of(Reason.values()).map(Reason::wireName).toList());
            assertThat(words(document, "Role"))
                    .isEqualTo(Stream.of(Role.values()).map(Role::wireName).toList());
            assertThat(words(document, "Kind"))
                    .isEqualTo(Stream.of(Kind.values()).map(Kind::wireName).toList());
            assertThat(words(document, "Wire"))
                    .isEqualTo(Stream.of(Wire.values()).map(Wire::wireName).toList());
            assertThat(words(document, "LineKind"))
                    .isEqualTo(Stream.of(LineKind.values()).map(LineKind::wireName).toList());
            assertThat(words(document, "Access"))
                    .isEqualTo(Stream.of(Access.values()).map(Access::wireName).toList());
            assertThat(texts(parameter(document, "/api/v1/energy", "by").path("enum")))
                    .isEqualTo(Stream.of(By.values()).map(OpenApiTest::name).toList());
            assertThat(parameter(document, "/api/v1/history", "px").path("maximum").asInt())
                    .isEqualTo(History.PX_MAX);
        }
    }

    private static String name(By by) {
        return by.name().toLowerCase(Locale.ROOT);
    }

    /// The methods and paths of the document.
    private Set<String> told() {
        var told = new TreeSet<String>();
        for (var path : document().path("paths").properties()) {
            for (var method : path.getValue().propertyNames()) {
                told.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }
        return told;
    }

    /// `/meters/:id` as OpenAPI writes it.
    private static String braced(String path) {
        return path.replaceAll(":(\\w+)", "{$1}");
    }

    private TestNode node() {
        var node = TestNode.start(folder);
        var readings = new StringJoiner(",", "[", "]");
        for (int minute = 0; minute < 30; minute++) {
            long time = 1_767_225_600_000L + minute * 60_000L;
            readings.add(
                    "{\"meter\":\"grid\",\"time\":%d,\"power\":600.5,\"energy_import\":%d}"
                            .formatted(time, minute * 10));
        }
        node.post("/api/v1/readings", "application/json", readings.toString());
        node.post("/api/v1/tokens", "application/json", "{\"access\":\"device\"}");
        node.put("/api/v1/tariffs/home-2026", TARIFF);
        node.put("/api/v1/sites/home", "{\"tariff\":\"home-2026\"}");
        node.post(
                "/api/v1/meters/grid/exchanges",
                "application/json",
                "{\"channel\":\"energy_import\",\"time\":\"2026-01-01T00:00:30Z\","
                        + "\"end_value\":12,\"start_value\":0}");
        node.post(
                "/api/v1/meters/grid/corrections",
                "application/json",
                "{\"channel\":\"power\",\"time\":1767225600000,\"value\":601,\"note\":\"n\"}");
        return node;
    }

    private JsonNode document() {
        try (var node = node()) {
            return document(node);
        }
    }

    private static JsonNode document(TestNode node) {
        var answer = node.get("/openapi.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static void assertSays(
            JsonNode document,
            String path,
            String method,
            String status,
            HttpResponse<String> real) {
        assertThat(real.statusCode()).as(real.body()).isEqualTo(Integer.parseInt(status));
        var schemas = new Schemas(document);
        var response =
                schemas.resolve(
                        document.path("paths")
                                .path(path)
                                .path(method)
                                .path("responses")
                                .path(status));
        var schema = response.path("content").path(type(real)).path("schema");
        assertThat(schemas.wrong(JSON.readTree(real.body()), schema, path)).isEmpty();
    }

    /// The path with the examples of all its parameters.
    private static String url(String path, JsonNode operation, JsonNode document) {
        var query = new StringJoiner("&", "?", "");
        String filled = path;
        for (var reference : operation.path("parameters")) {
            var parameter = new Schemas(document).resolve(reference);
            String name = parameter.path("name").asString();
            String example = parameter.path("example").asString();
            assertThat(example).as("example of %s of %s", name, path).isNotBlank();
            if (parameter.path("in").asString().equals("path")) {
                filled = filled.replace("{" + name + "}", example);
            } else {
                query.add(name + "=" + URLEncoder.encode(example, StandardCharsets.UTF_8));
            }
        }
        return filled + query;
    }

    private static JsonNode parameter(JsonNode document, String path, String name) {
        for (var each : document.path("paths").path(path).path("get").path("parameters")) {
            if (each.path("name").asString().equals(name)) {
                return each.path("schema");
            }
        }
        throw new AssertionError(path + " has no parameter " + name);
    }

    private static List<String> words(JsonNode document, String schema) {
        return texts(document.path("components").path("schemas").path(schema).path("enum"));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    }

    /// The methods and paths of a router as the server builds it.
    private Set<String> routes() throws Exception {
        var vertx = Vertx.vertx();
        try (var catalog = SqlCatalog.open(folder.resolve("routes.db"));
                var store = new MemorySeriesStore();
                var live = new LiveLoop(new LocalBus());
                var metrics = new Metrics()) {
            live.start(_ -> 1_000_000);
            var clock = InstantSource.system();
            var options =
                    new ServerOptions("127.0.0.1", 0, Set.of(), false, false, false, false, "test");
            var house =
                    new House(
                            options,
                            catalog,
                            store,
                            new Rollups(catalog, store, new MemoryRollupStore()),
                            new Intake(
                                    live, store, catalog, new IntakeRules(true, 1, "home"), clock),
                            new Hub(live, catalog, store, "e", 2),
                            new Gate(catalog, true, Set.of(), false),
                            clock,
                            new SocketCounts(),
                            new LocalNodeBoard(),
                            () -> "",
                            () -> false);
            var found = new TreeSet<String>();
            for (var route : new Routes(house, vertx).build(metrics).getRoutes()) {
                var methods = route.methods();
                String path = route.getName();
                if (methods != null && path != null && !PAGES.contains(path)) {
                    methods.forEach(each -> found.add(each + " " + braced(path)));
                }
            }
            return found;
        } finally {
            vertx.close().await();
        }
    }
}
