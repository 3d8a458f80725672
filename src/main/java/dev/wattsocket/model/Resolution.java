package dev.wattsocket.model;

import java.util.Locale;

/// The length of the stretches that rollups are kept of, counted in universal time.
public enum Resolution {
    MINUTE(60_000),
    QUARTER(900_000),
    HOUR(3_600_000);

    /// All stretches of a day of universal time lie together.
    public static final long DAY_MILLIS = 86_400_000;

    private final long millis;

    Resolution(long millis) {
        this.millis = millis;
    }

    public long millis() {
        return millis;
    }

    /// Stretches of a day.
    public int perDay() {
        return (int) (DAY_MILLIS / millis);
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
