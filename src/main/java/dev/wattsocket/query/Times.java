package dev.wattsocket.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.regex.Pattern;

/// Reads times as people and programs write them: milliseconds, ISO 8601, a day, `now`, `today`,
/// `-24h`. Any thread.
public final class Times {
    private static final Pattern AGO = Pattern.compile("-(\\d{1,6})(s|m|h|d|w)");

    private final InstantSource clock;

    public Times(InstantSource clock) {
        this.clock = clock;
    }

    /// Epoch milliseconds; what has no offset of its own is taken in the zone.
    ///
    /// @throws IllegalArgumentException with a sentence, where it can't be read
    public long millis(String text, ZoneId zone) {
        long now = clock.millis();
        var today = clock.instant().atZone(zone).toLocalDate();
        try {
            return switch (text) {
                case "now" -> now;
                case "today" -> start(today, zone);
                case "yesterday" -> start(today.minusDays(1), zone);
                case "tomorrow" -> start(today.plusDays(1), zone);
                default -> written(text, zone, now);
            };
        } catch (DateTimeException | ArithmeticException | NumberFormatException _) {
            throw new IllegalArgumentException(
                    text
                            + " is not a time: write milliseconds since 1970, 2026-01-31,"
                            + " 2026-01-31T12:00:00+01:00, now, today, yesterday or -24h.");
        }
    }

    private static long written(String text, ZoneId zone, long now) {
        var ago = AGO.matcher(text);
        if (ago.matches()) {
            return now - Long.parseLong(ago.group(1)) * unit(ago.group(2)).toMillis();
        }
        if (text.matches("-?\\d+")) {
            return Long.parseLong(text);
        }
        if (text.length() <= "2026-01-31".length()) {
            return start(LocalDate.parse(text), zone);
        }
        if (text.indexOf('[') > 0) {
            return ZonedDateTime.parse(text).toInstant().toEpochMilli();
        }
        boolean hasOffset = text.endsWith("Z") || text.substring(11).matches(".*[+-].*");
        return hasOffset
                ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
                : LocalDateTime.parse(text).atZone(zone).toInstant().toEpochMilli();
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }

    private static long start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
