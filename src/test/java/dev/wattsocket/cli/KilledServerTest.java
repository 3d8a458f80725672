package dev.wattsocket.cli;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole program, killed with SIGKILL while devices stream: whatever it acknowledged is there
/// after the next start, and nothing is there twice. `-Dwattsocket.kills=200` kills that often.
final class KilledServerTest {
    private static final int KILLS = Integer.getInteger("wattsocket.kills", 5);
    private static final int ACKNOWLEDGED_MOST = 300;
    private static final int START_MILLIS_MOST = 1_500;

    @TempDir private Path folder;

    private final List<Ledger> ledgers = List.of(new Ledger("by-socket"), new Ledger("by-post"));

    @Test
    void nothingAcknowledgedIsLostAndNothingIsThereTwice() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int kills = 0; kills < KILLS; kills++) {
            // Now and then already while it starts, which is while it recovers.
            if (random.nextInt(4) == 0) {
                killWhileStarting(random);
            } else {
                killWhileStreaming(random);
            }
        }
        try (var server = ServerProcess.serve(folder)) {
            assertKept(server);
            server.terminate();
            server.exitCode(Duration.ofSeconds(5));
        }
        int batches = ledgers.stream().mapToInt(Ledger::size).sum();
        System.out.printf("%d kills, %d acknowledged batches kept%n", KILLS, batches);
        assertThat(batches).isPositive();
    }

    private void killWhileStarting(Random random) {
        try (var server = ServerProcess.serve(folder)) {
            server.run(Duration.ofMillis(random.nextInt(START_MILLIS_MOST)));
            server.kill();
        }
    }

    private void killWhileStreaming(Random random) throws Exception {
        int target = acknowledged() + 1 + random.nextInt(ACKNOWLEDGED_MOST);
        var moment = Duration.ofNanos(random.nextInt(20_000_000));
        try (var server = ServerProcess.serve(folder);
                var http = HttpClient.newHttpClient()) {
            assertKept(server);
            var device = new StreamingSocket(http, server.webSocket(), ledgers.getFirst()).start();
            var poster =
                    new StreamingPoster(http, server.http("/api/v1/readings"), ledgers.getLast())
                            .start();
            eventually(target + " acknowledged", () -> acknowledged() >= target);
            server.run(moment);
            server.kill();
            device.join();
            poster.join();
        }
    }

    private int acknowledged() {
        return ledgers.stream().mapToInt(Ledger::size).sum();
    }

    private void assertKept(ServerProcess server) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            for (var ledger : ledgers) {
                String query = "?format=csv&from=2020-01-01T00:00Z&meter=" + ledger.meter();
                var answer =
                        http.send(
                                HttpRequest.newBuilder(server.http("/api/v1/readings" + query))
                                        .build(),
                                BodyHandlers.ofLines());
                if (answer.statusCode() == 404) {
                    assertThat(ledger.size()).isZero();
                    answer.body().close();
                } else {
                    assertThat(answer.statusCode()).isEqualTo(200);
                    ledger.assertKeptIn(answer.body().iterator());
                }
            }
        }
    }
}
