package dev.wattsocket.store.postgres;

import dev.wattsocket.model.Samples;
import dev.wattsocket.postgres.Migrations;
import dev.wattsocket.postgres.PostgresPool;
import dev.wattsocket.store.RollupState;
import dev.wattsocket.store.RollupTracking;
import dev.wattsocket.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;

/// The tracking that nodes share. The transaction that stores a sample also marks it where it is
/// late, so there is no moment at which one is known without the other.
///
/// Whoever settles a channel holds its lock for as long as the transaction that will say so. A node
/// that dies, or hangs, loses lock and transaction together: another one begins anew.
public final class PostgresTracking implements RollupTracking, CommitHook {
    /// Settlings that this node has under way at one time; each keeps a connection.
    static final int SETTLINGS_MAX = 3;

    /// The first key of the advisory locks of channels; the second is the channel.
    private static final int CHANNELS = 0x77617474;

    private final PostgresPool pool;
    private final Semaphore turns = new Semaphore(SETTLINGS_MAX);

    private PostgresTracking(PostgresPool pool) {
        this.pool = pool;
    }

    /// Makes the tables of rollups and leases where there are none.
    ///
    /// @throws StoreException where the database does not take them
    public static PostgresTracking open(PostgresPool pool) {
        change(() -> {
            Migrations.bring(pool, "rollups", PostgresTracking.class, List.of("rollups-1.sql"));
            return 0;
        });
        return new PostgresTracking(pool);
    }

    @Override
    public RollupState state(int channel) {
        return states(List.of(channel)).getFirst();
    }

    @Override
    public List<RollupState> states(List<Integer> channels) {
        return read(() ->
                pool.transaction(connection -> {
                    // Both questions see one moment.
                    run(connection, "set transaction isolation level repeatable read, read only");
                    return TrackingRows.states(connection, channels);
                }));
    }

    @Override
    public void mark(List<Mark> marks) {
        change(() ->
                pool.transaction(connection -> {
                    TrackingRows.mark(connection, inOrder(marks));
                    return 0;
                }));
    }

    private static List<Mark> inOrder(List<Mark> marks) {
        return marks.stream().sorted(Comparator.comparingInt(Mark::channel)).toList();
    }

    @Override
    public void revised() {
        change(() ->
                pool.with(connection -> {
                    run(connection, "update rollup_progress set revised = revised + 1");
                    return 0;
                }));
    }

    @Override
    public void beforeCommit(Connection connection, Samples all) throws SQLException {
        var spans = Spans.of(all);
        if (!spans.isEmpty()) {
            TrackingRows.note(connection, spans);
        }
    }

    @Override
    public void settle(List<Integer> channels, Work work) {
        try {
            turns.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted before rollups were settled.", e);
        }
        try {
            change(() ->
                    pool.transaction(connection -> {
                        // All who change rows of channels do it in their order: nobody waits in a
                        // circle.
                        settle(connection, channels.stream().sorted().toList(), work);
                        return 0;
                    }));
        } finally {
            turns.release();
        }
    }

    private void settle(Connection connection, List<Integer> channels, Work work)
            throws SQLException {
        run(connection, "set local idle_in_transaction_session_timeout = '15s'");
        run(connection, "set local lock_timeout = '20s'");
        TrackingRows.lock(connection, CHANNELS, channels);
        var waiting = pool.transaction(other -> begin(other, channels));
        var cells = PostgresCells.in(connection);
        var settled = new ArrayList<Settled>();
        for (var each : waiting) {
            settled.add(work.settle(each.channel(), each.state(), cells));
        }
        // At the end: whoever stores samples waits for these rows.
        for (int i = 0; i < settled.size(); i++) {
            var each = waiting.get(i);
            TrackingRows.done(connection, each.channel(), each.state(), settled.get(i));
        }
    }

    private record Waiting(int channel, RollupState state) {}

    /// Those that wait. From here on what comes up to the newest sample of each is late: nobody is
    /// just about to store one that was not judged so.
    private static List<Waiting> begin(Connection connection, List<Integer> channels)
            throws SQLException {
        run(connection, "set local lock_timeout = '20s'");
        run(connection, "select pg_advisory_xact_lock(" + LANDING + ")");
        var states = TrackingRows.states(connection, channels);
        var waiting = new ArrayList<Waiting>();
        for (int i = 0; i < states.size(); i++) {
            if (!states.get(i).isSettled()) {
                waiting.add(new Waiting(channels.get(i), states.get(i)));
                TrackingRows.late(connection, channels.get(i), states.get(i).newest());
            }
        }
        return waiting;
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private static <T> T read(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw new StoreException("Rollups cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static void change(Question<Integer> change) {
        try {
            change.ask();
        } catch (SQLException e) {
            throw new StoreException("Rollups cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
