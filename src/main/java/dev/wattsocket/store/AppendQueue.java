package dev.wattsocket.store;

import dev.wattsocket.model.Samples;
import dev.wattsocket.store.SeriesStore.Receipt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The batches that wait for a store's committer, bounded in rows. Any thread puts, one takes.
public final class AppendQueue {
    private final int rowsMax;
    private final int takenMax;
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private int rows;

    /// Rows that who takes is woken up for; before, only for the first batch, which may be an empty
    /// one that asks to be told when all before it is stored.
    private int awaited = 1;

    private boolean closed;

    public AppendQueue(int rowsMax) {
        this(rowsMax, Integer.MAX_VALUE);
    }

    /// A queue of which about so many rows are taken at once, and always at least one batch.
    public AppendQueue(int rowsMax, int takenMax) {
        this.rowsMax = rowsMax;
        this.takenMax = takenMax;
    }

    /// A batch and who is to be told about it.
    public record Pending(Samples batch, Receipt receipt) {}

    /// Hands a batch to the queue, or tells its receipt at once why not.
    public void offer(Samples batch, Receipt receipt) {
        try {
            if (!put(new Pending(batch, receipt))) {
                receipt.failed(new StoreException("The store is closed: nothing more is kept."));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            receipt.failed(new StoreException("Interrupted while the store's queue was full.", e));
        }
    }

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
            boolean isFirst = waiting.isEmpty();
            boolean wasFew = rows < awaited;
            waiting.add(pending);
            rows += more;
            if (isFirst || (wasFew && rows >= awaited)) {
                filled.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the first batch and then, up to `gatherUntil` of the nano clock, for `enoughRows`;
    /// answers what waits, which is nothing only when the queue is closed.
    List<Pending> take(long gatherUntil, int enoughRows) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            awaited = 1;
            while (!closed && waiting.isEmpty()) {
                filled.await();
            }
            awaited = enoughRows;
            long left = gatherUntil - System.nanoTime();
            while (!closed && rows < enoughRows && left > 0) {
                left = filled.awaitNanos(left);
            }
            return poll(takenMax);
        } finally {
            lock.unlock();
        }
    }

    /// All that waits just now.
    List<Pending> takeAll() {
        lock.lock();
        try {
            return poll(Integer.MAX_VALUE);
        } finally {
            lock.unlock();
        }
    }

    /// Waits for this long; answers whether there is something to take, or will never be.
    boolean fills(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            awaited = 1;
            long left = nanos;
            while (!closed && waiting.isEmpty() && left > 0) {
                left = filled.awaitNanos(left);
            }
            return closed || !waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private List<Pending> poll(int most) {
        var taken = new ArrayList<Pending>();
        int count = 0;
        for (var next = waiting.peek(); next != null; next = waiting.peek()) {
            int more = next.batch().size();
            if (!taken.isEmpty() && count > most - more) {
                break;
            }
            taken.add(waiting.remove());
            count += more;
        }
        rows -= count;
        drained.signalAll();
        return taken;
    }

    /// Refuses what comes from now on; what waits is still to be taken.
    public void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Whether who takes waits for something.
    boolean isAwaited() {
        lock.lock();
        try {
            return lock.hasWaiters(filled);
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
