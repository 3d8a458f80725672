package dev.wattsocket.metering;

import java.util.Arrays;
import java.util.OptionalLong;

/// Tells a gap from a usual step between readings: a gap is longer than what is known of the meter,
/// or else than five times the usual step, the median of the last few, and at least a minute;
/// beyond an hour everything is one. Confined to one thread.
final class Gaps {
    static final long GAP_MILLIS_LEAST = 60_000;
    static final long GAP_MILLIS_MOST = 3_600_000;
    private static final int GAP_PERIODS = 5;

    /// As many steps, the newest among them, decide what is usual.
    static final int STEPS_KEPT = 9;

    private final OptionalLong known;

    private final long[] steps = new long[STEPS_KEPT];
    private int count;

    Gaps(OptionalLong knownMillis) {
        this.known = knownMillis;
    }

    /// Takes the next step; answers whether it is a gap.
    boolean isGap(long stepMillis) {
        if (known.isPresent()) {
            return stepMillis > known.getAsLong();
        }
        steps[count++ % STEPS_KEPT] = stepMillis;
        return stepMillis > GAP_MILLIS_LEAST && stepMillis > longest();
    }

    private long longest() {
        int kept = Math.min(count, STEPS_KEPT);
        var sorted = Arrays.copyOf(steps, kept);
        Arrays.sort(sorted);
        long usual = sorted[(kept - 1) / 2];
        return Math.clamp(usual * GAP_PERIODS, GAP_MILLIS_LEAST, GAP_MILLIS_MOST);
    }
}
