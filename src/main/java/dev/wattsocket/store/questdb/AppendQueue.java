package dev.wattsocket.store.questdb;

import dev.wattsocket.model.Samples;
import dev.wattsocket.store.SeriesStore.Receipt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The batches that wait for the committer, bounded in rows. Any thread puts, one takes.
final class AppendQueue {
    private final int rowsMax;
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private int rows;
    private boolean closed;

    AppendQueue(int rowsMax) {
        this.rowsMax = rowsMax;
    }

    /// A batch and who is to be told about it.
    record Pending(Samples batch, Receipt receipt) {}

    /// Waits while the queue is full; false where it is closed. A batch that is larger than the
    /// whole queue gets in when the queue is empty.
    boolean put(Pending pending) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            int more = pending.batch().size();
            while (!closed && rows > 0 && rows + more > rowsMax) {
                drained.await();
            }
            if (closed) {
                return false;
            }
            waiting.add(pending);
            rows += more;
            filled.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the first batch and then, up to `gatherUntil` of the nano clock, for `enoughRows`;
    /// answers all that waits, which is nothing only when the queue is closed.
    List<Pending> take(long gatherUntil, int enoughRows) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && waiting.isEmpty()) {
                filled.await();
            }
            long left = gatherUntil - System.nanoTime();
            while (!closed && rows < enoughRows && left > 0) {
                left = filled.awaitNanos(left);
            }
            var taken = new ArrayList<Pending>(waiting);
            waiting.clear();
            rows = 0;
            drained.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// Refuses what comes from now on; what waits is still to be taken.
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int rows() {
        lock.lock();
        try {
            return rows;
        } finally {
            lock.unlock();
        }
    }
}
