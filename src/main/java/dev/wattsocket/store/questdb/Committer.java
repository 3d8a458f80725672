package dev.wattsocket.store.questdb;

import dev.wattsocket.model.Samples;
import dev.wattsocket.store.StoreException;
import dev.wattsocket.store.questdb.AppendQueue.Pending;
import io.questdb.cairo.CairoError;
import io.questdb.cairo.TableToken;
import io.questdb.cairo.wal.WalWriter;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes all that waits into one commit, then tells the receipts in order. While a commit is under
/// way the next one gathers. Runs on its own thread until the queue is closed and empty.
final class Committer implements Runnable {
    /// Commits begin at least this long after one another, unless much waits: the first row after a
    /// pause leaves at once, and a stream of single rows makes at most 200 commits a second.
    private static final long GATHER_NANOS = 5_000_000;

    private static final int ENOUGH_ROWS = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    private final Engine engine;
    private final TableToken table;
    private final AppendQueue queue;
    private final LongConsumer onCommitted;
    private volatile @Nullable StoreException trouble;
    private @Nullable WalWriter writer;

    Committer(Engine engine, TableToken table, AppendQueue queue, LongConsumer onCommitted) {
        this.engine = engine;
        this.table = table;
        this.queue = queue;
        this.onCommitted = onCommitted;
    }

    @Override
    public void run() {
        try {
            long lastCommit = System.nanoTime() - GATHER_NANOS;
            var taken = queue.take(lastCommit, ENOUGH_ROWS);
            while (!taken.isEmpty()) {
                lastCommit = System.nanoTime();
                commit(taken);
                taken = queue.take(lastCommit + GATHER_NANOS, ENOUGH_ROWS);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; were it so, what waits is not acknowledged.
            Thread.currentThread().interrupt();
        } finally {
            release();
        }
    }

    /// Why the newest batch could not be written; null where it could. Any thread.
    @Nullable StoreException trouble() {
        return trouble;
    }

    private void commit(List<Pending> taken) {
        try {
            write(taken);
            onCommitted.accept(engine.getTableSequencerAPI().lastTxn(table));
        } catch (RuntimeException | CairoError | InternalError e) {
            // Whatever it was (an InternalError is a mapped file that lost its disk): this thread
            // goes on, and tries again with a new writer.
            var broken =
                    new StoreException(
                            "Readings cannot be written to disk: " + Failure.reason(e) + ".", e);
            release();
            trouble = broken;
            taken.forEach(pending -> tell(() -> pending.receipt().failed(broken)));
            return;
        }
        trouble = null;
        taken.forEach(pending -> tell(pending.receipt()::stored));
    }

    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.error("A listener of the store failed; the others are told all the same.", e);
        }
    }

    private void write(List<Pending> taken) {
        var open = writer;
        if (open == null) {
            open = engine.getWalWriter(table);
            writer = open;
        }
        for (var pending : taken) {
            put(open, pending.batch());
        }
        open.commit();
    }

    private static void put(WalWriter writer, Samples batch) {
        for (int i = 0; i < batch.size(); i++) {
            var row = writer.newRow(batch.timeMillis(i) * ReadingsTable.MICROS_PER_MILLI);
            row.putInt(ReadingsTable.CHANNEL, batch.channel(i));
            row.putDouble(ReadingsTable.VALUE, batch.value(i));
            row.putInt(ReadingsTable.INTERVAL_S, batch.intervalSeconds(i));
            row.append();
        }
    }

    /// The writer throws away what it has not committed, and itself where it is in doubt.
    private void release() {
        var open = writer;
        writer = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (RuntimeException | CairoError | InternalError e) {
            // On a disk that is full, ending a writer needs room too. This thread has to go on.
            LOG.warn("A writer of the store did not end well: {}", Failure.reason(e));
        }
    }
}
