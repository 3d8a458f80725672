package dev.wattsocket.cli.files;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/// Reads one form of writing a time. Any thread.
///
/// `read` throws DateTimeException or NumberFormatException where the text is not of this form.
sealed interface Clock {
    /// What a text says: an instant, or what a clock on the wall showed.
    sealed interface Shown {
        record At(Instant instant) implements Shown {}

        record OnWall(LocalDateTime time) implements Shown {}
    }

    Shown read(String text);

    /// Whether its times are of a wall clock.
    default boolean needsZone() {
        return true;
    }

    /// The clock that reads this form: a pattern, or `iso`, `epoch_ms`, `epoch_s`.
    ///
    /// @throws IllegalArgumentException where this is no pattern
    static Clock of(String format) {
        return switch (format) {
            case "iso" -> new Iso();
            case "epoch_ms" -> new Epoch(1);
            case "epoch_s" -> new Epoch(1_000);
            default -> {
                var digits = DigitClock.of(format);
                yield digits.isPresent() ? new Digits(digits.get()) : Pattern.of(format);
            }
        };
    }

    /// Milliseconds or seconds since 1970.
    record Epoch(long unitMillis) implements Clock {
        @Override
        public Shown read(String text) {
            return new Shown.At(
                    Instant.ofEpochMilli(Math.multiplyExact(Long.parseLong(text), unitMillis)));
        }

        @Override
        public boolean needsZone() {
            return false;
        }
    }

    /// ISO 8601 with `Z`, an offset or a zone behind it.
    record Iso() implements Clock {
        @Override
        public Shown read(String text) {
            return new Shown.At(
                    text.endsWith("]")
                            ? ZonedDateTime.parse(text).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        }

        @Override
        public boolean needsZone() {
            return false;
        }
    }

    /// Any pattern of java.time, months by name included (English).
    record Pattern(DateTimeFormatter formatter, boolean needsZone) implements Clock {
        static Pattern of(String format) {
            // The year of the calendar, not of an era: the one that everybody means by yyyy.
            String pattern = format.replace('y', 'u');
            var formatter =
                    new DateTimeFormatterBuilder()
                            .parseCaseInsensitive()
                            .appendPattern(pattern)
                            .toFormatter(Locale.ENGLISH);
            boolean hasOffset = pattern.replaceAll("'[^']*'", "").matches(".*[XxZOVz].*");
            return new Pattern(formatter, !hasOffset);
        }

        @Override
        public Shown read(String text) {
            TemporalAccessor found =
                    needsZone
                            ? formatter.parseBest(text, LocalDateTime::from, LocalDate::from)
                            : formatter.parse(text, Instant::from);
            return switch (found) {
                case LocalDateTime time -> new Shown.OnWall(time);
                case LocalDate date -> new Shown.OnWall(date.atStartOfDay());
                case Instant instant -> new Shown.At(instant);
                default -> throw new DateTimeException("not a time: " + text);
            };
        }
    }

    /// A pattern of digits only, by far the most common: read without java.time's formatter, which
    /// takes ten times as long.
    record Digits(DigitClock clock) implements Clock {
        @Override
        public Shown read(String text) {
            return new Shown.OnWall(clock.read(text));
        }
    }
}
