package dev.wattsocket.cli.transfer;

import dev.wattsocket.model.Quantity;
import dev.wattsocket.model.Reading;
import dev.wattsocket.table.Column;
import dev.wattsocket.table.Form;
import dev.wattsocket.table.Row;
import dev.wattsocket.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes readings as Parquet: time, meter, length, and a column for each channel.
final class ParquetExport {
    private final List<String> channels;
    private final double[] cells;

    private ParquetExport(List<String> channels) {
        this.channels = channels;
        this.cells = new double[channels.size()];
    }

    static void write(ExportSource source, ExportWanted wanted, OutputStream out)
            throws IOException {
        var export = new ParquetExport(source.channels(wanted));
        var columns =
                new ArrayList<>(
                        List.of(
                                Column.time("time"),
                                Column.text("meter"),
                                Column.number("interval", "ms")));
        for (var channel : export.channels) {
            columns.add(Column.number(channel, Quantity.of(channel).unit().symbol()));
        }
        Table.Rows rows = row -> source.read(wanted, reading -> export.fill(row, reading));
        new Table("readings", ZoneOffset.UTC, columns, rows).write(Form.PARQUET, out);
    }

    private void fill(Row row, Reading reading) throws IOException {
        Arrays.fill(cells, Double.NaN);
        for (var value : reading.values()) {
            int column = channels.indexOf(value.channel());
            if (column >= 0) {
                cells[column] = value.value();
            }
        }
        row.time(reading.timeMillis()).text(reading.meter());
        row.number(reading.intervalMillis() == 0 ? Double.NaN : (double) reading.intervalMillis());
        for (var cell : cells) {
            row.number(cell);
        }
        row.end();
    }
}
