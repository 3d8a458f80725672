package dev.wattsocket.store.postgres;

import dev.wattsocket.model.Samples;
import java.sql.Connection;
import java.sql.SQLException;

/// What else is written in the transaction that brings samples into the table: all of it becomes
/// true together or not at all. On the committer's thread; whoever waits for a receipt waits for
/// it.
public interface CommitHook {
    /// The advisory lock that every such transaction holds, shared, from its beginning to its end.
    /// Whoever takes it alone knows that no samples are on their way.
    long LANDING = 0x77617474_00000002L;

    /// Told after the samples were written. It may be told of the same ones again: a transaction
    /// that the database breaks off is begun anew.
    ///
    /// @param all each identity once, in the order of week, channel and time; a value that is not a
    ///   number deletes
    void beforeCommit(Connection connection, Samples all) throws SQLException;
}
