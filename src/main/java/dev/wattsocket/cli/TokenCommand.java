package dev.wattsocket.cli;

import dev.wattsocket.catalog.SqlCatalog;
import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.catalog.Tokens;
import dev.wattsocket.store.DataFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `token`: keys to a server, made in its data folder while it is stopped. A running server makes
/// them over `/api/v1/tokens`.
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description =
                "Make, list or delete access tokens of a data folder whose server is stopped.")
final class TokenCommand {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = picocli.CommandLine.ScopeType.INHERIT,
            description = "The data folder (default: that of serve).")
    private Path data = DataFolder.usual("wattsocket");

    @Command(
            mixinStandardHelpOptions = true,
            description = "Make a token and show its secret once.")
    int create(
            @Option(names = "--name", defaultValue = "token", description = "Whose it is.")
                    String name,
            @Option(
                            names = "--access",
                            defaultValue = "viewer",
                            description = "viewer, device or admin (default viewer).")
                    Access access) {
        try (var folder = DataFolder.open(data);
                var catalog = SqlCatalog.open(folder.path().resolve("catalog.db"))) {
            var made = Tokens.make(name, access, Clock.systemUTC().millis());
            catalog.put(made.token());
            System.out.println(made.secret());
            return 0;
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "List the tokens, without their secrets.")
    int list() {
        try (var folder = DataFolder.open(data);
                var catalog = SqlCatalog.open(folder.path().resolve("catalog.db"))) {
            for (var token : catalog.tokens()) {
                System.out.printf(
                        "%s  %-6s  %s  %s%n",
                        token.id(),
                        token.access().wireName(),
                        Instant.ofEpochMilli(token.createdMillis()),
                        token.name());
            }
            return 0;
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Delete a token.")
    int delete(@Parameters(paramLabel = "ID", description = "The token's id.") String id) {
        try (var folder = DataFolder.open(data);
                var catalog = SqlCatalog.open(folder.path().resolve("catalog.db"))) {
            catalog.deleteToken(id);
            return 0;
        }
    }
}
