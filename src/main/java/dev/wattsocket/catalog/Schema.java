package dev.wattsocket.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The catalog's tables, made and changed by the numbered scripts beside this class. The database
/// remembers the number of the last script that ran (`user_version`).
final class Schema {
    private static final List<String> SCRIPTS = List.of("schema-001.sql");

    private Schema() {}

    /// Runs the scripts that this database has not seen, each in one transaction.
    static void bring(Handle handle) {
        int seen = handle.select("pragma user_version").mapTo(Integer.class).one();
        if (seen > SCRIPTS.size()) {
            throw new CatalogException(
                    "The catalog was written by a newer version of Wattsocket (its schema is "
                            + seen
                            + ", this version knows "
                            + SCRIPTS.size()
                            + "): start that version, or name another folder.");
        }
        for (int number = seen + 1; number <= SCRIPTS.size(); number++) {
            run(handle, number);
        }
    }

    private static void run(Handle handle, int number) {
        handle.useTransaction(inside -> {
            for (var statement : text(SCRIPTS.get(number - 1)).split(";\\s*\n", -1)) {
                if (!statement.isBlank()) {
                    inside.execute(statement);
                }
            }
            inside.execute("pragma user_version = " + number);
        });
    }

    private static String text(String resource) {
        try (var in = Schema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not in this build: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
