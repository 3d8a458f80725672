package dev.wattsocket.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The tables in SQLite, made and changed by the numbered scripts beside this class. The database
/// remembers the number of the last script that ran (`user_version`).
final class Schema {
    private static final List<String> SCRIPTS =
            List.of("schema-001.sql", "schema-002.sql", "schema-003.sql");

    private Schema() {}

    /// Runs the scripts that this database has not seen, each in one transaction.
    static void bring(Connection connection) throws SQLException {
        int seen =
                new Sql(connection).query("pragma user_version", row -> row.getInt(1)).getFirst();
        if (seen > SCRIPTS.size()) {
            throw new CatalogException(
                    "The catalog was written by a newer version of Wattsocket (its schema is "
                            + seen
                            + ", this version knows "
                            + SCRIPTS.size()
                            + "): start that version, or name another folder.");
        }
        for (int number = seen + 1; number <= SCRIPTS.size(); number++) {
            run(connection, number);
        }
    }

    private static void run(Connection connection, int number) throws SQLException {
        try (var transaction = Transaction.begin(connection)) {
            for (var statement : text(SCRIPTS.get(number - 1)).split(";\\s*\n", -1)) {
                if (!statement.isBlank()) {
                    transaction.sql().execute(statement);
                }
            }
            transaction.sql().execute("pragma user_version = " + number);
            transaction.commit();
        }
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
