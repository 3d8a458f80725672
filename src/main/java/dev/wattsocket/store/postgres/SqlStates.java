package dev.wattsocket.store.postgres;

import dev.wattsocket.postgres.PostgresPool;
import dev.wattsocket.store.StoreException;
import java.sql.SQLException;
import java.util.Set;

/// What PostgreSQL's failures mean.
final class SqlStates {
    private static final String DUPLICATE = "23505";
    private static final String NO_PARTITION = "23514";

    /// A deadlock, or a transaction that can't be put after another: nothing is wrong with it.
    private static final Set<String> TRY_AGAIN = Set.of("40P01", "40001");

    private static final Set<String> NO_ROOM = Set.of("53100", "53200");

    private SqlStates() {}

    static boolean isDuplicate(SQLException e) {
        return DUPLICATE.equals(e.getSQLState());
    }

    static boolean lacksPartition(SQLException e) {
        return NO_PARTITION.equals(e.getSQLState());
    }

    static boolean isWorthAnother(SQLException e) {
        return TRY_AGAIN.contains(state(e));
    }

    static StoreException unreadable(SQLException e) {
        return new StoreException("Readings cannot be read from PostgreSQL: " + reason(e), e);
    }

    static StoreException unwritable(SQLException e) {
        return new StoreException("Readings cannot be written to PostgreSQL: " + reason(e), e);
    }

    private static String reason(SQLException e) {
        if (NO_ROOM.contains(state(e))) {
            return "it has no room (" + e.getMessage() + ").";
        }
        return (PostgresPool.isLost(e) ? "it does not answer (" : "it refuses (")
                + e.getMessage()
                + ").";
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }
}
