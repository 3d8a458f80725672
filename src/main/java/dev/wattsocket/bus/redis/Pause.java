package dev.wattsocket.bus.redis;

import java.util.concurrent.TimeUnit;

/// When to try Redis again: soon at first, then less often, and no two nodes at once. Confined to
/// the bus thread.
final class Pause {
    /// The longest pause between two attempts.
    static final long PAUSE_MILLIS_MAX = 1_000;

    private static final long FIRST_NANOS = 50_000_000;

    private long nanos = FIRST_NANOS;
    private long untilNanos = System.nanoTime();
    private boolean endless;

    void begin(long nowNanos) {
        // The clock's last digits differ between nodes that lost the same Redis.
        untilNanos = nowNanos + nanos / 2 + Math.floorMod(nowNanos, nanos / 2);
        nanos = Math.min(2 * nanos, TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS_MAX));
    }

    boolean isOver(long nowNanos) {
        return !endless && untilNanos - nowNanos <= 0;
    }

    /// The link is good: after the next one breaks, there is no hurry lost.
    void forget() {
        nanos = FIRST_NANOS;
    }

    void neverEnd() {
        endless = true;
    }
}
