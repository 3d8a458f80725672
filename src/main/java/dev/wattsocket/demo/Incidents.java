package dev.wattsocket.demo;

import java.util.List;

/// What happened to the meters of the house before it was first started: one was exchanged, one
/// began to count from zero again, and twice nothing was heard of any. Each lies at a part of the
/// reach of the past, so that a short past has them too. A value.
record Incidents(long firstStartMillis, long reachMillis) {
    static final String EXCHANGED = "heat-pump";
    static final String RESET = "washer";

    /// What the old device showed more than the new one, which began at zero.
    static final double END_WH = 41_386_000;

    private static final double RESET_WH = 21_600_000;
    private static final long LONG_SILENCE = 160 * Load.MINUTE;
    private static final long SHORT_SILENCE = 11 * Load.MINUTE;

    private record Silence(long from, long to) {}

    /// Between two readings, when somebody stood before it.
    long exchangedAt() {
        return aligned(0.24) + 150_000;
    }

    /// At a reading, which shows zero.
    long resetAt() {
        return aligned(0.1);
    }

    /// Whether nothing is heard of the house.
    boolean isSilent(long millis) {
        return silences().stream().anyMatch(each -> millis > each.from() && millis < each.to());
    }

    /// What this meter showed at this time beyond what its newest device counted.
    double beyond(String meter, long millis) {
        return switch (meter) {
            case EXCHANGED -> millis < exchangedAt() ? END_WH : 0;
            case RESET -> millis < resetAt() ? RESET_WH : 0;
            default -> 0;
        };
    }

    private List<Silence> silences() {
        long far = aligned(0.08);
        long near = aligned(0) - 26 * Load.HOUR;
        return List.of(
                new Silence(far, far + LONG_SILENCE), new Silence(near, near + SHORT_SILENCE));
    }

    private long aligned(double part) {
        long millis = firstStartMillis - (long) (reachMillis * part);
        return millis - Math.floorMod(millis, HouseHistory.COARSE_STEP);
    }
}
