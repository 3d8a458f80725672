package dev.wattsocket.tariff;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a day is to a calendar of bands. A holiday is a holiday and no day of the week.
public enum DayKind {
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY,
    HOLIDAY;

    static DayKind of(LocalDate day, Set<LocalDate> holidays) {
        return holidays.contains(day) ? HOLIDAY : valueOf(day.getDayOfWeek().name());
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DayKind> of(String wireName) {
        for (var kind : values()) {
            if (kind.wireName().equals(wireName)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
