package dev.wattsocket.kit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what must come true, and fails where it does not in time.
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long STEP_NANOS = 2_000_000;

    private Eventually() {}

    public static void eventually(String what, BooleanSupplier condition) {
        eventually(what, PATIENCE, condition);
    }

    public static void eventually(Supplier<String> what, BooleanSupplier condition) {
        eventually(what, PATIENCE, condition);
    }

    public static void eventually(String what, Duration within, BooleanSupplier condition) {
        eventually(() -> what, within, condition);
    }

    /// The same for this long.
    ///
    /// @param what asked for where it did not come true
    public static void eventually(
            Supplier<String> what, Duration within, BooleanSupplier condition) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + within + ": " + what.get());
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
