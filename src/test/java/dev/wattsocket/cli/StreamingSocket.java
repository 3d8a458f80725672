package dev.wattsocket.cli;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A device on a WebSocket that sends batch after batch, and writes down what is acknowledged,
/// until the server is gone.
final class StreamingSocket implements WebSocket.Listener {
    private static final int WINDOW = 16;
    private static final Pattern ACK =
            Pattern.compile("\\{\"type\":\"ack\",\"id\":(\\d+),\"accepted\":(\\d+).*");

    private final HttpClient http;
    private final URI uri;
    private final Ledger ledger;
    private final Semaphore window = new Semaphore(WINDOW);
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();

    StreamingSocket(HttpClient http, URI uri, Ledger ledger) {
        this.http = http;
        this.uri = uri;
        this.ledger = ledger;
    }

    Thread start() {
        return Thread.ofPlatform().name("device").start(this::stream);
    }

    /// The code that the server closed with; 1006 where it was just gone.
    int closeCode() {
        return closed.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private void stream() {
        try {
            var socket = http.newWebSocketBuilder().buildAsync(uri, this).join();
            for (int batch = ledger.next(); !closed.isDone(); batch++) {
                while (!window.tryAcquire(50, TimeUnit.MILLISECONDS) && !closed.isDone()) {}
                String readings = ledger.readings(batch);
                socket.sendText(
                                "{\"type\":\"readings\",\"id\":%d,\"readings\":%s}"
                                        .formatted(batch, readings),
                                true)
                        .join();
            }
        } catch (CompletionException _) {
            // Killed: what is not acknowledged will be sent again.
            closed.completeOnTimeout(1006, 1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(
            WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            var ack = ACK.matcher(part);
            if (ack.matches()) {
                boolean whole = Integer.parseInt(ack.group(2)) == Ledger.BATCH_ROWS;
                if (whole) {
                    ledger.acknowledge(Integer.parseInt(ack.group(1)));
                }
                window.release();
            }
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
        closed.complete(1006);
    }
}
