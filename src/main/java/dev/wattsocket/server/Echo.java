package dev.wattsocket.server;

import io.vertx.core.http.ServerWebSocket;
import org.jspecify.annotations.Nullable;

/// Answers every message with itself, through the same socket code as a session, so that a
/// conformance suite can look at it. Confined to its event loop.
final class Echo implements Socket.Listener {
    private final SocketCounts counts;
    private @Nullable Socket socket;

    private Echo(SocketCounts counts) {
        this.counts = counts;
    }

    static void start(ServerWebSocket webSocket, SocketCounts counts) {
        var echo = new Echo(counts);
        echo.socket = new Socket(webSocket, echo, counts);
    }

    @Override
    public void text(byte[] utf8) {
        var opened = socket;
        if (opened != null) {
            opened.write(utf8);
        }
    }

    @Override
    public void binary(byte[] bytes) {
        var opened = socket;
        if (opened != null) {
            opened.writeBinary(bytes);
        }
    }

    @Override
    public void tooLong() {
        var opened = socket;
        if (opened != null) {
            opened.close(CloseCode.TOO_LARGE, "too long");
        }
    }

    @Override
    public void drained() {}

    @Override
    public void closed() {
        counts.open.decrementAndGet();
    }
}
