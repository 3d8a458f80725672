package dev.wattsocket.cli.files;

import dev.wattsocket.cli.files.BoundColumns.BoundChannel;
import dev.wattsocket.cli.files.BoundColumns.BoundMeter;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Names;
import dev.wattsocket.model.Reading;
import java.util.ArrayList;
import java.util.List;

/// Turns the cells of one line after the other into readings. Confined to one thread.
final class RowReader {
    private final FileForm.Lines map;
    private final String site;
    private final BoundColumns columns;
    private final Stamps stamps;
    private final Numerals numerals;
    private final FileReadings.Visitor visitor;

    RowReader(FileForm.Lines map, String site, BoundColumns columns, FileReadings.Visitor visitor) {
        this.map = map;
        this.site = site;
        this.columns = columns;
        this.stamps = new Stamps(map.time());
        this.numerals = new Numerals(map.layout().decimal(), map.layout().thousands());
        this.visitor = visitor;
    }

    /// Shows the line's readings to the visitor, and each value that cannot be read. Answers how
    /// many values are missing.
    int read(long line, List<String> cells) throws Refusal, InterruptedException {
        checkCount(cells);
        String text = timeText(cells);
        long interval = interval(cells);
        int missing = 0;
        boolean isFirst = true;
        long label = 0;
        for (var meter : columns.meters) {
            String id = id(meter, cells);
            if (isFirst || meter.idIndex() >= 0) {
                label = stamps.label(text, id);
            }
            isFirst = false;
            missing += read(line, cells, meter, id, label, interval);
        }
        return missing;
    }

    private int read(
            long line, List<String> cells, BoundMeter meter, String id, long label, long interval)
            throws InterruptedException {
        var ofInterval = new ArrayList<Reading.Value>(meter.channels().size());
        var momentary = new ArrayList<Reading.Value>(0);
        int missing = 0;
        for (var channel : meter.channels()) {
            String cell = cells.get(channel.index).trim();
            if (map.layout().missing().contains(cell)) {
                channel.missing++;
                missing++;
                continue;
            }
            boolean isInterval = channel.part.kind() == Kind.INTERVAL && interval > 0;
            value(line, channel, cell, isInterval ? ofInterval : momentary);
        }
        if (!ofInterval.isEmpty()) {
            long start = map.time().labelAtEnd() ? label - interval : label;
            visitor.reading(line, new Reading(id, site, start, interval, ofInterval));
        }
        if (!momentary.isEmpty()) {
            visitor.reading(line, new Reading(id, site, label, 0, momentary));
        }
        return missing;
    }

    private void value(long line, BoundChannel channel, String cell, List<Reading.Value> into) {
        var part = channel.part;
        try {
            double value = numerals.read(cell, part.decimalShift()) * part.scale();
            into.add(new Reading.Value(part.name(), value));
        } catch (NumberFormatException e) {
            visitor.refused(
                    new RefusedLine(
                            line,
                            part.column().toString(),
                            "bad_number",
                            "\"%s\" is not a number as the map has them%s."
                                    .formatted(shortened(cell), because(e))));
        }
    }

    private static String because(NumberFormatException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("mark") ? ": " + message : "";
    }

    private void checkCount(List<String> cells) throws Refusal {
        if (cells.size() < columns.count()) {
            throw new Refusal(
                    "too_few_columns",
                    "It has %d columns of %d: the line is cut short."
                            .formatted(cells.size(), columns.count()));
        }
        for (int i = columns.count(); i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                throw new Refusal(
                        "too_many_columns",
                        "It has %d columns, the first line has %d."
                                .formatted(cells.size(), columns.count()));
            }
        }
    }

    private String timeText(List<String> cells) {
        if (columns.time.length == 1) {
            return cells.get(columns.time[0]).trim();
        }
        var text = new StringBuilder();
        for (int index : columns.time) {
            text.append(text.isEmpty() ? "" : " ").append(cells.get(index).trim());
        }
        return text.toString();
    }

    private long interval(List<String> cells) throws Refusal {
        if (columns.intervalIndex < 0) {
            return map.time().intervalMillis();
        }
        String cell = cells.get(columns.intervalIndex).trim();
        try {
            return cell.isEmpty() ? 0 : Long.parseLong(cell);
        } catch (NumberFormatException _) {
            throw new Refusal(
                    "bad_interval",
                    "\"%s\" is not a number of milliseconds.".formatted(shortened(cell)));
        }
    }

    private static String id(BoundMeter meter, List<String> cells) throws Refusal {
        if (meter.idIndex() < 0) {
            return meter.id();
        }
        String id = cells.get(meter.idIndex()).trim();
        if (!Names.isId(id)) {
            throw new Refusal("bad_name", "\"%s\" is not a meter's id.".formatted(shortened(id)));
        }
        return id;
    }

    private static String shortened(String cell) {
        return cell.length() <= 40 ? cell : cell.substring(0, 40) + "…";
    }
}
