package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// How the server listens and what it says of itself.
///
/// `origins` are pages of other servers that may come in; `filePages` lets pages opened from a file
/// look; `echo` adds a WebSocket route that answers with what it was sent, for conformance tests.
public record ServerOptions(
        String host,
        int port,
        Set<String> origins,
        boolean filePages,
        boolean compression,
        boolean demo,
        boolean echo,
        String build) {

    /// Whether only programs on this machine can connect; then no token is asked for.
    public boolean isLoopback() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    String helloFields() {
        var json = new JsonBytes(64).raw("\"build\":").string(build);
        json.raw(",\"demo\":").raw(Boolean.toString(demo)).raw(',');
        return new String(json.toBytes(), StandardCharsets.UTF_8);
    }
}
