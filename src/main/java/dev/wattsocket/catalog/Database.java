package dev.wattsocket.catalog;

import java.sql.SQLException;
import java.util.List;

/// Where the catalog's tables are: in a file of this process alone, or in a database that several
/// nodes share. Whoever begins a transaction has the ledger's turn.
sealed interface Database permits SqliteDatabase, PostgresDatabase {

    /// Begins a transaction. Until it ends nobody else changes anything, here or on another node.
    Transaction begin() throws SQLException;

    /// What has changed after this version; all of it for a version that is not known any more.
    Changes since(Sql sql, long version) throws SQLException;

    /// Notes in a transaction what it changed, for the other nodes; answers the version it makes.
    long note(Sql sql, long version, List<Touched> touched) throws SQLException;

    /// Takes so many ids of a table for good, and answers the one before the first of them.
    long takeIds(Sql sql, String table, int count) throws SQLException;

    /// Whether other nodes change the same tables.
    boolean isShared();

    /// Goes along with the changes of other nodes from now on.
    void follow(Following following);

    /// Brings memory to what was committed before this call.
    void refresh(Following following) throws SQLException;

    void close() throws SQLException;

    /// Memory that follows what others change.
    interface Following {
        /// The version that memory has.
        long version();

        /// Brings memory to what this reader sees.
        void follow(Sql sql) throws SQLException;
    }
}
