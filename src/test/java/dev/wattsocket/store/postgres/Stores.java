package dev.wattsocket.store.postgres;

import dev.wattsocket.kit.Postgres;
import dev.wattsocket.postgres.PostgresPool;
import dev.wattsocket.postgres.PostgresUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Stores on one fresh database, each with a pool of its own as if it were on a node of its own.
final class Stores implements AutoCloseable {
    private final PostgresUrl url;
    private final Deque<Runnable> opened = new ArrayDeque<>();

    Stores(Postgres postgres) {
        url = new PostgresUrl(postgres.newDatabase());
    }

    PostgresSeriesStore open(CommitHook... hooks) throws SQLException {
        var store = PostgresSeriesStore.open(pool(), List.of(hooks));
        keep(store::close);
        return store;
    }

    /// One that reads so many rows at once.
    PostgresSeriesStore openWithPagesOf(int rows) throws SQLException {
        open();
        var store = new PostgresSeriesStore(pool(), new Partitions(), List.of(), rows);
        keep(store::close);
        return store;
    }

    PostgresPool pool() throws SQLException {
        var pool = PostgresPool.open(url);
        keep(pool::close);
        return pool;
    }

    /// The only number that a statement answers.
    long ask(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// Beside all stores.
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:" + url.text() + "&currentSchema=wattsocket");
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            opened.pop().run();
        }
    }

    private synchronized void keep(Runnable closing) {
        opened.push(closing);
    }
}
