package dev.wattsocket.store.postgres;

import dev.wattsocket.postgres.PostgresPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// PostgreSQL's own partitions, one a week. They are made apart and attached, and detached while
/// others read and write, so that nobody waits for more than a moment.
final class Partitions implements Parts {
    /// The advisory lock of whoever makes or drops a partition.
    static final long LOCK = 0x77617474_00000003L;

    private static final String HALF_DETACHED = "inhdetachpending";

    private static final Pattern BOUNDS =
            Pattern.compile("FROM \\('(-?\\d+)'\\) TO \\('(-?\\d+)'\\)");

    @Override
    public List<Part> list(Connection connection) throws SQLException {
        return list(connection, "not " + HALF_DETACHED);
    }

    @Override
    public void make(Connection connection, long weekMillis) throws SQLException {
        var name = name(weekMillis);
        PostgresPool.transaction(
                connection,
                _ -> {
                    run(connection, "select pg_advisory_xact_lock(" + LOCK + ")");
                    for (var half : list(connection, HALF_DETACHED)) {
                        finish(connection, half);
                    }
                    if (list(connection, "relname = '" + name + "'").isEmpty()) {
                        run(connection, "drop table if exists " + name);
                        run(connection, "create table " + name + " (like sample including all)");
                        run(
                                connection,
                                "alter table sample attach partition %s for values from (%d) to (%d)"
                                        .formatted(name, weekMillis, weekMillis + Weeks.MILLIS));
                    }
                    return name;
                });
    }

    @Override
    public void drop(Connection connection, long beforeMillis) throws SQLException {
        for (var part : list(connection, "true")) {
            if (part.toMillis() <= beforeMillis) {
                drop(connection, part.name());
            }
        }
    }

    private static void drop(Connection connection, String name) throws SQLException {
        run(connection, "select pg_advisory_lock(" + LOCK + ")");
        try {
            for (var half : list(connection, HALF_DETACHED)) {
                finish(connection, half);
            }
            if (!list(connection, "relname = '" + name + "'").isEmpty()) {
                run(connection, "alter table sample detach partition " + name + " concurrently");
                run(connection, "drop table " + name);
            }
        } finally {
            run(connection, "select pg_advisory_unlock(" + LOCK + ")");
        }
    }

    /// Does what somebody who dropped it was kept from.
    private static void finish(Connection connection, Part half) throws SQLException {
        run(connection, "alter table sample detach partition " + half.name() + " finalize");
        run(connection, "drop table " + half.name());
    }

    private static List<Part> list(Connection connection, String condition) throws SQLException {
        var parts = new ArrayList<Part>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select relname, pg_get_expr(relpartbound, pg_class.oid)"
                                        + " from pg_inherits join pg_class on pg_class.oid = inhrelid"
                                        + " where inhparent = 'sample'::regclass and "
                                        + condition)) {
            while (rows.next()) {
                var bounds = BOUNDS.matcher(rows.getString(2));
                if (bounds.find()) {
                    parts.add(
                            new Part(
                                    rows.getString(1),
                                    Long.parseLong(bounds.group(1)),
                                    Long.parseLong(bounds.group(2))));
                }
            }
        }
        parts.sort(Comparator.comparingLong(Part::fromMillis));
        return parts;
    }

    private static String name(long weekMillis) {
        var monday = Instant.ofEpochMilli(weekMillis).atOffset(ZoneOffset.UTC).toLocalDate();
        return "sample_" + monday.toString().replaceAll("\\D", "_");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
