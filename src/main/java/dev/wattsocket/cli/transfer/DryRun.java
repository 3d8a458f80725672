package dev.wattsocket.cli.transfer;

import dev.wattsocket.cli.files.FileReadings;
import dev.wattsocket.cli.files.ImportMap;
import dev.wattsocket.cli.files.RefusedLine;
import dev.wattsocket.model.Quantity;
import dev.wattsocket.model.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// Reads a whole file and shows what an import would store, without storing it.
final class DryRun {
    private static final int READINGS_SHOWN_MAX = 10;
    private static final int CHANNELS_MAX = 1_000;

    private final ImportMap map;
    private final RefusedLines refused;
    private final PrintWriter out;
    private final List<String> first = new ArrayList<>();
    private final TreeMap<String, ChannelFigures> channels = new TreeMap<>();
    private long count;

    DryRun(ImportMap map, RefusedLines refused, PrintWriter out) {
        this.map = map;
        this.refused = refused;
        this.out = out;
    }

    void run(Path file, FileReadings readings, Progress bar)
            throws IOException, InterruptedException {
        readings.visit(
                map.currency(),
                new FileReadings.Visitor() {
                    @Override
                    public void reading(long line, Reading reading) {
                        bar.moved();
                        take(reading);
                    }

                    @Override
                    public void refused(RefusedLine line) {
                        refused.add(line);
                    }
                });
        bar.close();
        var summary = new Summary(out, readings, refused);
        summary.counts(
                "%s: %s readings for site %s, a dry run: nothing is stored"
                        .formatted(file.getFileName(), Summary.grouped(count), map.site().id()));
        show();
        summary.refused();
    }

    private void take(Reading reading) {
        count++;
        if (first.size() < READINGS_SHOWN_MAX) {
            first.add(shown(reading));
        }
        for (var value : reading.values()) {
            String name = reading.meter() + "." + value.channel();
            if (channels.containsKey(name) || channels.size() < CHANNELS_MAX) {
                channels.computeIfAbsent(name, _ -> new ChannelFigures())
                        .add(reading, value.value());
            }
        }
    }

    private void show() {
        if (first.isEmpty()) {
            return;
        }
        out.println();
        out.println("The first readings (an interval bears the time of its start):");
        first.forEach(line -> out.println("  " + line));
        out.println();
        var table =
                new TextTable("channel", "kind", "count", "least", "mean", "most", "sum", "unit");
        channels.forEach((name, figures) -> table.add(figures.row(name)));
        out.print(table);
    }

    private String shown(Reading reading) {
        var zone = map.zone();
        var instant = Instant.ofEpochMilli(reading.timeMillis());
        var line = new StringBuilder();
        line.append(zone.isPresent() ? instant.atZone(zone.get()).toOffsetDateTime() : instant);
        line.append("  ").append(reading.meter());
        if (reading.intervalMillis() > 0) {
            line.append("  ").append(reading.intervalMillis() / 1000).append(" s");
        }
        for (var value : reading.values()) {
            line.append(
                    String.format(
                            Locale.ROOT,
                            "  %s %s %s",
                            value.channel(),
                            ChannelFigures.plain(value.value()),
                            Quantity.of(value.channel()).unit().symbol()));
        }
        return line.toString().stripTrailing();
    }
}
