package dev.wattsocket.rollup;

import dev.wattsocket.store.StoreException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Settles all channels every few seconds, so that questions find nothing left to do. Its own
/// thread.
public final class Keeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final long PERIOD_SECONDS = 5;

    private final Rollups rollups;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    public Keeper(Rollups rollups) {
        this.rollups = rollups;
        this.thread = Thread.ofPlatform().name("rollup").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Ends after the channel that is being settled.
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean works = true;
        do {
            try {
                rollups.settleAll(() -> closed.getCount() > 0);
                works = true;
            } catch (StoreException e) {
                if (works) {
                    LOG.warn("Rollups wait: {}", e.getMessage());
                }
                works = false;
            }
        } while (goesOn());
    }

    private boolean goesOn() {
        try {
            return !closed.await(PERIOD_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            return false;
        }
    }
}
