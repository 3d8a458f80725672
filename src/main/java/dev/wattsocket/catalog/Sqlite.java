package dev.wattsocket.catalog;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Opens the catalog's database: one connection for its whole life, since writes are one at a time
/// and reads come from memory.
final class Sqlite {
    private Sqlite() {}

    static Handle open(String file) {
        var handle = Jdbi.create(() -> connect(file)).open();
        try {
            // A commit is on the disk when it returns, also where the power is cut.
            handle.execute("pragma journal_mode = wal");
            handle.execute("pragma synchronous = full");
            handle.execute("pragma foreign_keys = on");
            Schema.bring(handle);
            return handle;
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
    }

    private static Connection connect(String file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
