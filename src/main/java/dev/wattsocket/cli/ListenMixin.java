package dev.wattsocket.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of every command that starts a node.
final class ListenMixin {
    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "Address to listen on (default 127.0.0.1, where no token is needed; on any other"
                            + " address every request needs one).")
    @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on (default 8000; 0 takes a free one).")
    @Nullable Integer port;

    @Option(
            names = "--require-tokens",
            description =
                    "Ask for tokens on a loopback address too: for a reverse proxy on this machine.")
    boolean requireTokens;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for everything that is kept; it is made where there is none.")
    @Nullable Path data;

    @Option(
            names = "--origin",
            paramLabel = "URL",
            description = "A web page's origin that may come in besides our own; may be repeated.")
    List<String> origins = List.of();

    void apply(Config config) {
        if (host != null) {
            config.host = host;
        }
        if (port != null) {
            if (port < 0 || port > 65_535) {
                throw new StartFailed("A port is a number from 0 to 65535: " + port);
            }
            config.port = port;
        }
        if (requireTokens) {
            config.requireTokens = true;
        }
        if (data != null) {
            config.data = data;
        }
        config.addOrigins(origins);
    }
}
