package dev.wattsocket.ingest;

/// What the intake takes: whether unknown meters are made on first sight, how many there may be in
/// all, and at which site they are put.
public record IntakeRules(boolean autoCreate, int metersMax, String site) {
    /// Channels of one meter.
    public static final int CHANNELS_MAX = 256;

    /// Length of an interval.
    public static final long INTERVAL_MILLIS_MAX = 366 * 24 * 60 * 60 * 1000L;
}
