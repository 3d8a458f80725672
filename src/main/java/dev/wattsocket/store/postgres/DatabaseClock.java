package dev.wattsocket.store.postgres;

import dev.wattsocket.postgres.PostgresPool;
import dev.wattsocket.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;

/// What time it is for all nodes of one database: this machine's own, put right by the database's
/// where the two differ by more than it takes to ask. Readings without a time of their own get it,
/// and so come after one another whichever node takes them. Any thread.
public final class DatabaseClock implements InstantSource {
    /// Clocks that differ by less are left alone: each look at the other one is this uncertain.
    private static final long DIFFERENCE_MILLIS_LEAST = 250;

    private final InstantSource own;
    private volatile long aheadMillis;

    DatabaseClock(InstantSource own) {
        this.own = own;
    }

    /// Asks the database what time it is.
    ///
    /// @param own this machine's clock
    public static DatabaseClock open(PostgresPool pool, InstantSource own) {
        var clock = new DatabaseClock(own);
        try {
            pool.with(connection -> {
                // Once to be connected, once to be measured.
                clock.look(connection);
                clock.look(connection);
                return true;
            });
        } catch (SQLException e) {
            throw new StoreException(
                    "The database can't be asked for the time: " + e.getMessage() + ".", e);
        }
        return clock;
    }

    /// Asks again, on this connection.
    void look(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            long before = own.millis();
            try (var row =
                    statement.executeQuery("select extract(epoch from clock_timestamp()) * 1000")) {
                row.next();
                long after = own.millis();
                compare(Math.round(row.getDouble(1)), before, after);
            }
        }
    }

    /// The database said a time between two of this machine's.
    void compare(long databaseMillis, long beforeMillis, long afterMillis) {
        long uncertain = DIFFERENCE_MILLIS_LEAST + Math.abs(afterMillis - beforeMillis);
        long ahead = databaseMillis - (beforeMillis + afterMillis) / 2;
        if (Math.abs(ahead) < uncertain) {
            aheadMillis = 0;
        } else if (Math.abs(ahead - aheadMillis) >= uncertain) {
            aheadMillis = ahead;
        }
    }

    @Override
    public Instant instant() {
        return own.instant().plusMillis(aheadMillis);
    }

    @Override
    public long millis() {
        return own.millis() + aheadMillis;
    }
}
