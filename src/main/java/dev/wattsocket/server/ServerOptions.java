package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// How the server listens and what it says of itself.
///
/// `requireTokens` asks for tokens on a loopback address too; `origins` are pages of other servers
/// that may come in; `filePages` lets pages opened from a file look; `echo` adds a WebSocket route
/// that answers with what it was sent, for conformance tests.
public record ServerOptions(
        String host,
        int port,
        boolean requireTokens,
        Set<String> origins,
        boolean filePages,
        boolean compression,
        boolean demo,
        boolean echo,
        String build) {

    /// Tokens as the address asks for them.
    public ServerOptions(
            String host,
            int port,
            Set<String> origins,
            boolean filePages,
            boolean compression,
            boolean demo,
            boolean echo,
            String build) {
        this(host, port, false, origins, filePages, compression, demo, echo, build);
    }

    /// Whether no token is asked for: only programs on this machine can connect, and nothing else
    /// is wished.
    public boolean isOpen() {
        boolean isLoopback =
                host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
        return isLoopback && !requireTokens;
    }

    String helloFields() {
        var json = new JsonBytes(64).raw("\"build\":").string(build);
        json.raw(",\"demo\":").raw(Boolean.toString(demo)).raw(',');
        return new String(json.toBytes(), StandardCharsets.UTF_8);
    }
}
