package dev.wattsocket.tariff;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// The local day and the wall clock's quarter hour of a time; quick for times in order. Confined to
/// one thread.
final class Days {
    private static final long SLOT_MILLIS = BandRule.MINUTES_A_SLOT * 60_000L;

    private final ZoneId zone;
    private LocalDate day = LocalDate.EPOCH;
    private long start;
    private long end;
    private boolean isEven;

    Days(ZoneId zone) {
        this.zone = zone;
    }

    /// Goes to a time; answers whether its day is another than that of the time before.
    boolean seek(long millis) {
        if (millis >= start && millis < end) {
            return false;
        }
        day = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
        start = start(day, zone);
        end = start(day.plusDays(1), zone);
        var rules = zone.getRules();
        isEven =
                rules.getOffset(Instant.ofEpochMilli(start))
                                .equals(rules.getOffset(Instant.ofEpochMilli(end - 1)))
                        && end - start == BandCalendar.SLOTS * SLOT_MILLIS;
        return true;
    }

    LocalDate day() {
        return day;
    }

    /// The slot of a time of the day that was sought.
    int slot(long millis) {
        if (isEven) {
            return (int) ((millis - start) / SLOT_MILLIS);
        }
        int second = Instant.ofEpochMilli(millis).atZone(zone).toLocalTime().toSecondOfDay();
        return (int) (second * 1_000L / SLOT_MILLIS);
    }

    /// The start of the stretch of so many milliseconds, counted from midnight, that holds a time
    /// of the day that was sought.
    long stretchStart(long millis, long length) {
        return millis - (millis - start) % length;
    }

    /// The end of the stretch that starts so; the last of a day ends with it.
    long stretchEnd(long startMillis, long length) {
        return Math.min(startMillis + length, end);
    }

    static long start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /// The days that begin between two times: a day counts where its midnight lies.
    static int between(long fromMillis, long toMillis, ZoneId zone) {
        var first = firstFrom(fromMillis, zone);
        return (int) (firstFrom(toMillis, zone).toEpochDay() - first.toEpochDay());
    }

    /// The first day that begins at or after a time.
    private static LocalDate firstFrom(long millis, ZoneId zone) {
        var day = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
        return start(day, zone) >= millis ? day : day.plusDays(1);
    }
}
