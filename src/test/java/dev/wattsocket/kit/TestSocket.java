package dev.wattsocket.kit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A WebSocket client that keeps every message until the test takes it.
public final class TestSocket implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LinkedBlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    private TestSocket(URI uri, Map<String, String> headers) {
        var builder = HTTP.newWebSocketBuilder();
        headers.forEach(builder::header);
        socket = builder.buildAsync(uri, this).join();
    }

    public static TestSocket connect(URI uri) {
        return new TestSocket(uri, Map.of());
    }

    public static TestSocket connect(URI uri, Map<String, String> headers) {
        return new TestSocket(uri, headers);
    }

    public TestSocket send(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    /// Sends one message in two frames.
    public TestSocket sendParts(String first, String rest) {
        socket.sendText(first, false).join();
        socket.sendText(rest, true).join();
        return this;
    }

    /// The next message, whatever it is.
    public JsonNode next() {
        return next(System.nanoTime() + PATIENCE.toNanos(), "message");
    }

    /// The next message of this type; others are passed over.
    public JsonNode next(String type) {
        // Not from message to message: heartbeats would keep the patience alive for ever.
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var message = next(until, type);
            if (message.path("type").asString().equals(type)) {
                return message;
            }
        }
    }

    /// The code with which the server closed.
    public int closeCode() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private JsonNode next(long untilNanos, String what) {
        try {
            var message = messages.poll(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new AssertionError("no " + what + " came within " + PATIENCE);
            }
            return message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(
            WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            messages.add(JSON.readTree(part.toString()));
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
