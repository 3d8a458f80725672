package dev.wattsocket.rollup;

import java.util.TreeSet;

/// Which batches are on their way into the store: handed over, and not yet come to an end there.
/// Any thread.
final class Landing {
    private final TreeSet<Long> under = new TreeSet<>();
    private long begun;

    /// Answers the batch's number.
    synchronized long begin() {
        under.add(++begun);
        return begun;
    }

    synchronized void end(long batch) {
        under.remove(batch);
        notifyAll();
    }

    /// The last batch that was handed over.
    synchronized long begun() {
        return begun;
    }

    /// Waits until this batch and all before it came to an end.
    synchronized void await(long batch) {
        boolean interrupted = false;
        while (!under.isEmpty() && under.first() <= batch) {
            try {
                wait();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
