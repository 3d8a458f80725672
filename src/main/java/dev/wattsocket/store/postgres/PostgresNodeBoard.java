package dev.wattsocket.store.postgres;

import dev.wattsocket.postgres.PostgresPool;
import dev.wattsocket.store.NodeBoard;
import dev.wattsocket.store.NodeReport;
import dev.wattsocket.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The board of nodes that share a database. What was said long ago is taken down by whoever says
/// something.
public final class PostgresNodeBoard implements NodeBoard {
    private static final String KEPT = "interval '1 minute'";

    private final PostgresPool pool;
    private final DatabaseClock clock;

    /// @param clock looks at the database's whenever this node says something
    public PostgresNodeBoard(PostgresPool pool, DatabaseClock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public void tell(NodeReport report) {
        ask(connection -> {
            clock.look(connection);
            try (var statement =
                    connection.prepareStatement(
                            "with gone as (delete from node where told < now() - "
                                    + KEPT
                                    + ") insert into node (id, address, version, started, sockets,"
                                    + " stored, bus_lag, trouble, settles, told)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, now())"
                                    + " on conflict (id) do update set sockets = excluded.sockets,"
                                    + " stored = excluded.stored, bus_lag = excluded.bus_lag,"
                                    + " trouble = excluded.trouble, settles = excluded.settles,"
                                    + " told = excluded.told")) {
                statement.setString(1, report.id());
                statement.setString(2, report.address());
                statement.setString(3, report.version());
                statement.setLong(4, report.startedMillis());
                statement.setInt(5, report.sockets());
                statement.setLong(6, report.values());
                statement.setDouble(7, report.busLagMillis());
                statement.setString(8, report.trouble());
                statement.setBoolean(9, report.settles());
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public List<Told> all() {
        return ask(connection -> {
            var all = new ArrayList<Told>();
            try (var statement = connection.createStatement();
                    var row =
                            statement.executeQuery(
                                    "select id, address, version, started, sockets, stored,"
                                            + " bus_lag, trouble, settles,"
                                            + " extract(epoch from now() - told) * 1000 from node"
                                            + " where told > now() - "
                                            + KEPT
                                            + " order by started, id")) {
                while (row.next()) {
                    var report =
                            new NodeReport(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getLong(4),
                                    row.getInt(5),
                                    row.getLong(6),
                                    row.getDouble(7),
                                    row.getString(8),
                                    row.getBoolean(9));
                    all.add(new Told(report, Math.round(row.getDouble(10))));
                }
            }
            return all;
        });
    }

    @Override
    public void leave(String id) {
        ask(connection -> {
            try (var statement = connection.prepareStatement("delete from node where id = ?")) {
                statement.setString(1, id);
                return statement.executeUpdate();
            }
        });
    }

    private <T> T ask(PostgresPool.Work<T> work) {
        try {
            return pool.with(work);
        } catch (SQLException e) {
            throw new StoreException("Nodes can't be looked up: " + e.getMessage() + ".", e);
        }
    }
}
