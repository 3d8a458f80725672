package dev.wattsocket.cli.files;

import dev.wattsocket.cli.files.Clock.Shown;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns what lines say about their time into UTC milliseconds. Remembers where the file's clock
/// went back, so lines are given in the file's order. Confined to one thread.
final class Stamps {
    private static final int METERS_MAX = 100_000;

    private final TimePart part;
    private final List<Clock> clocks;
    private final Map<String, Overlap> overlaps = new HashMap<>();

    /// How far a meter's lines are within an hour that is repeated.
    private record Overlap(ZoneOffsetTransition transition, LocalDateTime last, boolean second) {}

    Stamps(TimePart part) {
        this.part = part;
        this.clocks = part.formats().stream().map(Clock::of).toList();
    }

    /// The instant that the text names, in epoch milliseconds: the label, not yet an interval's
    /// start. `meter` tells whose lines follow each other.
    long label(String text, String meter) throws Refusal {
        return switch (shown(text)) {
            case Shown.At(var instant) -> instant.toEpochMilli();
            case Shown.OnWall(var time) -> onWall(time, meter);
        };
    }

    private Shown shown(String text) throws Refusal {
        for (var clock : clocks) {
            try {
                return clock.read(text);
            } catch (DateTimeException | NumberFormatException | ArithmeticException _) {
                // The next format may fit.
            }
        }
        throw new Refusal(
                "bad_time",
                "\"%s\" is not a time like %s."
                        .formatted(text, String.join(" or ", part.formats())));
    }

    private long onWall(LocalDateTime shown, String meter) throws Refusal {
        boolean bearsOldDate =
                part.midnightOldDate() && shown.toLocalTime().equals(LocalTime.MIDNIGHT);
        var time = bearsOldDate ? shown.plusDays(1) : shown;
        var zone = part.zone().orElse(ZoneOffset.UTC);
        return time.toInstant(offset(time, zone, meter)).toEpochMilli();
    }

    private ZoneOffset offset(LocalDateTime time, ZoneId zone, String meter) throws Refusal {
        var rules = zone.getRules();
        var offsets = rules.getValidOffsets(time);
        if (offsets.size() == 1) {
            return offsets.getFirst();
        }
        if (offsets.isEmpty()) {
            throw new Refusal(
                    "nonexistent_time",
                    "%s never was in %s: the clock was put forward over it.".formatted(time, zone));
        }
        return switch (part.repeatedHour()) {
            case FIRST -> offsets.getFirst();
            case SECOND -> offsets.getLast();
            case IN_ORDER -> offsets.get(isSecond(time, rules.getTransition(time), meter) ? 1 : 0);
            case REFUSE ->
                    throw new Refusal(
                            "ambiguous_time",
                            "%s was twice in %s; time.repeated_hour in the map says which is meant."
                                    .formatted(time, zone));
        };
    }

    private boolean isSecond(LocalDateTime time, ZoneOffsetTransition transition, String meter) {
        if (overlaps.size() >= METERS_MAX) {
            overlaps.clear();
        }
        @Nullable Overlap before = overlaps.get(meter);
        boolean goesOn = before != null && before.transition().equals(transition);
        boolean second =
                goesOn && before != null && (before.second() || !time.isAfter(before.last()));
        overlaps.put(meter, new Overlap(transition, time, second));
        return second;
    }
}
