package dev.wattsocket.tariff;

import java.time.Month;
import java.util.Set;

/// Says when a band holds: on some days of some months, between two times of the wall clock. Where
/// the second is not after the first it runs over midnight into the next morning, and belongs to
/// the day on which it began.
///
/// @param months none for all of them
/// @param days none for all of them, holidays too
/// @param fromMinute minutes since midnight, a multiple of 15
/// @param toMinute likewise; 1,440 is the midnight at the end
public record BandRule(
        Set<Month> months, Set<DayKind> days, int fromMinute, int toMinute, String band) {
    static final int MINUTES_A_DAY = 1_440;
    static final int MINUTES_A_SLOT = 15;

    public BandRule {
        checkTime("from", fromMinute, MINUTES_A_DAY - MINUTES_A_SLOT);
        checkTime("to", toMinute, MINUTES_A_DAY);
        // From midnight to midnight can only mean the whole day.
        toMinute = toMinute == 0 ? MINUTES_A_DAY : toMinute;
        Check.require(
                fromMinute != toMinute,
                "from and to are two different times; for the whole day leave both out.");
        months = Set.copyOf(months);
        days = Set.copyOf(days);
    }

    private static void checkTime(String what, int minute, int most) {
        Check.require(
                minute >= 0 && minute <= most && minute % MINUTES_A_SLOT == 0,
                "%s is a time of day in whole quarter hours, such as 07:00 or 22:45."
                        .formatted(what));
    }

    boolean isOvernight() {
        return toMinute < fromMinute;
    }

    /// Whether it begins on such a day.
    boolean begins(Month month, DayKind day) {
        return (months.isEmpty() || months.contains(month))
                && (days.isEmpty() || days.contains(day));
    }
}
