package dev.wattsocket.catalog;

import java.sql.Connection;
import java.sql.SQLException;

/// A transaction on a connection. Nothing of it stays unless it is committed before it is closed.
final class Transaction implements AutoCloseable {
    private final Connection connection;
    private final Sql sql;
    private boolean isCommitted;

    private Transaction(Connection connection) {
        this.connection = connection;
        this.sql = new Sql(connection);
    }

    static Transaction begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return new Transaction(connection);
    }

    Sql sql() {
        return sql;
    }

    void commit() throws SQLException {
        connection.commit();
        isCommitted = true;
    }

    @Override
    public void close() {
        try {
            if (!isCommitted) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        } catch (SQLException _) {
            // The connection is cut: whoever takes it next sees that, and nothing was committed.
        }
    }
}
