package dev.wattsocket.metering;

/// Energy in one stretch of time. The whole milliwatt-hours are rounded at the edges, so that
/// buckets side by side sum to the whole exactly; `importWh` is not rounded at all.
///
/// @param coverage part of the stretch that readings speak of, 0 to 1
public record EnergyBucket(
        long startMillis,
        long endMillis,
        long importMilliWh,
        long exportMilliWh,
        double importWh,
        double coverage) {

    /// Mean imported power over the whole stretch, in watts.
    public double importWatts() {
        return importWh * 3_600_000 / (endMillis - startMillis);
    }
}
