package dev.wattsocket.cli.transfer;

import dev.wattsocket.cli.files.FileReadings;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// What is told at the end of an import. Confined to one thread.
final class Summary {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final int METERS_SHOWN_MAX = 50;

    private final PrintWriter out;
    private final FileReadings readings;
    private final RefusedLines refused;

    Summary(PrintWriter out, FileReadings readings, RefusedLines refused) {
        this.out = out;
        this.readings = readings;
        this.refused = refused;
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String at(long millis, ZoneId zone) {
        return MINUTES.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    void counts(String headline) {
        out.println(headline);
        out.printf(
                Locale.ROOT,
                "  %,d lines read, %,d refused, %,d with missing values (%,d values)%n",
                readings.rows(),
                refused.count(),
                readings.missingRows(),
                readings.missingValues());
        readings.warning().ifPresent(warning -> out.println("  " + warning));
    }

    void figures(Target target, Spans spans, ZoneId zone) {
        var table =
                new TextTable(
                        "meter",
                        "energy kWh",
                        "exported kWh",
                        "mean kW",
                        "peak kW",
                        "peak from (" + zone + ")",
                        "missing");
        int shown = 0;
        for (var meter : spans.meters()) {
            if (shown++ == METERS_SHOWN_MAX) {
                break;
            }
            var figures = target.figures(meter, spans.from(meter), spans.to(meter));
            if (figures.isPresent()) {
                table.add(row(meter, figures.get(), zone));
            }
        }
        if (!table.isEmpty()) {
            out.println();
            out.print(table);
        }
        if (spans.meters().size() > METERS_SHOWN_MAX) {
            out.printf("  … and %d meters more%n", spans.meters().size() - METERS_SHOWN_MAX);
        }
    }

    void refused() {
        var first = refused.first();
        if (first.isEmpty()) {
            return;
        }
        out.println();
        out.println("Refused:");
        for (var line : first) {
            String column = line.column().isEmpty() ? "" : " (" + line.column() + ")";
            out.printf("  line %d%s %s: %s%n", line.line(), column, line.reason(), line.detail());
        }
        if (refused.count() > first.size()) {
            out.printf(
                    Locale.ROOT,
                    "  … and %,d more, by reason %s; --refused FILE writes all of them%n",
                    refused.count() - first.size(),
                    refused.byReason());
        }
    }

    private List<String> row(String meter, MeterFigures figures, ZoneId zone) {
        double hours = figures.coveredHours();
        double netWattHours = figures.importWattHours() - figures.exportWattHours();
        return List.of(
                meter,
                thousandth(figures.importWattHours()),
                thousandth(figures.exportWattHours()),
                hours > 0 ? thousandth(netWattHours / hours) : "–",
                figures.peak().map(peak -> thousandth(peak.watts())).orElse("–"),
                figures.peak().map(peak -> at(peak.startMillis(), zone)).orElse("–"),
                grouped(missing(meter)));
    }

    /// The most that any one channel of the meter misses.
    private long missing(String meter) {
        long most = 0;
        for (var entry : readings.missingByChannel().entrySet()) {
            if (entry.getKey().startsWith(meter + ".")) {
                most = Math.max(most, entry.getValue());
            }
        }
        return most;
    }

    private static String thousandth(double number) {
        return String.format(Locale.ROOT, "%,.6f", number / 1000);
    }
}
