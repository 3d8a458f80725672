package dev.wattsocket.cli.transfer;

import dev.wattsocket.model.Reading;
import java.io.BufferedWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Writes readings as CSV: time, meter, length, and a column for each channel. Every number is
/// written so that reading it gives the same number.
final class CsvExport implements ExportSource.Writer {
    private final List<String> channels;
    private final BufferedWriter out;
    private final String[] cells;

    CsvExport(List<String> channels, BufferedWriter out) throws IOException {
        this.channels = channels;
        this.out = out;
        this.cells = new String[channels.size()];
        out.write("time,meter,interval_ms," + String.join(",", channels) + "\n");
    }

    @Override
    public void write(Reading reading) throws IOException {
        Arrays.fill(cells, "");
        for (var value : reading.values()) {
            int column = channels.indexOf(value.channel());
            if (column >= 0) {
                cells[column] = number(value.value());
            }
        }
        out.write(Instant.ofEpochMilli(reading.timeMillis()).toString());
        out.write(',');
        out.write(reading.meter());
        out.write(',');
        out.write(reading.intervalMillis() == 0 ? "" : Long.toString(reading.intervalMillis()));
        for (var cell : cells) {
            out.write(',');
            out.write(cell);
        }
        out.write('\n');
    }

    private static String number(double value) {
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return isWhole ? Long.toString((long) value) : Double.toString(value);
    }
}
