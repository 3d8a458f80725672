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

    /// Between two looks whose turn it is.
    private static final long PERIOD_MILLIS = 2_500;

    private static final int SETTLE_PERIODS = 2;

    /// Between two looks at what is older than it is kept: an hour.
    private static final int RETAIN_PERIODS = 1_440;

    /// Says whether what must be done once for all nodes is this one's to do. Asked again and
    /// again: who does not ask for some seconds loses it.
    public interface Turn {
        boolean isMine();
    }

    private final Rollups rollups;
    private final Turn turn;
    private final Retention retention;
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean works;
    private final CountDownLatch closed = new CountDownLatch(1);

    public Keeper(Rollups rollups, Turn turn, Retention retention, InstantSource clock) {
        this.rollups = rollups;
        this.turn = turn;
        this.retention = retention;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("rollup").unstarted(this::run);
    }

    /// Whether it was this node's turn when it was last asked for.
    public boolean works() {
        return works;
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
        boolean isWell = true;
        int periods = 0;
        do {
            try {
                works = turn.isMine();
                if (works) {
                    work(periods++);
                } else {
                    periods = 0;
                }
                isWell = true;
            } catch (StoreException e) {
                if (isWell) {
                    LOG.warn("Rollups wait: {}", e.getMessage());
                }
                isWell = false;
                works = false;
            }
        } while (goesOn());
    }

    private void work(int period) {
        if (period % SETTLE_PERIODS == 0) {
            rollups.settleAll(() -> closed.getCount() > 0 && turn.isMine());
        }
        if (!retention.isForEver() && period % RETAIN_PERIODS == 0) {
            rollups.retain(retention, clock.millis());
        }
    }

    private boolean goesOn() {
        try {
            return !closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return false;
        }
    }
}
