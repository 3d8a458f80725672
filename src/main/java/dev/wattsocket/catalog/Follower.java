package dev.wattsocket.catalog;

import dev.wattsocket.postgres.PostgresPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that hears when another node has changed the catalog, and has memory follow at once.
/// It looks by itself every two seconds and after each connecting, so that nothing is missed that
/// was told while nobody listened.
final class Follower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int LOOK_MILLIS = 2_000;
    private static final long PAUSE_MILLIS_LEAST = 50;
    private static final long PAUSE_MILLIS_MOST = 1_000;

    private final PostgresPool pool;
    private final Look look;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Connection listening;
    private boolean isAway;

    /// Brings memory to what this connection sees.
    interface Look {
        void at(Connection connection) throws SQLException;
    }

    Follower(PostgresPool pool, Look look) {
        this.pool = pool;
        this.look = look;
        this.thread = Thread.ofPlatform().name("catalog-follow").daemon().start(this::run);
    }

    @Override
    public void close() {
        closed.countDown();
        cut();
        try {
            thread.join(LOOK_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long pause = PAUSE_MILLIS_LEAST;
        try {
            while (!closed.await(pause, TimeUnit.MILLISECONDS)) {
                try (var connection = pool.own()) {
                    listening = connection;
                    listen(connection);
                } catch (SQLException e) {
                    pause = isAway ? Math.min(2 * pause, PAUSE_MILLIS_MOST) : PAUSE_MILLIS_LEAST;
                    away(e);
                }
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + PostgresDatabase.CHANNEL);
        }
        while (closed.getCount() > 0) {
            look(connection);
            back();
            connection.unwrap(PGConnection.class).getNotifications(LOOK_MILLIS);
        }
    }

    private void look(Connection connection) throws SQLException {
        try {
            look.at(connection);
        } catch (RuntimeException e) {
            // The supervisor: whoever is told of a change must not end the hearing of the next.
            LOG.error("A change of the catalog was not taken in by all", e);
        }
    }

    private void back() {
        if (isAway) {
            isAway = false;
            LOG.info("The database of the catalog answers again");
        }
    }

    private void away(SQLException why) {
        if (!isAway && closed.getCount() > 0) {
            isAway = true;
            LOG.warn(
                    "The database of the catalog does not answer, so changes are not seen: {}",
                    why.getMessage());
        }
    }

    private void cut() {
        var connection = listening;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException _) {
                // It is cut already.
            }
        }
    }
}
