package dev.wattsocket.catalog;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// The tables in a SQLite file: one connection for its whole life, since writes are one at a time
/// and reads come from memory. Nobody else has the file open.
final class SqliteDatabase implements Database {
    private final Connection connection;

    private SqliteDatabase(Connection connection) {
        this.connection = connection;
    }

    static SqliteDatabase open(String file) throws SQLException {
        var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try {
            var sql = new Sql(connection);
            // A commit is on the disk when it returns, also where the power is cut.
            sql.execute("pragma journal_mode = wal");
            sql.execute("pragma synchronous = full");
            sql.execute("pragma foreign_keys = on");
            Schema.bring(connection);
            return new SqliteDatabase(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Transaction begin() throws SQLException {
        return Transaction.begin(connection);
    }

    /// All of it once, at the start.
    @Override
    public Changes since(Sql sql, long version) {
        return version < 0 ? Changes.whole(0) : Changes.none(version);
    }

    @Override
    public long note(Sql sql, long version, List<Touched> touched) {
        return version;
    }

    /// The tables never give an id again, those of deleted rows included.
    @Override
    public long takeIds(Sql sql, String table, int count) throws SQLException {
        var last =
                sql.query(
                        "select seq from sqlite_sequence where name = ?",
                        row -> row.getLong(1),
                        table);
        return last.isEmpty() ? 0 : last.getFirst();
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public void follow(Following following) {
        // There are no others.
    }

    @Override
    public void refresh(Following following) {
        // There are no others.
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
