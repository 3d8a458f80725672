package dev.wattsocket.ingest;

import java.util.function.LongSupplier;

/// What the intake takes: whether unknown meters are made on first sight, how many there may be in
/// all, and at which site they are put; and from which time on readings are kept.
public record IntakeRules(
        boolean autoCreate, int metersMax, String site, LongSupplier keptFromMillis) {
    /// Channels of one meter.
    public static final int CHANNELS_MAX = 256;

    /// Readings of any time are kept.
    public IntakeRules(boolean autoCreate, int metersMax, String site) {
        this(autoCreate, metersMax, site, () -> Long.MIN_VALUE);
    }

    /// The same, for readings from a time on.
    public IntakeRules from(LongSupplier millis) {
        return new IntakeRules(autoCreate, metersMax, site, millis);
    }

    /// Length of an interval.
    public static final long INTERVAL_MILLIS_MAX = 366 * 24 * 60 * 60 * 1000L;
}
