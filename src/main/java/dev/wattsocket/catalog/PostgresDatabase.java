package dev.wattsocket.catalog;

import dev.wattsocket.postgres.Migrations;
import dev.wattsocket.postgres.PostgresPool;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tables in a PostgreSQL database that several nodes share. Changes are made one at a time
/// among all nodes, under a lock of the database, and each is written down in a log that says which
/// rows to read again; its last number is the catalog's version.
final class PostgresDatabase implements Database {
    /// The channel on which a change is told when it is committed.
    static final String CHANNEL = "wattsocket_catalog";

    /// Changes that the log keeps; who has missed more reads all anew.
    static final int LOG_MAX = 20_000;

    private static final long LOCK = 0x77617474_00000002L;
    private static final int REFRESH_MILLIS_MAX = 8_000;
    private static final int TRIM_EVERY = 1_000;

    private final PostgresPool pool;
    private final Runnable onClose;
    private @Nullable Connection writing;
    private @Nullable Follower follower;

    private PostgresDatabase(PostgresPool pool, Runnable onClose) {
        this.pool = pool;
        this.onClose = onClose;
    }

    static PostgresDatabase open(PostgresPool pool, Runnable onClose) throws SQLException {
        try {
            Migrations.bring(
                    pool,
                    "catalog",
                    PostgresDatabase.class,
                    List.of("postgres-001.sql", "postgres-002.sql"));
            return new PostgresDatabase(pool, onClose);
        } catch (SQLException | RuntimeException e) {
            onClose.run();
            throw e;
        }
    }

    /// A connection that was cut since the last change is noticed only here: then one more is
    /// tried. A database that says nothing is not asked twice.
    @Override
    public Transaction begin() throws SQLException {
        var kept = writing;
        if (kept != null && !kept.isClosed()) {
            try {
                return locked(kept);
            } catch (SQLException e) {
                if (!isCut(e)) {
                    throw e;
                }
            }
        }
        return locked(connected());
    }

    @Override
    public Changes since(Sql sql, long version) throws SQLException {
        if (version >= 0) {
            var log =
                    sql.query(
                            "select id, part, key from catalog_change where id >= ? order by id",
                            Noted::of,
                            version);
            long first = log.isEmpty() ? 0 : log.getFirst().id();
            // The row of the known version is the proof that none is missing after it.
            if (first == version || (version == 0 && first == 1)) {
                return Changes.of(
                        log.isEmpty() ? 0 : log.getLast().id(),
                        log.stream()
                                .filter(row -> row.id() > version)
                                .map(Noted::touched)
                                .toList());
            }
        }
        return Changes.whole(newest(sql));
    }

    @Override
    public long note(Sql sql, long version, List<Touched> touched) throws SQLException {
        var noted = new ArrayList<Noted>();
        for (var each : touched) {
            noted.add(new Noted(version + noted.size() + 1, each));
        }
        long next = noted.getLast().id();
        sql.executeAll(
                "insert into catalog_change (id, part, key) values (?, ?, ?)",
                noted,
                row -> new Object[] {row.id(), row.touched().part().name(), row.touched().key()});
        if (next / TRIM_EVERY != version / TRIM_EVERY) {
            sql.execute("delete from catalog_change where id <= ?", next - LOG_MAX);
        }
        sql.execute("select pg_notify(?, '')", CHANNEL);
        return next;
    }

    @Override
    public long takeIds(Sql sql, String table, int count) throws SQLException {
        long last =
                sql.query(
                                "insert into last_id (part, id) values (?, ?) on conflict (part)"
                                        + " do update set id = last_id.id + excluded.id returning id",
                                row -> row.getLong(1),
                                table,
                                (long) count)
                        .getFirst();
        return last - count;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void follow(Following following) {
        follower = new Follower(pool, connection -> bring(connection, following));
    }

    @Override
    public void refresh(Following following) throws SQLException {
        pool.with(connection -> {
            connection.setNetworkTimeout(Runnable::run, REFRESH_MILLIS_MAX);
            bring(connection, following);
            return true;
        });
    }

    @Override
    public void close() throws SQLException {
        if (follower != null) {
            follower.close();
        }
        if (writing != null) {
            writing.close();
        }
        onClose.run();
    }

    /// As one moment of the database, so that no row is newer than the log that names it.
    private static void bring(Connection connection, Following following) throws SQLException {
        if (newest(new Sql(connection)) == following.version()) {
            return;
        }
        try (var transaction = Transaction.begin(connection)) {
            transaction.sql().execute("set transaction isolation level repeatable read");
            following.follow(transaction.sql());
            transaction.commit();
        }
    }

    private static long newest(Sql sql) throws SQLException {
        return sql.query("select coalesce(max(id), 0) from catalog_change", row -> row.getLong(1))
                .getFirst();
    }

    private static Transaction locked(Connection connection) throws SQLException {
        var transaction = Transaction.begin(connection);
        try {
            transaction.sql().execute("select pg_advisory_xact_lock(?)", LOCK);
            return transaction;
        } catch (SQLException e) {
            transaction.close();
            throw e;
        }
    }

    /// The database ends the wait for a lock before this program takes it for gone, and the
    /// transaction of a node that is cut off or stands still, so that the others go on.
    private Connection connected() throws SQLException {
        var kept = writing;
        if (kept != null) {
            kept.abort(Runnable::run);
        }
        var connection = pool.own();
        writing = connection;
        var sql = new Sql(connection);
        sql.execute("set lock_timeout = '6s'");
        sql.execute("set idle_in_transaction_session_timeout = '5s'");
        return connection;
    }

    private static boolean isCut(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return !(e.getCause() instanceof SocketTimeoutException)
                && (state.startsWith("08") || state.startsWith("57P"));
    }

    private record Noted(long id, Touched touched) {
        static Noted of(ResultSet row) throws SQLException {
            var part = Touched.Part.valueOf(row.getString("part"));
            return new Noted(row.getLong("id"), new Touched(part, row.getString("key")));
        }
    }
}
