package dev.wattsocket.nodes;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A viewer of one site that stays: when its node is gone, or silent, it goes on at another one
/// from where it was. One thread runs it; others read what it shows.
final class Viewer implements Runnable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Three heartbeats missed.
    private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(6);

    private final Supplier<URI> node;
    private final Map<String, Long> times = new ConcurrentHashMap<>();
    private final Map<String, Double> values = new ConcurrentHashMap<>();
    private volatile String position = "";
    private volatile boolean degraded;
    private volatile boolean stopped;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger resumed = new AtomicInteger();
    private final AtomicInteger begunAnew = new AtomicInteger();
    private volatile long heardNanos;

    /// @param node where the next connection goes
    Viewer(Supplier<URI> node) {
        this.node = node;
    }

    /// Where it differs from what it should show, meter by meter.
    Map<String, String> lacks(Map<String, Double> newest) {
        var lacks = new TreeMap<String, String>();
        newest.forEach((meter, value) -> {
            var shown = values.get(meter);
            if (!value.equals(shown)) {
                lacks.put(meter, shown + " instead of " + value);
            }
        });
        return lacks;
    }

    boolean isDegraded() {
        return degraded;
    }

    int connections() {
        return connections.get();
    }

    /// How often it went on where it was, and how often with a new picture.
    int resumed() {
        return resumed.get();
    }

    int begunAnew() {
        return begunAnew.get();
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            var connection = new Connection();
            try {
                connection.stay();
            } catch (CompletionException _) {
                // Nobody is there: another one is asked.
            }
        }
    }

    private final class Connection implements WebSocket.Listener {
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();
        private boolean isFirst = true;

        void stay() {
            heardNanos = System.nanoTime();
            var uri = URI.create(node.get().toString().replaceFirst("^http", "ws"));
            var socket =
                    HTTP.newWebSocketBuilder()
                            .connectTimeout(Duration.ofSeconds(2))
                            .buildAsync(uri, this)
                            .join();
            connections.incrementAndGet();
            String since = position.isEmpty() ? "" : ",\"since\":\"" + position + "\"";
            var _ =
                    socket.sendText(
                            "{\"type\":\"subscribe\",\"id\":\"1\",\"site\":\"home\",\"max_rate\":20"
                                    + since
                                    + "}",
                            true);
            while (!stopped && System.nanoTime() - heardNanos < SILENT_NANOS && !hasEnded()) {}
            socket.abort();
        }

        private boolean hasEnded() {
            try {
                ended.get(100, TimeUnit.MILLISECONDS);
                return true;
            } catch (java.util.concurrent.TimeoutException _) {
                return false;
            } catch (java.util.concurrent.ExecutionException | InterruptedException _) {
                return true;
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence data, boolean last) {
            heardNanos = System.nanoTime();
            part.append(data);
            if (last) {
                take(JSON.readTree(part.toString()));
                part.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        private void take(JsonNode message) {
            switch (message.path("type").asString()) {
                case "status" -> degraded = message.path("degraded").asBoolean();
                case "hello" -> degraded = false;
                case "snapshot", "readings" -> picture(message);
                default -> {}
            }
            if (message.path("sub").asString("").equals("1") && message.has("position")) {
                position = message.path("position").asString();
            }
        }

        private void picture(JsonNode message) {
            boolean isSnapshot = message.path("type").asString().equals("snapshot");
            if (isFirst && !position.isEmpty()) {
                if (isSnapshot) {
                    begunAnew.incrementAndGet();
                } else {
                    resumed.incrementAndGet();
                }
            }
            isFirst = false;
            for (var reading : message.path("readings")) {
                String meter = reading.path("meter").asString();
                long time = reading.path("time").asLong();
                if (reading.has("power") && time >= times.getOrDefault(meter, Long.MIN_VALUE)) {
                    times.put(meter, time);
                    values.put(meter, reading.path("power").asDouble());
                }
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            ended.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            ended.complete(null);
        }
    }
}
