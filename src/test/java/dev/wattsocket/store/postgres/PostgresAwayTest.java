package dev.wattsocket.store.postgres;

import static dev.wattsocket.kit.Eventually.eventually;
import static dev.wattsocket.store.StoreReads.all;
import static dev.wattsocket.store.StoreReads.append;
import static dev.wattsocket.store.StoreReads.batch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.Postgres;
import dev.wattsocket.model.Samples;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.SeriesStore.Receipt;
import dev.wattsocket.store.StoreException;
import dev.wattsocket.store.StoreReads.Point;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A database that is killed, started again, and that hangs, while readings come in.
final class PostgresAwayTest {
    private static final long NOON = 1_770_000_000_000L;
    private static final int ROWS = 200;
    private static final Duration REFUSED_WITHIN = Duration.ofSeconds(11);

    @Test
    void whatIsAcknowledgedIsThereOnceWhateverHappensToTheDatabase() throws SQLException {
        try (var postgres = Postgres.start();
                var stores = new Stores(postgres)) {
            var store = stores.open();
            var sender = new Sender(store);
            sender.runUntilStored(60);
            postgres.kill();
            sender.runUntilFailed();
            assertThat(store.trouble()).isPresent();
            postgres.begin();
            eventually("it works by itself", () -> store.trouble().isEmpty());
            sender.runUntilStored(120);
            postgres.pause();
            long failed = sender.failed.get();
            sender.runUntilFailed();
            assertThat(store.trouble().orElseThrow()).hasMessageContaining("does not answer");
            eventually(
                    "others are refused too",
                    () -> {
                        sender.send();
                        return sender.failed.get() > failed + 3;
                    });
            postgres.resume();
            eventually("it works by itself", () -> store.trouble().isEmpty());
            sender.runUntilStored(160);
            append(store, Samples.NONE);

            assertThat(sender.slowest()).isLessThan(REFUSED_WITHIN);
            assertAllOnce(store, sender);
        }
    }

    /// What was refused may be there or not; each that is there has the value that was sent.
    private static void assertAllOnce(SeriesStore store, Sender sender) {
        var there = all(store, 1);
        var times = there.stream().map(Point::timeMillis).collect(Collectors.toSet());
        assertThat(times).hasSameSizeAs(there);
        sender.stored.forEach((first, rows) -> {
            for (int i = 0; i < rows; i++) {
                assertThat(times).contains(NOON + first + i);
            }
        });
        assertThat(there).allMatch(point -> point.value() == point.timeMillis() - NOON);
    }

    /// Sends batch after batch, a few at a time, and notes what becomes of each.
    private static final class Sender {
        private final SeriesStore store;
        private final Map<Integer, Integer> stored = new ConcurrentHashMap<>();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicLong failed = new AtomicLong();
        private final AtomicLong slowestNanos = new AtomicLong();
        private final Semaphore underWay = new Semaphore(8);

        Sender(SeriesStore store) {
            this.store = store;
        }

        void runUntilStored(int batches) {
            eventually(
                    "stored " + batches,
                    () -> {
                        send();
                        return stored.size() >= batches;
                    });
        }

        void runUntilFailed() {
            long before = failed.get();
            eventually(
                    "refused",
                    () -> {
                        send();
                        return failed.get() > before;
                    });
        }

        Duration slowest() {
            return Duration.ofNanos(slowestNanos.get());
        }

        void send() {
            if (!underWay.tryAcquire()) {
                return;
            }
            int first = next.getAndAdd(ROWS);
            var points = new ArrayList<Point>();
            for (int i = first; i < first + ROWS; i++) {
                points.add(new Point(1, NOON + i, i, 0));
            }
            long begin = System.nanoTime();
            store.append(
                    batch(List.copyOf(points)),
                    new Receipt() {
                        @Override
                        public void stored() {
                            stored.put(first, ROWS);
                            done();
                        }

                        @Override
                        public void failed(StoreException why) {
                            failed.incrementAndGet();
                            done();
                        }

                        private void done() {
                            slowestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
                            underWay.release();
                        }
                    });
        }
    }
}
