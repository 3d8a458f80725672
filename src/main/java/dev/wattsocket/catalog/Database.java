package dev.wattsocket.catalog;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The catalog's SQLite file: one connection for its whole life, since writes are one at a time and
/// reads come from memory. The caller holds the lock.
final class Database {
    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    static Database open(String file) throws SQLException {
        var database = new Database(DriverManager.getConnection("jdbc:sqlite:" + file));
        try {
            // A commit is on the disk when it returns, also where the power is cut.
            database.execute("pragma journal_mode = wal");
            database.execute("pragma synchronous = full");
            database.execute("pragma foreign_keys = on");
            return database;
        } catch (SQLException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /// Does all of this or nothing.
    void inTransaction(Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    void execute(String sql, @Nullable Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.execute();
        }
    }

    /// Executes the statement once for each of these.
    <T> void executeAll(String sql, List<T> items, ToValues<T> toValues) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var item : items) {
                bind(statement, toValues.of(item));
                statement.addBatch();
            }
            var _ = statement.executeBatch();
        }
    }

    <T> List<T> query(String sql, FromRow<T> fromRow) throws SQLException {
        var found = new ArrayList<T>();
        try (var statement = connection.prepareStatement(sql);
                var row = statement.executeQuery()) {
            while (row.next()) {
                found.add(fromRow.of(row));
            }
        }
        return found;
    }

    /// The number in this column; empty for null.
    static OptionalDouble optionalDouble(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// The whole number in this column; empty for null.
    static OptionalLong optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    void close() throws SQLException {
        connection.close();
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    interface Work {
        void run() throws SQLException;
    }

    interface ToValues<T> {
        @Nullable Object[] of(T item);
    }

    interface FromRow<T> {
        T of(ResultSet row) throws SQLException;
    }
}
