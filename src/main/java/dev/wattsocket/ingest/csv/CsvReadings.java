package dev.wattsocket.ingest.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.wattsocket.ingest.Reason;
import dev.wattsocket.ingest.Receipt.Refusal;
import dev.wattsocket.ingest.json.Readings;
import dev.wattsocket.model.Reading;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;

/// Decodes CSV whose header names `meter`, `time`, and channels. An empty cell is a value that was
/// not measured. Any thread.
public final class CsvReadings {
    private CsvReadings() {}

    /// Decodes a whole text.
    ///
    /// @throws IllegalArgumentException where the text has no header of readings at all
    public static Readings decode(String text) {
        var readings = new Readings();
        try (var rows = CsvReader.builder().ofNamedCsvRecord(text)) {
            for (var row : rows) {
                if (!row.getHeader().contains("meter")) {
                    throw new IllegalArgumentException(
                            "The first line names the columns: meter,time,power,…");
                }
                row(row, readings);
            }
        } catch (CsvParseException e) {
            throw new IllegalArgumentException("This is not CSV: " + e.getMessage(), e);
        } catch (java.io.IOException e) {
            throw new IllegalStateException("a text in memory can be read", e);
        }
        return readings;
    }

    private static void row(NamedCsvRecord row, Readings into) {
        int index = into.size();
        long time = Reading.NO_TIME;
        long interval = 0;
        var values = new ArrayList<Reading.Value>();
        for (var field : row.getFieldsAsMap().entrySet()) {
            String cell = field.getValue().trim();
            if (cell.isEmpty()) {
                continue;
            }
            try {
                switch (field.getKey()) {
                    case "meter", "site" -> {}
                    case "time" -> time = time(cell);
                    case "interval_ms" -> interval = Long.parseLong(cell);
                    default ->
                            values.add(new Reading.Value(field.getKey(), Double.parseDouble(cell)));
                }
            } catch (NumberFormatException | DateTimeException _) {
                var refusal =
                        new Refusal(
                                index,
                                field.getKey(),
                                Reason.MALFORMED,
                                "Line %d: %s is not a %s."
                                        .formatted(
                                                row.getStartingLineNumber(),
                                                field.getKey(),
                                                field.getKey().equals("time") ? "time" : "number"));
                if (field.getKey().equals("time") || field.getKey().equals("interval_ms")) {
                    into.addUnreadable(refusal);
                    return;
                }
                into.refuse(refusal);
            }
        }
        into.add(
                new Reading(
                        row.findField("meter").orElse(""),
                        row.findField("site").orElse(""),
                        time,
                        interval,
                        values));
    }

    private static long time(String cell) {
        boolean isNumber = cell.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-');
        return isNumber && cell.lastIndexOf('-') <= 0
                ? Long.parseLong(cell)
                : OffsetDateTime.parse(cell).toInstant().toEpochMilli();
    }
}
