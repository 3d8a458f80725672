package dev.wattsocket;

import static dev.wattsocket.kit.Eventually.eventually;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.TestNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The benchmark's load, small: it reaches who it says, counts what arrives, and sees what does
/// not.
final class BenchTest {
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    @TempDir private static Path folder;

    private static Path load;
    private static TestNode node;

    @BeforeAll
    static void start() throws Exception {
        node = TestNode.start(folder.resolve("node"));
        load = folder.resolve("load");
        var command =
                new ArrayList<>(
                        List.of(
                                "cc",
                                "-Wall",
                                "-Wextra",
                                "-Werror",
                                "-o",
                                load.toString(),
                                "-pthread"));
        try (var sources = Files.list(Path.of("bench/load"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".c")).forEach(command::add);
        }
        output(command);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void viewersOfANodeGetAllAndHoldTheNewest() throws Exception {
        var figures =
                run(
                        node.port(),
                        "--viewers 30 --sources 3 --meters 20 --channels 2 --rate 2 --warm 0.1 --seconds 0.6");

        assertThat(figures).containsEntry("missing_percent", 0.0).containsEntry("unstored", 0.0);
        assertWhole(figures);
    }

    @Test
    void whatWasLeftOutIsSeenToBeMissing() throws Exception {
        // A subscription gets a channel at most 20 times a second.
        var figures =
                run(node.port(), "--viewers 5 --meters 1 --rate 100 --warm 0.2 --seconds 0.5");

        assertThat(figures.get("missing_percent")).isBetween(50.0, 95.0);
        assertWhole(figures);
    }

    @Test
    void viewersThatComeBackHoldTheNewestToo() throws Exception {
        var figures =
                run(
                        node.port(),
                        "--viewers 30 --storm 20 --storm-seconds 0.3 --meters 20 --rate 2 --warm 0.1 --seconds 0.6");

        assertThat(figures).containsEntry("missing_percent", 0.0);
        assertThat(figures.get("again_max_ms")).isPositive();
        assertWhole(figures);
    }

    @Test
    void slowViewersHoldTheNewestInTheEnd() throws Exception {
        var figures =
                run(
                        node.port(),
                        "--viewers 10 --slow 0.4 --slow-viewers 3 --sip 100 "
                                + "--meters 20 --rate 2 --warm 0.1 --seconds 0.6");

        assertThat(figures)
                .containsEntry("missing_percent", 0.0)
                .containsEntry("slow_not_newest", 0.0);
        assertWhole(figures);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--ingest ws --batch 50 --under-way 4 --meters 10",
                "--ingest http --batch 50 --publishers 2 --meters 10",
                "--devices --meters 20 --rate 5"
            })
    void whatIsSentIsAcknowledged(String options) throws Exception {
        var figures = run(node.port(), options + " --warm 0.1 --seconds 0.4");

        assertThat(figures).containsEntry("unstored", 0.0);
        assertThat(figures.getOrDefault("accepted_per_s", figures.get("acknowledged")))
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "cork"})
    void whatIsSentToAPeerReachesEachViewer(String peer) throws Exception {
        var home = Files.createDirectory(folder.resolve(peer));
        var server = new ProcessBuilder("bench/peers/" + peer + "/run", home.toString()).start();
        try {
            int port = portIn(home.resolve("out"));
            for (var kind : List.of("--rate 20", "--flat 5")) {
                var figures =
                        run(
                                port,
                                "--plain /publish --viewers 20 --meters 5 --warm 0.1 --seconds 0.3 "
                                        + kind);

                assertThat(figures).containsEntry("missing_percent", 0.0);
                assertThat(figures.get("arrived_per_s")).isPositive();
                assertWhole(figures);
            }
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    @Test
    void theHelpKnowsAllRowsAndPeers() throws Exception {
        String script = SourceFile.read(Path.of("bench/run"));
        String help = output(List.of("bench/run", "--help"));
        String rows = firstGroup("rows_known=\"(.*)\"", script);
        String peers =
                firstGroup(
                        "peers_known=\"(.*)\"", SourceFile.read(Path.of("bench/lib/servers.sh")));

        assertThat(rows.split(" "))
                .allSatisfy(row -> assertThat(help).containsPattern("(?m)^ +" + row + " "));
        assertThat(help).contains(peers.replace(" ", ", "));
        assertThat(peers.split(" "))
                .allMatch(peer -> Files.isExecutable(Path.of("bench/peers", peer, "run")));
    }

    private static void assertWhole(Map<String, Double> figures) {
        assertThat(figures)
                .containsEntry("not_newest", 0.0)
                .containsEntry("disordered", 0.0)
                .containsEntry("wrong", 0.0);
    }

    private static Map<String, Double> run(int port, String options) throws Exception {
        var command = new ArrayList<>(List.of(load.toString(), "--port", Integer.toString(port)));
        command.addAll(List.of(options.split(" ")));
        return Stream.of(output(command).strip().split(" "))
                .map(word -> word.split("="))
                .collect(toMap(word -> word[0], word -> Double.parseDouble(word[1])));
    }

    private static int portIn(Path file) {
        eventually(
                "the peer listens",
                () -> Files.exists(file) && PORT.matcher(SourceFile.read(file)).find());
        return Integer.parseInt(firstGroup(PORT.pattern(), SourceFile.read(file)));
    }

    private static String firstGroup(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(text).isZero();
            return text;
        }
    }
}
