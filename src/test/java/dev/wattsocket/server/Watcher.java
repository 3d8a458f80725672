package dev.wattsocket.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A viewer on a socket of its own, with a screen that looks at what comes.
final class Watcher implements WebSocket.Listener, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String UNASKED = "all";

    private final Screen screen = new Screen();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    /// Connects; who asks for nothing sees everything.
    Watcher(HttpClient http, URI uri) {
        screen.expect(new Screen.Wanted(UNASKED, Set.of(), Set.of(), 1));
        socket = http.newWebSocketBuilder().buildAsync(uri, this).join();
    }

    Screen screen() {
        return screen;
    }

    void ask(Screen.Wanted wanted) {
        screen.end(UNASKED);
        screen.expect(wanted);
        socket.sendText(wanted.message(), true).join();
    }

    void end(String sub) {
        screen.end(sub);
        socket.sendText("{\"type\":\"unsubscribe\",\"id\":\"%s\"}".formatted(sub), true).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(
            WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            screen.look(JSON.readTree(part.toString()));
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        screen.wrong().add("closed: " + code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        screen.wrong().add("failed: " + error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
