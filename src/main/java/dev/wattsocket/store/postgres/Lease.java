package dev.wattsocket.store.postgres;

import dev.wattsocket.postgres.PostgresPool;
import dev.wattsocket.store.StoreException;
import java.sql.SQLException;
import java.util.UUID;

/// A turn at something that is to be done once for all nodes. It runs out some seconds after it was
/// asked for last, by the database's clock, whatever happened to who held it. Any thread; blocks.
public final class Lease implements AutoCloseable {
    /// A lease that nobody renews is free after this long.
    static final int SECONDS = 7;

    private final PostgresPool pool;
    private final String name;
    private final String holder = UUID.randomUUID().toString();

    public Lease(PostgresPool pool, String name) {
        this.pool = pool;
        this.name = name;
    }

    /// Takes or renews it; answers whether it is ours.
    public boolean take() {
        try {
            return pool.with(connection -> {
                try (var statement =
                        connection.prepareStatement(
                                "insert into lease as l (name, holder, until)"
                                        + " values (?, ?, now() + make_interval(secs => ?))"
                                        + " on conflict (name) do update"
                                        + " set holder = excluded.holder, until = excluded.until"
                                        + " where l.holder = excluded.holder or l.until < now()")) {
                    statement.setString(1, name);
                    statement.setString(2, holder);
                    statement.setInt(3, SECONDS);
                    return statement.executeUpdate() > 0;
                }
            });
        } catch (SQLException e) {
            throw new StoreException(
                    "The lease " + name + " can't be asked for: " + e.getMessage() + ".", e);
        }
    }

    /// Gives it back, for the next who asks.
    @Override
    public void close() throws SQLException {
        pool.with(connection -> {
            try (var statement =
                    connection.prepareStatement(
                            "delete from lease where name = ? and holder = ?")) {
                statement.setString(1, name);
                statement.setString(2, holder);
                return statement.executeUpdate();
            }
        });
    }
}
