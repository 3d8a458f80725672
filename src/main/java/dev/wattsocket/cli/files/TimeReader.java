package dev.wattsocket.cli.files;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the `time` section of a map.
final class TimeReader {
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,6}) ?(s|min|h)");

    private enum Label {
        START,
        END
    }

    private enum Midnight {
        NEW_DATE,
        OLD_DATE
    }

    private TimeReader() {}

    static TimePart read(YamlPart part, Optional<ZoneId> siteZone) {
        var time =
                new TimePart(
                        columns(part),
                        formats(part),
                        MapReader.zone(part, "zone").or(() -> siteZone),
                        interval(part),
                        part.column("interval_column"),
                        part.choice("label", Label.class).equals(Optional.of(Label.END)),
                        part.choice("midnight", Midnight.class)
                                .equals(Optional.of(Midnight.OLD_DATE)),
                        part.choice("repeated_hour", RepeatedHour.class)
                                .orElse(RepeatedHour.REFUSE));
        part.end();
        check(part, time);
        return time;
    }

    private static void check(YamlPart part, TimePart time) {
        boolean hasInterval = time.intervalMillis() > 0 || time.intervalColumn().isPresent();
        if (time.intervalMillis() > 0 && time.intervalColumn().isPresent()) {
            throw new MapException(
                    "%s and %s exclude each other."
                            .formatted(part.at("interval"), part.at("interval_column")));
        }
        if (time.labelAtEnd() && !hasInterval) {
            throw new MapException(
                    part.at("label") + ": end needs to know how long: add " + part.at("interval"));
        }
        if (time.midnightOldDate() && !time.labelAtEnd()) {
            throw new MapException(
                    part.at("midnight") + ": old_date goes with " + part.at("label") + ": end.");
        }
        for (var format : time.formats()) {
            if (Clock.of(format).needsZone() && time.zone().isEmpty()) {
                throw new MapException(
                        "%s is missing: times like %s are of a wall clock, and somebody's wall."
                                .formatted(part.at("zone"), format));
            }
        }
    }

    private static List<Column> columns(YamlPart part) {
        if (part.has("column") == part.has("columns")) {
            throw new MapException(
                    "%s says where the time stands; where date and time have columns of their own,"
                                    .formatted(part.at("column"))
                            + " %s: [date, time].".formatted(part.at("columns")));
        }
        return part.has("columns") ? part.columns("columns") : List.of(part.needColumn("column"));
    }

    private static List<String> formats(YamlPart part) {
        var formats = part.texts("format");
        if (formats.isEmpty()) {
            throw new MapException(
                    part.at("format")
                            + " is missing; it is a pattern such as dd.MM.yyyy HH:mm, or iso,"
                            + " epoch_s, epoch_ms.");
        }
        for (var format : formats) {
            try {
                Clock.of(format);
            } catch (IllegalArgumentException e) {
                throw new MapException(
                        "%s \"%s\" is not a pattern: %s."
                                .formatted(part.at("format"), format, e.getMessage()),
                        e);
            }
        }
        return formats;
    }

    private static long interval(YamlPart part) {
        var text = part.text("interval");
        if (text.isEmpty() || text.get().equals("none")) {
            return 0;
        }
        var length = LENGTH.matcher(text.get());
        long number = length.matches() ? Long.parseLong(length.group(1)) : 0;
        if (number == 0) {
            throw new MapException(
                    "%s is a length such as 15 min, 1 h or 30 s, or none, not \"%s\"."
                            .formatted(part.at("interval"), text.get()));
        }
        return switch (length.group(2)) {
            case "s" -> number * 1_000;
            case "min" -> number * 60_000;
            default -> number * 3_600_000;
        };
    }
}
