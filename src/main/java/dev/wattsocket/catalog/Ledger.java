package dev.wattsocket.catalog;

import java.sql.SQLException;
import java.util.function.Supplier;

/// The one place where the catalog is changed: one change at a time, each a transaction that is
/// synced to disk. Its monitor is the catalog's lock.
final class Ledger {
    private final Database database;

    Ledger(Database database) {
        this.database = database;
    }

    Database database() {
        return database;
    }

    /// Memory follows only when the transaction is durable, so that nobody sees what may be lost.
    synchronized void change(Database.Work write, Runnable remember) {
        try {
            database.inTransaction(write);
        } catch (SQLException e) {
            throw new CatalogException("The catalog cannot be written: " + e.getMessage() + ".", e);
        }
        remember.run();
    }

    /// Runs this while nobody else changes anything.
    synchronized <T> T alone(Supplier<T> work) {
        return work.get();
    }

    synchronized void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw new CatalogException("The catalog cannot be closed: " + e.getMessage() + ".", e);
        }
    }
}
