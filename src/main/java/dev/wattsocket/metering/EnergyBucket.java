package dev.wattsocket.metering;

import dev.wattsocket.model.Energy;

/// Energy in one stretch of time, import and export each; buckets side by side sum to the whole
/// exactly.
///
/// @param coverage part of the stretch that readings speak of, 0 to 1
public record EnergyBucket(
        long startMillis, long endMillis, Energy imported, Energy exported, double coverage) {
    private static final double MILLIS_AN_HOUR = 3_600_000;

    /// Mean imported power over the whole stretch, in watts.
    public double importWatts() {
        return imported.toWh() * MILLIS_AN_HOUR / (endMillis - startMillis);
    }
}
