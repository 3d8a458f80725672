package dev.wattsocket.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Locale;

/// CSV as RFC 4180 has it, with the units in its header. A moment is two columns: the time of the
/// site's clocks, which spreadsheets understand, and UTC, which an autumn night does not have
/// twice.
final class CsvForm implements Row.Sink {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final int BUFFER_CHARS = 16_384;

    private final Table table;
    private final CsvWriter csv;

    private CsvForm(Table table, CsvWriter csv) {
        this.table = table;
        this.csv = csv;
    }

    static void write(Table table, OutputStream out) throws IOException {
        var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        var csv =
                CsvWriter.builder()
                        .lineDelimiter(LineDelimiter.CRLF)
                        .bufferSize(BUFFER_CHARS)
                        .build(text);
        var form = new CsvForm(table, csv);
        form.header();
        table.rows().show(new Row(table.columns(), form));
        csv.flush();
        text.flush();
    }

    @Override
    public void take(Row row) {
        var cells = new ArrayList<String>(table.columns().size() + 2);
        for (int i = 0; i < table.columns().size(); i++) {
            switch (table.columns().get(i).kind()) {
                case TIME -> {
                    cells.add(row.isFilled(i) ? wall(row.timeAt(i), table.zone()) : "");
                    cells.add(
                            row.isFilled(i) ? Instant.ofEpochMilli(row.timeAt(i)).toString() : "");
                }
                case NUMBER -> cells.add(row.isFilled(i) ? plain(row.exactAt(i)) : "");
                // Money keeps its zeros: 0.10 is how it is written.
                case DECIMAL -> cells.add(row.isFilled(i) ? row.exactAt(i).toPlainString() : "");
                case TEXT -> cells.add(row.isFilled(i) ? row.textAt(i) : "");
            }
        }
        csv.writeRecord(cells);
    }

    private void header() {
        var cells = new ArrayList<String>();
        for (var column : table.columns()) {
            String unit = column.kind() == Column.Kind.TIME ? table.zone().getId() : column.unit();
            cells.add(unit.isEmpty() ? column.name() : column.name() + " [" + unit + "]");
            if (column.kind() == Column.Kind.TIME) {
                cells.add(column.name() + "_utc");
            }
        }
        csv.writeRecord(cells);
    }

    private static String wall(long millis, ZoneId zone) {
        var at = Instant.ofEpochMilli(millis).atZone(zone);
        return (millis % 1_000 == 0 ? SECONDS : MILLIS).format(at);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
