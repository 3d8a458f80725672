package dev.wattsocket.store.postgres;

import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.postgres.PostgresPool;
import dev.wattsocket.store.PackedCells;
import dev.wattsocket.store.RollupCells;
import dev.wattsocket.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Rollups in PostgreSQL: a day of a channel is one row. Any thread, unless it is bound to one
/// transaction.
public final class PostgresCells implements RollupCells {
    private final Statements statements;

    private PostgresCells(Statements statements) {
        this.statements = statements;
    }

    /// Each call is a transaction of its own.
    public static PostgresCells in(PostgresPool pool) {
        return new PostgresCells(pool::transaction);
    }

    /// All calls are part of the transaction that this connection is in.
    static PostgresCells in(Connection connection) {
        return new PostgresCells(new Bound(connection));
    }

    @Override
    public List<Cell> read(int channel, Resolution resolution, long fromMillis, long toMillis) {
        var found = new ArrayList<Cell>();
        query(
                "select start, levels, energy from rollup_day where channel = ? and resolution = ?"
                        + " and start > ? and start < ? order by start",
                row ->
                        PackedCells.unpack(
                                resolution,
                                row.getLong(1),
                                row.getBytes(2),
                                row.getBytes(3),
                                fromMillis,
                                toMillis,
                                found),
                channel,
                resolution.millis(),
                fromMillis - Resolution.DAY_MILLIS,
                toMillis);
        return found;
    }

    @Override
    public void energy(int channel, long fromMillis, long toMillis, EnergyVisitor visitor) {
        query(
                "select start, energy from rollup_day where channel = ? and resolution = ?"
                        + " and start > ? and start < ? order by start",
                row ->
                        PackedCells.show(
                                row.getLong(1), row.getBytes(2), fromMillis, toMillis, visitor),
                channel,
                Resolution.QUARTER.millis(),
                fromMillis - Resolution.DAY_MILLIS,
                toMillis);
    }

    @Override
    public void write(int channel, List<Day> days) {
        change(connection -> {
            try (var put =
                            connection.prepareStatement(
                                    "insert into rollup_day (channel, resolution, start, energy,"
                                            + " levels) values (?, ?, ?, ?, ?)"
                                            + " on conflict (channel, resolution, start) do update"
                                            + " set energy = excluded.energy,"
                                            + " levels = excluded.levels");
                    var delete =
                            connection.prepareStatement(
                                    "delete from rollup_day where channel = ? and resolution = ?"
                                            + " and start = ?")) {
                for (var day : days) {
                    var statement = day.cells().isEmpty() ? delete : put;
                    statement.setInt(1, channel);
                    statement.setInt(2, (int) day.resolution().millis());
                    statement.setLong(3, day.startMillis());
                    if (!day.cells().isEmpty()) {
                        var resolution = day.resolution();
                        long start = day.startMillis();
                        put.setBytes(4, PackedCells.energy(resolution, start, day.cells()));
                        put.setBytes(5, PackedCells.levels(resolution, start, day.cells()));
                    }
                    statement.addBatch();
                }
                var _ = delete.executeBatch();
                var _ = put.executeBatch();
            }
            return 0;
        });
    }

    @Override
    public int drop(Resolution resolution, long beforeMillis) {
        return change(connection -> {
            try (var statement =
                    connection.prepareStatement(
                            "delete from rollup_day where resolution = ? and start <= ?")) {
                statement.setInt(1, (int) resolution.millis());
                statement.setLong(2, beforeMillis - Resolution.DAY_MILLIS);
                return statement.executeUpdate();
            }
        });
    }

    private interface Row {
        void see(ResultSet row) throws SQLException;
    }

    /// Where statements are executed.
    private interface Statements {
        <T> T run(PostgresPool.Work<T> work) throws SQLException;
    }

    private record Bound(Connection connection) implements Statements {
        @Override
        public <T> T run(PostgresPool.Work<T> work) throws SQLException {
            return work.on(connection);
        }
    }

    private int change(PostgresPool.Work<Integer> work) {
        try {
            return statements.run(work);
        } catch (SQLException e) {
            throw new StoreException("The rollups cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private void query(String sql, Row row, Object... values) {
        try {
            statements.run(connection -> {
                try (var statement = connection.prepareStatement(sql)) {
                    for (int i = 0; i < values.length; i++) {
                        statement.setObject(i + 1, values[i]);
                    }
                    try (var found = statement.executeQuery()) {
                        while (found.next()) {
                            row.see(found);
                        }
                    }
                }
                return 0;
            });
        } catch (SQLException e) {
            throw new StoreException("The rollups cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
