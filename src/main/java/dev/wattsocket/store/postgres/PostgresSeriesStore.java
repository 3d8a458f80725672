package dev.wattsocket.store.postgres;

import dev.wattsocket.model.Resolution;
import dev.wattsocket.model.Samples;
import dev.wattsocket.postgres.Migrations;
import dev.wattsocket.postgres.PostgresPool;
import dev.wattsocket.postgres.PostgresUrl;
import dev.wattsocket.store.AppendQueue;
import dev.wattsocket.store.ChannelSet;
import dev.wattsocket.store.GroupCommit;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.IntStream;

/// The series store in a PostgreSQL database, which any number of nodes share. What is acknowledged
/// is committed there. A thread of its own commits, and one watches it.
///
/// While the database is away, receipts fail within about ten seconds; it works again by itself.
public final class PostgresSeriesStore implements SeriesStore {
    /// What waits to be committed.
    static final int QUEUE_ROWS_MAX = 1_000_000;

    private final PostgresPool pool;
    private final Parts parts;
    private final AppendQueue queue;
    private final ScheduledThreadPoolExecutor watch;
    private final GroupCommit committer;
    private final SampleReader reader;
    private volatile boolean closed;

    /// Connects to a database.
    ///
    /// @throws StoreException where it does not answer
    public static PostgresPool connect(PostgresUrl url) {
        try {
            return PostgresPool.open(url);
        } catch (SQLException e) {
            throw new StoreException(
                    "The store %s can't be opened: %s".formatted(url, e.getMessage()), e);
        }
    }

    /// Opens the store and makes its tables where they are missing. The pool stays the caller's.
    ///
    /// @param hooks what else each commit does, in this order
    public static PostgresSeriesStore open(PostgresPool pool, List<CommitHook> hooks) {
        try {
            boolean timescale = pool.with(PostgresSeriesStore::hasTimescale);
            Migrations.bring(
                    pool,
                    "series",
                    PostgresSeriesStore.class,
                    List.of(timescale ? "samples-timescale-1.sql" : "samples-1.sql"));
            Parts parts =
                    pool.with(PostgresSeriesStore::isPartitioned)
                            ? new Partitions()
                            : new Hypertable();
            return new PostgresSeriesStore(pool, parts, hooks, SampleReader.PAGE_ROWS_MAX);
        } catch (SQLException e) {
            throw new StoreException(
                    "The store in %s cannot be opened: %s".formatted(pool.url(), e.getMessage()),
                    e);
        }
    }

    PostgresSeriesStore(PostgresPool pool, Parts parts, List<CommitHook> hooks, int pageRows) {
        this.pool = pool;
        this.parts = parts;
        queue = new AppendQueue(QUEUE_ROWS_MAX, SampleWriter.ROWS_MAX);
        watch =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("store-watch").factory());
        watch.setRemoveOnCancelPolicy(true);
        committer = GroupCommit.start(queue, new SampleTable(pool, parts, hooks, watch));
        reader = new SampleReader(pool, parts, pageRows);
    }

    /// What keeps the store from its work just now; empty once it works again. The store goes on
    /// trying.
    public Optional<StoreException> trouble() {
        return committer.trouble();
    }

    @Override
    public void append(Samples batch, Receipt receipt) {
        queue.offer(batch, receipt);
    }

    @Override
    public void scan(int[] channels, long fromMillis, long toMillis, Visitor visitor) {
        reading(() -> {
            reader.scan(channels, fromMillis, toMillis, visitor);
            return true;
        });
    }

    @Override
    public Samples newest() {
        return reading(() -> newestOf(pool.with(PostgresSeriesStore::channels)));
    }

    @Override
    public Samples newest(int[] channels) {
        return reading(() -> newestOf(channels));
    }

    private Samples newestOf(int[] channels) throws SQLException {
        int[] missing = channels;
        var newest = new Samples.Builder(missing.length);
        for (var stretch : reader.stretches(false)) {
            if (missing.length == 0) {
                break;
            }
            var found = reader.ends(missing, stretch, false);
            var seen = new ChannelSet();
            for (int i = 0; i < found.size(); i++) {
                seen.add(found.channel(i));
                Batch.add(newest, found, i);
            }
            missing = Arrays.stream(missing).filter(each -> !seen.has(each)).toArray();
        }
        return newest.build();
    }

    @Override
    public Optional<Span> span(int[] channels) {
        return reading(() -> {
            var first = edge(channels, true);
            var last = first.isPresent() ? edge(channels, false) : first;
            return last.isPresent()
                    ? Optional.of(new Span(first.getAsLong(), last.getAsLong()))
                    : Optional.empty();
        });
    }

    /// The earliest or the latest time of these channels.
    private OptionalLong edge(int[] channels, boolean first) throws SQLException {
        for (var stretch : reader.stretches(first)) {
            var found = reader.ends(channels, stretch, first);
            var times = IntStream.range(0, found.size()).mapToLong(found::timeMillis);
            var edge = first ? times.min() : times.max();
            if (edge.isPresent()) {
                return edge;
            }
        }
        return OptionalLong.empty();
    }

    @Override
    public void drop(long beforeMillis) {
        long day = beforeMillis - Math.floorMod(beforeMillis, Resolution.DAY_MILLIS);
        reading(() -> {
            try (var connection = pool.patient()) {
                parts.drop(connection, day);
                // Only in the part that is cut there are any.
                try (var statement = connection.createStatement()) {
                    return statement.executeUpdate("delete from sample where time < " + day);
                }
            }
        });
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            committer.close();
            watch.shutdownNow();
        }
    }

    private <T> T reading(Question<T> question) {
        if (closed) {
            throw new StoreException("The store is closed: nothing more is read.");
        }
        try {
            return question.ask();
        } catch (SQLException e) {
            throw SqlStates.unreadable(e);
        }
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private static boolean hasTimescale(Connection connection) throws SQLException {
        return exists(connection, "select from pg_extension where extname = 'timescaledb'");
    }

    /// The table stays what it was made as.
    private static boolean isPartitioned(Connection connection) throws SQLException {
        return exists(
                connection,
                "select from pg_class where oid = 'sample'::regclass and relkind = 'p'");
    }

    private static boolean exists(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }

    /// Those that samples were ever stored of.
    private static int[] channels(Connection connection) throws SQLException {
        var all = IntStream.builder();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select channel from sample_channel")) {
            while (rows.next()) {
                all.add(rows.getInt(1));
            }
        }
        return all.build().toArray();
    }
}
