package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.TestNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The Autobahn test suite, which runs in Jython, against the echo route: the same socket code as
/// every session's.
final class ConformanceTest {
    private static final int CASES = 247;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path SUITE = Path.of("target", "autobahn").toAbsolutePath();

    /// Fine, fine but late, or a question without a wrong answer.
    private static final Set<String> GOOD = Set.of("OK", "NON-STRICT", "INFORMATIONAL");

    private static final String RUN =
            """
            import sys, json
            sys.argv = ['wstest']
            from autobahntestsuite import wstest
            wstest.start({'mode': 'fuzzingclient'}, json.loads(open('spec.json').read()))
            """;

    @TempDir private Path folder;

    @Test
    void noCaseFails() throws Exception {
        try (var node = TestNode.start(folder.resolve("data"))) {
            Files.writeString(folder.resolve("spec.json"), spec(node.port()));
            run();
        }
        var cases = JsonMapper.shared().readTree(report()).path("wattsocket");

        assertThat(cases.size()).isEqualTo(CASES);
        for (var each : cases.properties()) {
            assertThat(GOOD)
                    .as("case %s: %s", each.getKey(), each.getValue())
                    .contains(behavior(each.getValue(), "behavior"))
                    .contains(behavior(each.getValue(), "behaviorClose"));
        }
    }

    /// Left out: how fast large messages are, and compression, which is off.
    private static String spec(int port) {
        return """
        {"options":{"failByDrop":false},"outdir":"reports",
         "servers":[{"agent":"wattsocket","url":"ws://127.0.0.1:%d/ws/echo",
                     "options":{"version":18}}],
         "cases":["*"],"exclude-cases":["9.*","12.*","13.*"],"exclude-agent-cases":{}}
        """
                .formatted(port);
    }

    private void run() throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:+UseSerialGC",
                                "-cp",
                                SUITE.resolve("jython-standalone.jar")
                                        + File.pathSeparator
                                        + SUITE.resolve("autobahntestsuite-maven-plugin.jar"),
                                "org.python.util.jython",
                                "-c",
                                RUN)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output.txt").toFile())
                        .start();
        try {
            // Its exit code says nothing: the report does.
            assertThat(process.waitFor(PATIENCE)).as("ended in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private String report() throws IOException {
        var report = folder.resolve("reports").resolve("index.json");
        assertThat(report).as(Files.readString(folder.resolve("output.txt"))).exists();
        return Files.readString(report);
    }

    private static String behavior(JsonNode each, String name) {
        return each.path(name).asString();
    }
}
