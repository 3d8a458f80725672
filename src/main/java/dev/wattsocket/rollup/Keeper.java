package dev.wattsocket.rollup;

import dev.wattsocket.store.StoreException;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Settles all channels every few seconds, so that questions find nothing left to do, and drops
/// what is older than it is kept. Its own thread.
public final class Keeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final long PERIOD_SECONDS = 5;

    /// Between two looks at what is older than it is kept: an hour.
    private static final int RETAIN_PERIODS = 720;

    private final Rollups rollups;
    private final Retention retention;
    private final InstantSource clock;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    public Keeper(Rollups rollups, Retention retention, InstantSource clock) {
        this.rollups = rollups;
        this.retention = retention;
        this.clock = clock;
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
        int periods = 0;
        do {
            try {
                rollups.settleAll(() -> closed.getCount() > 0);
                if (!retention.isForEver() && periods++ % RETAIN_PERIODS == 0) {
                    rollups.retain(retention, clock.millis());
                }
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
