package dev.wattsocket.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Brings the tables of one part of the program to what this version knows, by numbered scripts.
/// However many nodes start together, each script runs once.
public final class Migrations {
    /// The advisory lock of whoever changes tables.
    static final long LOCK = 0x77617474_00000001L;

    private Migrations() {}

    /// Runs the scripts that the database has not seen. Statements end with `;` at a line's end.
    ///
    /// @param part a word of its own for these tables
    /// @param owner the class beside which the scripts are
    /// @throws SQLException also where a newer version made the tables
    public static void bring(PostgresPool pool, String part, Class<?> owner, List<String> scripts)
            throws SQLException {
        pool.transaction(connection -> {
            run(connection, "select pg_advisory_xact_lock(" + LOCK + ")");
            run(
                    connection,
                    "create table if not exists migration (part text primary key,"
                            + " number integer not null)");
            int seen = seen(connection, part);
            if (seen > scripts.size()) {
                throw new SQLException(
                        "the tables of the %s were made by a newer version of Wattsocket"
                                        .formatted(part)
                                + " (number %d, this one knows %d): start that version"
                                        .formatted(seen, scripts.size()));
            }
            for (var script : scripts.subList(seen, scripts.size())) {
                for (var statement : text(owner, script).split(";\\s*\n", -1)) {
                    if (!statement.isBlank()) {
                        run(connection, statement);
                    }
                }
            }
            if (seen < scripts.size()) {
                remember(connection, part, scripts.size());
            }
            return seen;
        });
    }

    private static int seen(Connection connection, String part) throws SQLException {
        try (var question =
                connection.prepareStatement("select number from migration where part = ?")) {
            question.setString(1, part);
            try (var row = question.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    private static void remember(Connection connection, String part, int number)
            throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "insert into migration (part, number) values (?, ?)"
                                + " on conflict (part) do update set number = excluded.number")) {
            statement.setString(1, part);
            statement.setInt(2, number);
            statement.executeUpdate();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Class<?> owner, String resource) {
        try (var in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not in this build: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
