package dev.wattsocket.server;

import dev.wattsocket.ingest.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The server's own words and numbers, for tests that hold the documents to them.
public final class WireWords {
    private WireWords() {}

    public static List<String> closeCodes() {
        return Stream.of(CloseCode.values()).map(code -> String.valueOf(code.number())).toList();
    }

    public static List<String> errorCodes() {
        return Stream.of(ErrorCode.values()).map(ErrorCode::wireName).toList();
    }

    /// What one message, or one socket, may hold.
    public static Map<String, Integer> limits() {
        return Map.of(
                "bytes of a message", Socket.MESSAGE_MAX,
                "readings of a message", Sending.READINGS_MAX,
                "subscriptions of a socket", Viewing.SUBSCRIPTIONS_MAX,
                "nesting of JSON", Json.DEPTH_MAX,
                "readings messages not yet acknowledged", Sending.UNDER_WAY_MAX);
    }
}
