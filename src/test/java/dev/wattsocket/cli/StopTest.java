package dev.wattsocket.cli;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.Redis;
import dev.wattsocket.kit.ServerProcess;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.kit.TestSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program ends cleanly: when it is told to, and when it can't have what it needs.
final class StopTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int BLOCK_BYTES = 32 << 20;
    private static final int BLOCKS_MAX = 48;

    @TempDir private Path folder;

    @Test
    void aSignalDrainsAndSaysGoodbyeWithinFiveSeconds() throws Exception {
        var ledger = new Ledger("device");
        try (var server = ServerProcess.serve(folder);
                var http = HttpClient.newHttpClient();
                var viewer = TestSocket.connect(server.webSocket())) {
            var device = new StreamingSocket(http, server.webSocket(), ledger);
            var thread = device.start();
            eventually("readings flow", () -> ledger.size() > 20);

            server.terminate();

            server.exitCode(Duration.ofSeconds(5));
            assertThat(viewer.closeCode()).isEqualTo(1012);
            assertThat(device.closeCode()).isEqualTo(1012);
            assertThat(server.errors()).isEmpty();
            thread.join();
        }
        try (var node = TestNode.start(folder)) {
            String query = "?meter=device&format=csv&from=2020-01-01T00:00Z";
            ledger.assertKeptIn(node.get("/api/v1/readings" + query).body().lines().iterator());
        }
    }

    @Test
    void aPortInUseIsSaid() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(endOf("serve", "--port", port, "--data", folder.toString())).contains(port);
        }
    }

    @Test
    void aRedisThatRefusesIsSaidOnceAndHoldsNothingUp() {
        try (var redis = Redis.start("--requirepass", "right")) {
            String url = "redis://:wrong@127.0.0.1:" + redis.port();
            try (var server =
                    ServerProcess.spawn(
                            "serve", "--port", "0", "--data", folder.toString(), "--redis", url)) {
                assertThat(server.port()).isPositive();
                String told = "Redis can't be reached: WRONGPASS";
                eventually("it is told", SOON, () -> server.errors().contains(told));
                server.terminate();
                server.exitCode(SOON);

                assertThat(server.errors()).containsOnlyOnce(told).doesNotContain("wrong@");
            }
        }
    }

    @Test
    void aFolderInUseIsSaid() {
        try (var owner = ServerProcess.serve(folder)) {
            assertThat(owner.port()).isPositive();

            assertThat(endOf("serve", "--port", "0", "--data", folder.toString()))
                    .contains(folder.toString(), "in use by process", "--data");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "no folder");
        assertThat(endOf("serve", "--port", "0", "--data", file.resolve("data").toString()))
                .contains(file.toString());

        var blocked = Files.createDirectory(folder.resolve("blocked"));
        Files.writeString(blocked.resolve("series"), "no folder either");
        assertThat(endOf("serve", "--port", "0", "--data", blocked.toString()))
                .contains(blocked.toString());

        var broken = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(broken.resolve("catalog.db"), "this is no database at all".repeat(99));
        assertThat(endOf("serve", "--port", "0", "--data", broken.toString()))
                .contains(broken.toString());
    }

    @Test
    void aFullDiskIsSaidAtTheStart() throws IOException {
        long freeMb = Files.getFileStore(folder).getUsableSpace() >> 20;
        var config = Files.writeString(folder.resolve("c.yaml"), "disk_reserve_mb: " + freeMb * 2);
        var data = folder.resolve("data").toString();

        assertThat(endOf("serve", "--port", "0", "--data", data, "--config", config.toString()))
                .contains("full", data);
    }

    @Test
    void aDiskThatFillsUpEndsTheNodeInTime() throws IOException {
        long reserve = Files.getFileStore(folder).getUsableSpace() - 8L * BLOCK_BYTES;
        var told = new CompletableFuture<String>();
        try (var node = TestNode.start(folder.resolve("data"), reserve, told::complete);
                var filler = Files.newOutputStream(folder.resolve("filler"))) {
            assertThat(node.get("/health/ready").statusCode()).isEqualTo(200);

            fillUntil(told, filler);

            assertThat(told.join()).contains("full");
        }
    }

    private static void fillUntil(CompletableFuture<String> told, OutputStream filler)
            throws IOException {
        var block = new byte[BLOCK_BYTES];
        for (int blocks = 0; !told.isDone() && blocks < BLOCKS_MAX; blocks++) {
            filler.write(block);
        }
        eventually("told of the full disk", SOON, told::isDone);
    }

    /// What the program says when it ends because it can't go on.
    private static String endOf(String... arguments) {
        try (var process = ServerProcess.spawn(arguments)) {
            assertThat(process.exitCode(SOON)).isEqualTo(1);
            assertThat(process.output()).isEmpty();
            assertThat(process.errors()).startsWith("wattsocket: ").hasLineCount(1);
            return process.errors();
        }
    }
}
