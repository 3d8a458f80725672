package dev.wattsocket.metering;

import java.util.Locale;

/// Who feeds whom within a site.
public enum Flow {
    SOLAR_HOME,
    SOLAR_BATTERY,
    SOLAR_GRID,
    GRID_HOME,
    GRID_BATTERY,
    BATTERY_HOME,
    BATTERY_GRID;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
