package dev.wattsocket.cli.transfer;

import dev.wattsocket.store.DataFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say where readings are kept: in a data folder, or at a server.
final class Where {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The data folder (default: the one of serve). No server may be running on it;"
                            + " if one is, use --url.")
    private Path data = DataFolder.usual("wattsocket");

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "A running server instead, such as http://127.0.0.1:8000.")
    private @Nullable URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The server's token; not needed on the server's own machine.")
    private @Nullable String token;

    Optional<ServerCalls> server() {
        return url == null
                ? Optional.empty()
                : Optional.of(new ServerCalls(url, token == null ? "" : token, Thread::sleep));
    }

    Path data() {
        return data;
    }

    /// Opens the target. `site` is where meters go that nobody knows yet.
    Target open(String site, InstantSource clock) {
        var server = server();
        return server.isPresent()
                ? new ServerTarget(server.get())
                : new LocalTarget(data, site, clock);
    }

    @Override
    public String toString() {
        return url == null ? "the data folder " + data : "the server at " + url;
    }
}
