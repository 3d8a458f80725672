package dev.wattsocket.metering;

import java.util.Arrays;

/// Tells a gap from a usual step between readings: a gap is longer than five times the usual step,
/// the median of the last few, and at least a minute; beyond an hour everything is one. Confined to
/// one thread.
public final class Gaps {
    static final long GAP_MILLIS_LEAST = 60_000;
    static final long GAP_MILLIS_MOST = 3_600_000;
    private static final int GAP_PERIODS = 5;
    private static final int STEPS_KEPT = 9;

    private final long[] steps = new long[STEPS_KEPT];
    private int count;

    /// Takes the next step; answers whether it is a gap.
    public boolean isGap(long stepMillis) {
        steps[count++ % STEPS_KEPT] = stepMillis;
        return stepMillis > GAP_MILLIS_LEAST && stepMillis > longest();
    }

    private long longest() {
        int known = Math.min(count, STEPS_KEPT);
        var sorted = Arrays.copyOf(steps, known);
        Arrays.sort(sorted);
        long usual = sorted[(known - 1) / 2];
        return Math.clamp(usual * GAP_PERIODS, GAP_MILLIS_LEAST, GAP_MILLIS_MOST);
    }
}
