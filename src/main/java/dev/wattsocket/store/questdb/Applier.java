package dev.wattsocket.store.questdb;

import dev.wattsocket.store.StoreException;
import io.questdb.cairo.CairoError;
import io.questdb.cairo.CairoException;
import io.questdb.cairo.O3PartitionPurgeJob;
import io.questdb.cairo.TableToken;
import io.questdb.cairo.wal.ApplyWal2TableJob;
import io.questdb.cairo.wal.CheckWalTransactionsJob;
import io.questdb.cairo.wal.WalPurgeJob;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings committed rows from the log into the table, where reads see them, and clears away the log
/// behind. Its own thread does so once a second; a reader that finds the table behind does it
/// itself, one at a time.
final class Applier implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PURGE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Engine engine;
    private final TableToken table;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private final ApplyWal2TableJob apply;
    private final CheckWalTransactionsJob check;
    private final WalPurgeJob purgeLog;
    private final O3PartitionPurgeJob purgePartitions;
    private volatile long committed;
    private volatile long applied;
    private volatile @Nullable StoreException trouble;
    private boolean closed;

    Applier(Engine engine, TableToken table) {
        this.engine = engine;
        this.table = table;
        apply = new ApplyWal2TableJob(engine, 0);
        check = new CheckWalTransactionsJob(engine);
        purgeLog = new WalPurgeJob(engine);
        purgePartitions = new O3PartitionPurgeJob(engine, 1);
        committed = engine.getTableSequencerAPI().lastTxn(table);
    }

    /// Learns that the log has grown up to this transaction.
    void committed(long transaction) {
        committed = transaction;
    }

    /// The last transaction that is in the log.
    long committed() {
        return committed;
    }

    /// Returns when everything up to this transaction is in the table.
    void catchUp(long wanted) {
        if (applied >= wanted) {
            return;
        }
        lock.lock();
        try {
            if (applied < wanted && !closed) {
                applyAll(wanted);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        long lastPurge = System.nanoTime();
        lock.lock();
        try {
            while (!closed) {
                if (applied < committed) {
                    applyQuietly();
                }
                if (System.nanoTime() - lastPurge > PURGE_NANOS) {
                    purge();
                    lastPurge = System.nanoTime();
                }
                wake.awaitNanos(PERIOD_NANOS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /// Ends the thread and leaves the table complete and the log short.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            wake.signalAll();
            if (applied < committed) {
                applyQuietly();
            }
            purge();
            apply.close();
            purgeLog.close();
            purgePartitions.close();
        } finally {
            lock.unlock();
        }
    }

    /// Forgets the partitions that end before this time. Readers that are under way keep theirs.
    void drop(long beforeMicros) {
        catchUp(committed);
        lock.lock();
        try (var writer = engine.getWriterUnsafe(table, "retention")) {
            for (int i = writer.getPartitionCount() - 2; i >= 0; i--) {
                // A partition ends where the next one may begin: at midnight.
                long start = writer.getPartitionTimestamp(i);
                if (start + ReadingsTable.PARTITION_MICROS <= beforeMicros) {
                    writer.removePartition(start);
                }
            }
        } catch (CairoException | CairoError e) {
            throw new StoreException(
                    "Old readings cannot be removed: " + Failure.reason(e) + ".", e);
        } finally {
            lock.unlock();
        }
    }

    /// Why what is written can't be read yet; null where it can. Any thread.
    @Nullable StoreException trouble() {
        return trouble;
    }

    private void applyQuietly() {
        try {
            applyAll(committed);
            trouble = null;
        } catch (StoreException e) {
            trouble = e;
        }
    }

    private void applyAll(long wanted) {
        var sequencer = engine.getTableSequencerAPI();
        if (sequencer.isSuspended(table)) {
            // It failed before; perhaps there is room on the disk now.
            sequencer.resumeTable(table, 0);
        }
        while (applied < wanted) {
            long before = applied;
            applyAnnounced();
            if (applied == before) {
                throw stuck();
            }
        }
    }

    private void applyAnnounced() {
        check.run(0);
        while (apply.run(0)) {
            // Each run works through what is announced.
        }
        try (var reader = engine.getReader(table)) {
            applied = reader.getSeqTxn();
        } catch (CairoException | CairoError e) {
            throw new StoreException("Readings cannot be read: " + Failure.reason(e) + ".", e);
        }
    }

    private StoreException stuck() {
        var why = engine.getTableSequencerAPI().getTxnTracker(table).getErrorMessage();
        return new StoreException(
                "Readings that are kept cannot be shown: QuestDB says \"" + why + "\".");
    }

    private void purge() {
        try {
            purgeLog.run(0);
            while (purgePartitions.run(0)) {
                // Each run removes some.
            }
        } catch (CairoException | CairoError e) {
            // It costs room and no more; the next run tries again.
            LOG.warn(
                    "What is no longer needed cannot be removed from the disk: {}",
                    Failure.reason(e));
        }
    }
}
