package dev.wattsocket.store.postgres;

import static dev.wattsocket.kit.Eventually.eventually;
import static dev.wattsocket.store.StoreReads.all;
import static dev.wattsocket.store.StoreReads.append;
import static dev.wattsocket.store.StoreReads.batch;
import static dev.wattsocket.store.StoreReads.between;
import static dev.wattsocket.store.StoreReads.newest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wattsocket.kit.Postgres;
import dev.wattsocket.model.Samples;
import dev.wattsocket.store.MemorySeriesStore;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.StoreException;
import dev.wattsocket.store.StoreReads.Awaited;
import dev.wattsocket.store.StoreReads.Point;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the store on PostgreSQL does beyond what every store does.
final class PostgresSeriesStoreTest {
    private static final long NOON = 1_770_000_000_000L;
    private static final long DAY = 86_400_000;
    private static final long WEEK = 7 * DAY;
    private static final int ROUNDS = 5;
    private static final int ROWS = 10_000;

    private final Stores stores = new Stores(Postgres.shared());

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Test
    void aWeekHasAPartitionOfItsOwnAndIsDroppedWhole() throws SQLException {
        var store = stores.open();
        for (int week = 0; week < 4; week++) {
            append(store, new Point(1, NOON + week * WEEK, week, 0));
        }
        assertThat(partitions()).isEqualTo(4);
        store.drop(NOON + 2 * WEEK);

        assertThat(partitions()).isEqualTo(2);
        assertThat(all(store, 1)).extracting(Point::value).containsExactly(2.0, 3.0);
    }

    @Test
    void anotherNodeMayDropWhatThisOneWritesTo() throws SQLException {
        var one = stores.open();
        var other = stores.open();
        append(one, new Point(1, NOON, 1, 0));
        append(other, new Point(1, NOON + 1, 1, 0));
        one.drop(NOON + 2 * WEEK);
        append(other, new Point(1, NOON + 2, 2, 0));

        assertThat(all(one, 1)).containsExactly(new Point(1, NOON + 2, 2, 0));
    }

    @Test
    void aPartitionThatSomebodyLeftHalfDetachedIsNotInTheWay() throws Exception {
        var store = stores.open();
        append(store, new Point(1, NOON, 1, 0), new Point(1, NOON + WEEK, 2, 0));
        try (var reading = stores.connect();
                var dropping = stores.connect();
                var statement = dropping.createStatement()) {
            reading.setAutoCommit(false);
            reading.createStatement().execute("select from sample");
            statement.execute("set statement_timeout = 100");
            assertThatThrownBy(() ->
                            statement.execute(
                                    "alter table sample detach partition sample_2026_02_02 concurrently"))
                    .isInstanceOf(SQLException.class);
        }
        var other = stores.open();
        append(other, new Point(1, NOON + 1, 3, 0));

        assertThat(all(other, 1)).extracting(Point::value).containsExactly(3.0, 2.0);
        store.drop(NOON + 3 * WEEK);
        assertThat(partitions()).isZero();
    }

    @Test
    void scansPageByPageShowWhatTheReferenceShows() throws SQLException {
        long seed = 20_260_202;
        var random = new Random(seed);
        var reference = new MemorySeriesStore();
        var store = stores.openWithPagesOf(7);
        for (int round = 0; round < 12; round++) {
            var batch = arrivals(random, 60);
            append(reference, batch);
            append(store, batch);
        }
        for (int round = 0; round < 60; round++) {
            int[] channels = random.ints(1 + random.nextInt(12), 1, 14).toArray();
            long from = NOON - WEEK + random.nextLong(4 * WEEK);
            long to = from + random.nextLong(1 + (round % 2 == 0 ? DAY : 20 * WEEK));
            assertThat(between(store, from, to, channels))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(between(reference, from, to, distinct(channels)));
            assertThat(store.span(channels)).isEqualTo(reference.span(channels));
        }
        assertThat(newest(store)).isEqualTo(newest(reference));
        assertThat(all(store, 1, 2, 3)).isEqualTo(all(reference, 1, 2, 3));
    }

    /// Dense stretches and long silences, several at the same time, some again, some deleted.
    private static Samples arrivals(Random random, int size) {
        var batch = new Samples.Builder(size);
        long around = NOON + random.nextLong(3 * WEEK);
        for (int i = 0; i < size; i++) {
            long time = around + random.nextInt(20) * (random.nextInt(10) == 0 ? DAY / 3 : 1000);
            double value = random.nextInt(12) == 0 ? Double.NaN : random.nextInt(5);
            batch.add(1 + random.nextInt(12), time, value, random.nextInt(2) * 900);
        }
        return batch.build();
    }

    private static int[] distinct(int[] channels) {
        return Arrays.stream(channels).distinct().toArray();
    }

    @Test
    void aCopyThatMeetsRowsThatAreThereIsWrittenAllTheSame() throws SQLException {
        var store = stores.open();
        var again = new ArrayList<Point>();
        for (int i = 0; i < 1_000; i++) {
            again.add(new Point(1, NOON + i, i, 0));
        }
        append(store, batch(again));
        again.add(new Point(1, NOON + 500, -1, 0));
        again.add(new Point(2, NOON, 5, 0));
        append(store, batch(again));

        assertThat(all(store, 1)).hasSize(1_000).contains(new Point(1, NOON + 500, -1, 0));
        assertThat(all(store, 2)).hasSize(1);
    }

    @Test
    void theSameAgainWritesNothing() throws SQLException {
        var store = stores.open();
        var points = new ArrayList<Point>();
        for (int i = 0; i < 2_000; i++) {
            points.add(new Point(1, NOON + i, i, 0));
        }
        append(store, batch(points));
        append(store, batch(points));
        append(store, batch(points));
        // Rows that were written by the third carry its transaction.
        assertThat(stores.ask("select count(distinct xmin::text) from sample")).isEqualTo(1);
    }

    @Test
    void whatAHookWritesIsTrueTogetherWithTheSamples() throws SQLException {
        var told = new CopyOnWriteArrayList<Samples>();
        var store =
                stores.open((connection, samples) -> {
                    if (samples.value(0) < 0) {
                        throw new IllegalStateException("the hook failed");
                    }
                    try (var statement = connection.createStatement()) {
                        statement.execute("create table if not exists told (count integer)");
                        statement.execute("insert into told values (" + samples.size() + ")");
                    }
                    told.add(samples);
                });
        append(
                store,
                new Point(2, NOON, 1, 0),
                new Point(1, NOON, 1, 0),
                new Point(2, NOON, 2, 0),
                new Point(3, NOON, Double.NaN, 0));
        assertThatThrownBy(() -> append(store, new Point(1, NOON + 1, -1, 0)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the hook failed");
        append(store, new Point(1, NOON + 2, 1, 0));

        assertThat(told).hasSize(2);
        assertThat(told.getFirst().size()).isEqualTo(3);
        assertThat(told.getFirst().value(1)).isEqualTo(2);
        assertThat(told.getFirst().value(2)).isNaN();
        assertThat(stores.ask("select sum(count) from told")).isEqualTo(4);
        assertThat(all(store, 1)).extracting(Point::timeMillis).containsExactly(NOON, NOON + 2);
    }

    @Test
    void whoHoldsTheLockAloneKnowsThatNothingLands() throws Exception {
        var store = stores.open();
        append(store, new Point(1, NOON, 1, 0));
        var receipt = new Awaited();
        try (var alone = stores.connect();
                var statement = alone.createStatement()) {
            statement.execute("select pg_advisory_lock(" + CommitHook.LANDING + ")");
            store.append(batch(List.of(new Point(1, NOON + 1, 1, 0))), receipt);
            eventually("it waits", this::waitsForLock);
            assertThat(all(store, 1)).hasSize(1);
        }
        receipt.await();
        assertThat(all(store, 1)).hasSize(2);
    }

    @Test
    void anEmptyBatchIsAnsweredAfterAllThatCameBefore() throws SQLException {
        var store = stores.open();
        for (int round = 0; round < 50; round++) {
            store.append(batch(List.of(new Point(1, NOON + round, 1, 0))), new Awaited());
            append(store, Samples.NONE);
            assertThat(all(store, 1)).hasSize(round + 1);
        }
    }

    @Test
    void storesThatWriteTheSameAtOnceKeepEachOnce() throws Exception {
        var writers = new ArrayList<SeriesStore>();
        for (int i = 0; i < 3; i++) {
            writers.add(stores.open());
        }
        together(
                writers.stream()
                        .<Callable<Void>>map(store ->
                                () -> {
                                    for (int round = 0; round < ROUNDS; round++) {
                                        append(store, sameForAll(round));
                                    }
                                    return null;
                                })
                        .toList());

        assertThat(all(writers.getFirst(), 1, 2, 3, 4, 5)).hasSize(ROUNDS * ROWS);
        assertThat(deadlocks()).isZero();
    }

    /// The server counts what a connection met when that has ended.
    private long deadlocks() {
        stores.close();
        eventually(
                "all connections have ended",
                () ->
                        ask(
                                        "select count(*) from pg_stat_activity"
                                                + " where datname = current_database() and pid <> pg_backend_pid()")
                                == 0);
        return ask("select deadlocks from pg_stat_database where datname = current_database()");
    }

    /// Of two weeks, and in another order each time.
    private static Samples sameForAll(int round) {
        var batch = new Samples.Builder(ROWS);
        for (int i = 0; i < ROWS; i++) {
            int k = i * 387 % ROWS;
            batch.add(1 + k % 5, NOON + k % 2 * WEEK + ((long) round * ROWS + k) * 1_000, k, 0);
        }
        return batch.build();
    }

    @Test
    void connectionsThatTheServerEndedAreReplaced() throws SQLException {
        var store = stores.open();
        append(store, new Point(1, NOON, 1, 0));
        for (int round = 1; round <= 5; round++) {
            assertThat(all(store, 1)).hasSize(round);
            stores.ask(
                    "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                            + " where datname = current_database() and pid <> pg_backend_pid()");
            assertThat(all(store, 1)).hasSize(round);
            append(store, new Point(1, NOON + round, 1, 0));
        }
    }

    @Test
    void anyNumberOpensTogetherOnAnEmptyDatabase() throws Exception {
        var starts = new ArrayList<Callable<Void>>();
        for (int i = 1; i <= 6; i++) {
            int channel = i;
            starts.add(() -> {
                append(stores.open(), new Point(channel, NOON, channel, 0));
                return null;
            });
        }
        together(starts);

        assertThat(newest(stores.open())).hasSize(6);
    }

    private static void together(List<Callable<Void>> all) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : threads.invokeAll(all)) {
                one.get();
            }
        }
    }

    private long partitions() throws SQLException {
        return stores.ask("select count(*) from pg_inherits where inhparent = 'sample'::regclass");
    }

    private boolean waitsForLock() {
        return ask("select count(*) from pg_locks where locktype = 'advisory' and not granted") > 0;
    }

    private long ask(String sql) {
        try {
            return stores.ask(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
