package dev.wattsocket.cli;

import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.catalog.Tokens;
import dev.wattsocket.store.DataFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `token`: keys to a server, made in its data folder while it is stopped, or in the database that
/// nodes share. A running server makes them over `/api/v1/tokens`.
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description =
                "Make, list or delete access tokens of a data folder whose server is stopped, or of the"
                        + " database that nodes share.")
final class TokenCommand {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = picocli.CommandLine.ScopeType.INHERIT,
            description = "The data folder (default: that of serve).")
    private Path data = DataFolder.usual("wattsocket");

    @Option(
            names = "--store",
            paramLabel = "URL",
            scope = picocli.CommandLine.ScopeType.INHERIT,
            description =
                    "The database that nodes share instead, such as postgresql://user@host/database;"
                            + " they may be running.")
    private @Nullable String store;

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
        try (var place = CatalogPlace.open(data, store)) {
            var catalog = place.catalog();
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
        try (var place = CatalogPlace.open(data, store)) {
            var catalog = place.catalog();
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
        try (var place = CatalogPlace.open(data, store)) {
            var catalog = place.catalog();
            catalog.deleteToken(id);
            return 0;
        }
    }
}
