package dev.wattsocket.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The parts that the table of samples is made of, each a stretch of time. Any thread.
interface Parts {
    /// From a time to before another.
    record Part(String name, long fromMillis, long toMillis) {}

    /// All that are there, from the earliest to the latest.
    List<Part> list(Connection connection) throws SQLException;

    /// Makes the part for the week that begins then, where it is missing. Not within a transaction.
    void make(Connection connection, long weekMillis) throws SQLException;

    /// Throws away those that end by this time. Not within a transaction; may take its time.
    void drop(Connection connection, long beforeMillis) throws SQLException;
}
