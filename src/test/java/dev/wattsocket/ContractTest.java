package dev.wattsocket;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.cli.Defaults;
import dev.wattsocket.cli.Wattsocket;
import dev.wattsocket.ingest.Reason;
import dev.wattsocket.kit.Redis;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.kit.TestSocket;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Quantity;
import dev.wattsocket.model.Role;
import dev.wattsocket.server.WireWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What is said outside of the code, in documents, examples, the page and the script, is what the
/// code does.
final class ContractTest {
    private static final Path EXAMPLE = Path.of("config/example.yaml");

    /// Heartbeats never end, so that waiting for something else has to.
    private static final int PATIENCE_MESSAGES = 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String protocol = SourceFile.read(Path.of("docs/protocol.md"));

    @TempDir private Path folder;

    @Test
    void theExampleConfigurationShowsTheDefaults() {
        assertThat(Defaults.changedBy(EXAMPLE)).isEmpty();
    }

    @Test
    void theExampleConfigurationHasEveryKey() throws IOException {
        var whole = folder.resolve("whole.yaml");
        Files.writeString(whole, withOptionalKeys());
        var source = SourceFile.read(Path.of("src/main/java/dev/wattsocket/cli/ConfigFile.java"));

        assertThat(Defaults.untouchedBy(whole)).isEmpty();
        assertThat(leaves(YAMLMapper.builder().build().readTree(withOptionalKeys())))
                .containsExactlyInAnyOrderElementsOf(
                        found("case \"(\\w+)\" ->(?!\\s*(site|retention)\\()", source));
    }

    @Test
    void thePageKnowsTheQuantitiesAndTheirUnits() {
        String page = SourceFile.read(Path.of("web/src/model.ts"));
        var units = new LinkedHashMap<String, String>();
        for (var quantity : Quantity.values()) {
            if (quantity != Quantity.OTHER) {
                units.put(quantity.wireName(), quantity.unit().symbol());
            }
        }

        assertThat(pairs("^  (\\w+): '([^']*)',$", part(page, "UNITS = {", "}"))).isEqualTo(units);
        assertThat(found("'(\\w+)'", part(page, "type Role =", ";")))
                .containsExactlyElementsOf(Stream.of(Role.values()).map(Role::wireName).toList());
        assertThat(found("'(\\w+)'", part(page, "  kind:", ";")))
                .containsExactlyElementsOf(Stream.of(Kind.values()).map(Kind::wireName).toList());
    }

    @Test
    void theProtocolNamesEveryCodeAndReason() {
        var reasons = Stream.of(Reason.values()).map(Reason::wireName).toList();

        assertThat(found("`(\\w+)`", part(protocol, "Reasons of a refusal:", "\n\n")))
                .containsExactlyInAnyOrderElementsOf(reasons);
        assertThat(found("`(\\w+)`", part(protocol, "Codes of an error:", "\n\n")))
                .containsExactlyInAnyOrderElementsOf(WireWords.errorCodes());
        assertThat(found("^\\| (\\d{4}) \\|", part(protocol, "| close code |", "\n\n")))
                .containsExactlyElementsOf(WireWords.closeCodes());
    }

    @Test
    void theProtocolSaysTheLimits() {
        var told = new TreeMap<String, Integer>();
        pairs("^\\| ([a-zJ][^|]+) \\| ([\\d,]+(?: MiB)?)", part(protocol, "| limit |", "\n\n"))
                .forEach((what, number) -> told.put(what, number(number)));

        assertThat(told).isEqualTo(new TreeMap<>(WireWords.limits()));
    }

    @Test
    void theArchitectureSaysEveryLimitAndItsMetric() throws ReflectiveOperationException {
        String page = SourceFile.read(Path.of("ARCHITECTURE.md"));
        var rows =
                matches("^\\|[^|]+\\| ([^|]+) \\| `([^|]+)\\.(\\w+)` \\|([^|]*)\\|$", page)
                        .toList();
        var told = new TreeSet<String>();
        var metrics = new TreeSet<String>();
        for (var row : rows) {
            assertThat(Limits.of(row.group(2), row.group(3)))
                    .as(row.group())
                    .isEqualTo(Limits.parse(row.group(1), row.group(3)));
            told.add(row.group(2) + "." + row.group(3));
            metrics.addAll(found("`([^`]+)`", row.group(4)));
        }

        assertThat(told).containsAll(Limits.inSources());
        try (var node = TestNode.start(folder)) {
            String counted = node.get("/metrics").body();
            assertThat(metrics)
                    .isNotEmpty()
                    .allMatch(each -> counted.contains("\nwattsocket_" + each));
        }
    }

    @Test
    void theServerTakesWhatTheProtocolShows() {
        try (var node = TestNode.start(folder);
                var socket = TestSocket.connect(node.webSocket())) {
            for (var message : examples("### From the client")) {
                if (message.path("type").asString().equals("auth")) {
                    continue; // its token is not one
                }
                socket.send(message.toString());
                var answer = answer(socket, answerTo(message));
                if (answer.has("accepted")) {
                    assertThat(answer.path("accepted").asInt()).as("%s", answer).isOne();
                    assertThat(answer.path("refused")).as("%s", answer).isEmpty();
                }
            }
        }
    }

    @Test
    void theServerSendsWhatTheProtocolShows() {
        try (var redis = Redis.start();
                var node = TestNode.withRedis(folder, redis.url());
                var socket = TestSocket.connect(node.webSocket())) {
            var sent = new TreeMap<String, JsonNode>();
            take(socket, Set.of("hello", "snapshot"), sent);
            for (var message :
                    List.of(
                            "{\"type\":\"subscribe\",\"id\":\"1\"}",
                            "{\"type\":\"subscribe\",\"id\":\"2\",\"figures\":true}",
                            "{\"id\":17,\"readings\":[{\"meter\":\"a\",\"power\":1,\"b\":\"c\"}]}",
                            "{\"type\":\"ping\",\"id\":3}",
                            "{\"id\":17,")) {
                socket.send(message);
            }
            take(socket, Set.of("readings", "figures", "ack", "pong", "error", "heartbeat"), sent);
            redis.kill();
            sent.put("status", socket.next("status"));
            for (var shown : examples("### From the server")) {
                String type = shown.path("type").asString();
                assertThat(Objects.requireNonNull(sent.get(type), type).propertyNames())
                        .as(type)
                        .containsExactlyInAnyOrderElementsOf(shown.propertyNames());
            }
        }
    }

    @Test
    void theReadmesFirstReadingIsTaken() {
        String readme = SourceFile.read(Path.of("README.md"));
        var bodies = found("-d '(\\{.*?\\})' http\\S+/api/v1/readings", readme);

        assertThat(bodies).isNotEmpty();
        try (var node = TestNode.start(folder)) {
            for (var body : bodies) {
                var answer = node.post("/api/v1/readings", "application/json", body).body();
                assertThat(answer).isEqualTo("{\"accepted\":1,\"refused\":[]}");
            }
        }
    }

    @Test
    void theScriptKnowsTheCommandsOfTheProgramAndItsOwn() throws Exception {
        var commands = new TreeSet<>(new CommandLine(new Wattsocket()).getSubcommands().keySet());
        commands.addAll(Set.of("test", "check", "bench", "dist", "help"));
        String script = SourceFile.read(Path.of("wattsocket"));
        String dispatch = part(script, "case $command in", "esac");

        assertThat(found("^  ([\\w-]+) ", output("./wattsocket", "help")))
                .containsExactlyInAnyOrderElementsOf(commands);
        assertThat(found("(?:^ +|\\| )([a-z][\\w-]*)(?= \\||\\))", dispatch))
                .containsExactlyInAnyOrderElementsOf(commands);
    }

    /// The example with the keys whose defaults depend on the machine.
    private static String withOptionalKeys() {
        return SourceFile.read(EXAMPLE).replaceAll("(?m)^( *)# (\\w+: \\S+)$", "$1$2");
    }

    private static Set<String> leaves(JsonNode yaml) {
        var keys = new LinkedHashSet<String>();
        yaml.propertyStream()
                .forEach(each -> {
                    if (each.getValue().isObject()) {
                        keys.addAll(leaves(each.getValue()));
                    } else {
                        keys.add(each.getKey());
                    }
                });
        return keys;
    }

    /// The type of message that answers one of a client.
    private static String answerTo(JsonNode message) {
        return switch (message.path("type").asString()) {
            case "subscribe" -> "snapshot";
            case "unsubscribe" -> "heartbeat";
            case "ping" -> "pong";
            default -> "ack";
        };
    }

    private static JsonNode answer(TestSocket socket, String type) {
        var got = new TreeMap<String, JsonNode>();
        take(socket, Set.of(type), got);
        assertThat(got).doesNotContainKey("error").containsKey(type);
        return Objects.requireNonNull(got.get(type));
    }

    private List<JsonNode> examples(String heading) {
        return part(protocol, heading + "\n\n```json", "```")
                .lines()
                .filter(line -> !line.isBlank())
                .map(JSON::readTree)
                .toList();
    }

    /// Takes messages until there is one of each type.
    private static void take(TestSocket socket, Set<String> types, Map<String, JsonNode> into) {
        for (int i = 0; i < PATIENCE_MESSAGES && !into.keySet().containsAll(types); i++) {
            var message = socket.next();
            into.put(message.path("type").asString(), message);
        }
    }

    /// What stands between two marks.
    private static String part(String text, String from, String to) {
        int begin = text.indexOf(from);
        assertThat(begin).as("where it says: " + from).isNotNegative();
        begin += from.length();
        return text.substring(begin, text.indexOf(to, begin));
    }

    private static Set<String> found(String pattern, String text) {
        return matches(pattern, text)
                .map(match -> match.group(1))
                .collect(toCollection(LinkedHashSet::new));
    }

    private static Map<String, String> pairs(String pattern, String text) {
        return matches(pattern, text).collect(toMap(m -> m.group(1), m -> m.group(2)));
    }

    private static Stream<MatchResult> matches(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results();
    }

    private static int number(String text) {
        return text.endsWith(" MiB")
                ? Integer.parseInt(text.substring(0, text.length() - 4)) << 20
                : Integer.parseInt(text.replace(",", ""));
    }

    private static String output(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(text).isZero();
            return text;
        }
    }
}
