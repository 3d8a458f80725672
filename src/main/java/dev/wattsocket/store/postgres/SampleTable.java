package dev.wattsocket.store.postgres;

import dev.wattsocket.model.Samples;
import dev.wattsocket.postgres.PostgresPool;
import dev.wattsocket.store.AppendQueue.Pending;
import dev.wattsocket.store.ChannelSet;
import dev.wattsocket.store.GroupCommit;
import dev.wattsocket.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The table of samples as the committer writes it, on a connection of its own. Confined to the
/// committer's thread.
final class SampleTable implements GroupCommit.Place {
    /// A commit that takes longer is broken off, whatever it waits for: nobody who sends a reading
    /// waits for ever.
    static final long COMMIT_MILLIS_MAX = 9_000;

    /// A commit that fails this soon is tried once more: the database may have been started anew
    /// since the last one.
    private static final long SOON_NANOS = 2_000_000_000;

    /// A transaction that others stand in the way of is tried so often.
    private static final int TRIES_MAX = 4;

    /// Below this one statement is as quick as a copy, which takes three words each way.
    private static final int COPY_ROWS_MIN = 500;

    /// After a copy met rows that are there, so many commits at most do without.
    private static final int WITHOUT_COPY_MAX = 64;

    private final PostgresPool pool;
    private final Parts parts;
    private final List<CommitHook> hooks;
    private final ScheduledExecutorService watch;
    private final Set<Long> weeks = new HashSet<>();
    private ChannelSet channels = new ChannelSet();
    private @Nullable Connection connection;
    private int withoutCopy;
    private int withoutCopyNext = 1;

    SampleTable(
            PostgresPool pool,
            Parts parts,
            List<CommitHook> hooks,
            ScheduledExecutorService watch) {
        this.pool = pool;
        this.parts = parts;
        this.hooks = hooks;
        this.watch = watch;
    }

    @Override
    public void commit(List<Pending> taken) {
        var all = Batch.of(taken);
        if (all.size() == 0) {
            return;
        }
        long begin = System.nanoTime();
        try {
            boolean fresh = connection == null;
            try {
                write(all, begin);
            } catch (SQLException e) {
                boolean soon = System.nanoTime() - begin < SOON_NANOS;
                if (fresh || !soon || connection != null) {
                    throw e;
                }
                // Where the lost one did commit, the same again changes nothing.
                write(all, begin);
            }
        } catch (SQLException e) {
            throw SqlStates.unwritable(e);
        } catch (RuntimeException e) {
            // A hook that fails must not end the thread that all wait for.
            throw new StoreException("Readings cannot be stored: " + e, e);
        }
    }

    @Override
    public boolean isAway() {
        return connection == null;
    }

    @Override
    public void look() {
        try {
            connect();
        } catch (SQLException e) {
            throw SqlStates.unwritable(e);
        }
    }

    @Override
    public void release() {
        var open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException _) {
                // It is gone either way.
            }
        }
    }

    /// Until it is written or can't be. A connection that failed is given up.
    private void write(Samples all, long begin) throws SQLException {
        var open = connect();
        long left = COMMIT_MILLIS_MAX - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        var deadline = watch.schedule(() -> abort(open), Math.max(left, 1), TimeUnit.MILLISECONDS);
        try {
            tryUntilWritten(open, all);
        } catch (SQLException | RuntimeException e) {
            if (!works(open)) {
                abort(open);
                connection = null;
            }
            throw e;
        } finally {
            deadline.cancel(false);
        }
    }

    private void tryUntilWritten(Connection open, Samples all) throws SQLException {
        boolean copies = mayCopy(all);
        for (int tries = 1; ; tries++) {
            boolean copying = copies;
            try {
                makeParts(open, all);
                var fresh = channelsNotKnown(all);
                PostgresPool.transaction(open, _ -> transaction(open, all, fresh, copying));
                fresh.forEach(channels::add);
                if (copying) {
                    withoutCopyNext = 1;
                }
                return;
            } catch (SQLException e) {
                if (copying && SqlStates.isDuplicate(e)) {
                    copies = false;
                    withoutCopy = withoutCopyNext;
                    withoutCopyNext = Math.min(withoutCopyNext * 2, WITHOUT_COPY_MAX);
                } else if (SqlStates.lacksPartition(e)) {
                    weeks.clear();
                } else if (!SqlStates.isWorthAnother(e)) {
                    throw e;
                }
                if (tries == TRIES_MAX) {
                    throw e;
                }
            }
        }
    }

    private boolean mayCopy(Samples all) {
        if (all.size() < COPY_ROWS_MIN) {
            return false;
        }
        if (withoutCopy > 0) {
            withoutCopy--;
            return false;
        }
        return true;
    }

    private int transaction(Connection open, Samples all, Set<Integer> fresh, boolean copying)
            throws SQLException {
        try (var statement = open.createStatement()) {
            statement.execute("select pg_advisory_xact_lock_shared(" + CommitHook.LANDING + ")");
        }
        if (!fresh.isEmpty()) {
            addChannels(open, fresh);
        }
        var there = all;
        var gone = new Samples.Builder(0);
        if (hasDeleted(all)) {
            var kept = new Samples.Builder(all.size());
            for (int i = 0; i < all.size(); i++) {
                Batch.add(Double.isNaN(all.value(i)) ? gone : kept, all, i);
            }
            there = kept.build();
        }
        for (int from = 0; from < there.size(); from += SampleWriter.ROWS_MAX) {
            int to = Math.min(there.size(), from + SampleWriter.ROWS_MAX);
            if (copying) {
                SampleWriter.copy(open, there, from, to);
            } else {
                SampleWriter.upsert(open, there, from, to);
            }
        }
        if (gone.size() > 0) {
            SampleWriter.delete(open, gone.build());
        }
        for (var hook : hooks) {
            hook.beforeCommit(open, all);
        }
        return all.size();
    }

    private static boolean hasDeleted(Samples all) {
        for (int i = 0; i < all.size(); i++) {
            if (Double.isNaN(all.value(i))) {
                return true;
            }
        }
        return false;
    }

    private static void addChannels(Connection open, Set<Integer> fresh) throws SQLException {
        try (var statement =
                open.prepareStatement(
                        "insert into sample_channel select unnest(?::int[])"
                                + " on conflict do nothing")) {
            statement.setObject(1, fresh.stream().mapToInt(Integer::intValue).toArray());
            statement.executeUpdate();
        }
    }

    /// In order, for the same reason as the samples.
    private Set<Integer> channelsNotKnown(Samples all) {
        var fresh = new TreeSet<Integer>();
        for (int i = 0; i < all.size(); i++) {
            if (!channels.has(all.channel(i))) {
                fresh.add(all.channel(i));
            }
        }
        return fresh;
    }

    /// They are in the order of weeks.
    private void makeParts(Connection open, Samples all) throws SQLException {
        long last = Long.MIN_VALUE;
        for (int i = 0; i < all.size(); i++) {
            long week = Weeks.of(all.timeMillis(i));
            if (week != last && !weeks.contains(week)) {
                parts.make(open, week);
                weeks.add(week);
            }
            last = week;
        }
    }

    private Connection connect() throws SQLException {
        var open = connection;
        if (open == null) {
            open = pool.own();
            connection = open;
            // Another database may be there now: it is asked for all that is known of it.
            weeks.clear();
            channels = new ChannelSet();
        }
        return open;
    }

    private static boolean works(Connection open) {
        try {
            return !open.isClosed() && open.isValid(1);
        } catch (SQLException _) {
            return false;
        }
    }

    private static void abort(Connection open) {
        try {
            open.abort(Runnable::run);
        } catch (SQLException _) {
            // It is gone already.
        }
    }
}
