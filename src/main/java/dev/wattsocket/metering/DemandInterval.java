package dev.wattsocket.metering;

/// The mean power that was imported over the full length of a demand interval.
///
/// @param coverage part of the interval that readings speak of, 0 to 1
public record DemandInterval(long startMillis, double watts, double coverage) {
    /// An interval that is known for less than this can't become a peak.
    private static final double COVERAGE_LEAST = 0.9;

    private static final double MILLIS_AN_HOUR = 3_600_000;

    /// An interval from its energy.
    ///
    /// @param bucket one whole interval; one that a change of the clock has cut still counts as
    ///   full
    public static DemandInterval of(EnergyBucket bucket, long lengthMillis) {
        double watts = bucket.imported().toWh() * MILLIS_AN_HOUR / lengthMillis;
        return new DemandInterval(bucket.startMillis(), watts, bucket.coverage());
    }

    /// Whether enough of it is known.
    public boolean counts() {
        return coverage >= COVERAGE_LEAST;
    }
}
