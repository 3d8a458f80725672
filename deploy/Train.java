import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// Makes the cache of classes that a start reads instead of the jars: runs the program on a new
/// folder, does what a first visitor and a first meter do, and stops it, upon which the virtual
/// machine writes down what it loaded.
///
///     java Train.java CACHE COMMAND-THAT-RUNS-IT…
final class Train {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String READY = "Wattsocket ready: ";
    private static final List<String> VISITED =
            List.of(
                    "/",
                    "/api/v1/sites",
                    "/api/v1/meters",
                    "/api/v1/live?site=home",
                    "/api/v1/history?series=grid.power&from=2026-01-01T00:00:00Z&to=2030-01-01T00:00:00Z&px=600",
                    "/api/v1/energy?meters=grid&by=hour&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z",
                    "/metrics");

    private Train() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Files.createTempDirectory("wattsocket-train");
        try {
            var config = Files.writeString(folder.resolve("config.yaml"), "port: 0\n");
            var command = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
            command.addAll(List.of("serve", "--config", config.toString()));
            command.addAll(List.of("--data", folder.resolve("data").toString()));
            run(command, arguments[0]);
        } finally {
            delete(folder);
        }
        if (!Files.isRegularFile(Path.of(arguments[0]))) {
            throw new IOException("No cache came of it.");
        }
    }

    private static void run(List<String> command, String cache) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:AOTCacheOutput='" + cache + "'");
        var process = builder.start();
        try {
            var said = process.inputReader();
            visit(address(said));
            // A signal alone: what it says while it writes the cache must have somewhere to go.
            process.toHandle().destroy();
            while (said.readLine() != null) {}
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
    }

    private static URI address(BufferedReader output) throws IOException {
        var said = new StringBuilder();
        String line;
        while ((line = output.readLine()) != null) {
            if (line.startsWith(READY)) {
                return URI.create(line.substring(READY.length()));
            }
            said.append(line).append('\n');
        }
        throw new IOException("It did not start:\n" + said);
    }

    private static void visit(URI server) throws Exception {
        var client = HttpClient.newHttpClient();
        try {
            var acknowledged = new Answers("ack");
            var address = URI.create("ws://" + server.getAuthority() + "/ws/energy/");
            var socket = client.newWebSocketBuilder().buildAsync(address, acknowledged).get();
            socket.sendText("{\"type\":\"subscribe\",\"id\":1,\"site\":\"home\"}", true).get();
            for (int i = 0; i < 50; i++) {
                socket.sendText(reading(i), true).get();
            }
            acknowledged.done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            for (var path : VISITED) {
                var request = HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
                var status = client.send(request.build(), BodyHandlers.ofByteArray()).statusCode();
                if (status != 200) {
                    throw new IOException(path + " answered " + status);
                }
            }
        } finally {
            client.shutdownNow();
        }
    }

    private static String reading(int i) {
        return """
                {"type":"readings","id":%d,"readings":[
                {"meter":"grid","time":%d,"power":%d,"energy_import":%d}]}"""
                .formatted(i + 2, System.currentTimeMillis() + i, 400 + i, 1000 + i);
    }

    /// Done when an answer of this type came.
    private static final class Answers implements WebSocket.Listener {
        final CompletableFuture<Void> done = new CompletableFuture<>();
        private final String mark;

        Answers(String type) {
            mark = "\"type\":\"" + type + "\"";
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
            if (text.toString().contains(mark)) {
                done.complete(null);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            done.completeExceptionally(failure);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path dir, IOException failure)
                            throws IOException {
                        Files.delete(dir);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
