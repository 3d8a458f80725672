package dev.wattsocket.rollup;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.model.Resolution;

/// How far back the samples and the quarter hours are still there. Kept in the catalog, because
/// what was dropped stays away when the configuration changes. Any thread.
final class Horizon {
    private static final String RAW = "retention.raw";
    private static final String QUARTER = "retention.quarter";

    /// A register's fall is judged by two days before it, where something fell there too.
    private static final int DECIDING_DAYS = 3;

    private final Catalog catalog;
    private volatile long next = Long.MIN_VALUE;

    Horizon(Catalog catalog) {
        this.catalog = catalog;
    }

    /// Samples before this time are gone.
    long raw() {
        return read(RAW);
    }

    /// Quarter hours before this time are gone; hours may be there.
    long quarter() {
        return read(QUARTER);
    }

    /// What lies before this time is as it was when its samples were dropped: some days more,
    /// because the samples around a stretch decide what it means.
    long frozen() {
        return frozen(raw());
    }

    /// Readings before this time are refused: they could not change what is left of it.
    long keptFrom() {
        return frozen(Math.max(next, raw()));
    }

    private static long frozen(long raw) {
        return raw == Long.MIN_VALUE ? raw : raw + DECIDING_DAYS * Resolution.DAY_MILLIS;
    }

    /// Samples before this time are about to go; what they say is computed first.
    void announce(long beforeMillis) {
        next = beforeMillis;
    }

    void rawDropped(long beforeMillis) {
        catalog.putSetting(RAW, Long.toString(beforeMillis));
    }

    void quarterDropped(long beforeMillis) {
        catalog.putSetting(QUARTER, Long.toString(beforeMillis));
    }

    private long read(String key) {
        return catalog.setting(key).map(Long::parseLong).orElse(Long.MIN_VALUE);
    }
}
