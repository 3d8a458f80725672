package dev.wattsocket.table;

import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;

/// A figure as rows and columns. `rows` is asked once for all rows, one after the other, so that a
/// long table is never in memory as a whole.
///
/// @param name what a file of it is called, without its end
/// @param zone in which people read its times
public record Table(String name, ZoneId zone, List<Column> columns, Rows rows) {

    /// Fills one row after the other.
    public interface Rows {
        void show(Row row) throws IOException;
    }

    /// Writes the whole table, and leaves the stream open.
    public void write(Form form, OutputStream out) throws IOException {
        switch (form) {
            case CSV -> CsvForm.write(this, out);
            case PARQUET -> ParquetForm.write(this, out);
        }
    }
}
