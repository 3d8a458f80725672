package dev.wattsocket.metering;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/// A stretch of the calendar. Quarters and hours are counted from the zone's midnight in real time,
/// so a day that gains an hour has 25 of them; longer ones run from midnight to midnight.
public enum By {
    QUARTER,
    HALF_HOUR,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    YEAR;

    private static final long MINUTE_MILLIS = 60_000;

    public static Optional<By> of(String name) {
        for (var by : values()) {
            if (by.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(by);
            }
        }
        return Optional.empty();
    }

    /// The start of the stretch that this time falls into; weeks begin with Monday.
    public long startOf(long millis, ZoneId zone) {
        return startOf(millis, zone, DayOfWeek.MONDAY);
    }

    /// The start of the stretch that this time falls into.
    public long startOf(long millis, ZoneId zone, DayOfWeek weekStart) {
        var at = Instant.ofEpochMilli(millis).atZone(zone);
        var midnight = at.toLocalDate().atStartOfDay(zone);
        return switch (this) {
            case QUARTER, HALF_HOUR, HOUR ->
                    millis - Math.floorMod(millis - millis(midnight), stepMillis());
            case DAY -> millis(midnight);
            case WEEK -> dayStart(at, TemporalAdjusters.previousOrSame(weekStart), zone);
            case MONTH -> dayStart(at, TemporalAdjusters.firstDayOfMonth(), zone);
            case YEAR -> dayStart(at, TemporalAdjusters.firstDayOfYear(), zone);
        };
    }

    /// The end of the stretch that starts at this time, which is the start of the next.
    public long endOf(long startMillis, ZoneId zone) {
        var start = Instant.ofEpochMilli(startMillis).atZone(zone);
        return switch (this) {
            // A stretch of minutes ends with the day where the day is not a whole number of them.
            case QUARTER, HALF_HOUR, HOUR ->
                    Math.min(startMillis + stepMillis(), DAY.endOf(startMillis, zone));
            case DAY -> midnight(start.toLocalDate().plusDays(1), zone);
            case WEEK -> midnight(start.toLocalDate().plusWeeks(1), zone);
            case MONTH -> midnight(start.toLocalDate().plusMonths(1), zone);
            case YEAR -> midnight(start.toLocalDate().plusYears(1), zone);
        };
    }

    /// Milliseconds of a stretch that is counted from midnight; 0 of one of whole days.
    long stepMillis() {
        return switch (this) {
            case QUARTER -> 15 * MINUTE_MILLIS;
            case HALF_HOUR -> 30 * MINUTE_MILLIS;
            case HOUR -> 60 * MINUTE_MILLIS;
            case DAY, WEEK, MONTH, YEAR -> 0;
        };
    }

    private static long dayStart(
            ZonedDateTime at, java.time.temporal.TemporalAdjuster adjuster, ZoneId zone) {
        return midnight(at.toLocalDate().with(adjuster), zone);
    }

    private static long midnight(java.time.LocalDate day, ZoneId zone) {
        return millis(day.atStartOfDay(zone));
    }

    private static long millis(ZonedDateTime at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toInstant().toEpochMilli();
    }
}
