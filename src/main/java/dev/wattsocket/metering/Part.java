package dev.wattsocket.metering;

import java.util.Locale;

/// What a site's energy is told by.
public enum Part {
    HOME,
    GRID_IMPORT,
    GRID_EXPORT,
    SOLAR,
    BATTERY_CHARGE,
    BATTERY_DISCHARGE,
    EV,
    /// What was exported or charged though no meter saw anything give it.
    UNMEASURED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
