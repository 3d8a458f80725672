package dev.wattsocket.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Statements on one connection to the catalog's tables. One thread at a time.
final class Sql {
    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
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

    <T> List<T> query(String sql, FromRow<T> fromRow, @Nullable Object... values)
            throws SQLException {
        var found = new ArrayList<T>();
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(fromRow.of(row));
                }
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

    private static void bind(PreparedStatement statement, @Nullable Object[] values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    interface ToValues<T> {
        @Nullable Object[] of(T item);
    }

    interface FromRow<T> {
        T of(ResultSet row) throws SQLException;
    }
}
