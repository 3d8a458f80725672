package dev.wattsocket.rollup;

/// Counts batches that are handed to the store and those that came to an end there, in the same
/// order. Any thread.
final class Landing {
    private long begun;
    private long ended;

    synchronized long begin() {
        return ++begun;
    }

    synchronized void end() {
        ended++;
        notifyAll();
    }

    /// The last batch that was handed over.
    synchronized long begun() {
        return begun;
    }

    /// Waits until this batch and all before it came to an end.
    synchronized void await(long batch) {
        boolean interrupted = false;
        while (ended < batch) {
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
