package dev.wattsocket.cli.files;

import dev.wattsocket.model.Reading;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The readings of a file, one line after the other, in constant memory. Confined to one thread,
/// but for `bytesRead`.
public final class FileReadings implements Closeable {
    private final ImportMap map;
    private final TextLines lines;
    private final Cells cells;
    private @Nullable BoundColumns columns;
    private long rows;
    private long missingValues;
    private long missingRows;
    private Optional<String> warning = Optional.empty();

    private FileReadings(ImportMap map, TextLines lines) {
        this.map = map;
        this.lines = lines;
        this.cells = new Cells(map.layout());
    }

    /// Who sees what the file has, in the file's order.
    public interface Visitor {
        void reading(long line, Reading reading) throws InterruptedException;

        void refused(RefusedLine refused);
    }

    public static FileReadings open(Path file, ImportMap map) throws IOException {
        return new FileReadings(map, TextLines.open(file, map.layout().encoding()));
    }

    /// Shows the whole file.
    ///
    /// @throws MapException where the map names a column that the file has not
    public void visit(Visitor visitor) throws IOException, InterruptedException {
        try {
            for (int i = 0; i < map.layout().skipLines(); i++) {
                lines.next();
            }
            @Nullable RowReader reader = null;
            for (var line = lines.next(); line != null; line = lines.next()) {
                if (line.isBlank() || isComment(line)) {
                    continue;
                }
                if (reader == null) {
                    reader = new RowReader(map, bind(line), visitor);
                    if (map.layout().header()) {
                        continue;
                    }
                }
                row(line, reader, visitor);
            }
        } catch (EOFException | ZipException e) {
            throw new IOException(
                    "The file's gzip data is broken or cut off after line %d: what stands before"
                                    .formatted(lines.number())
                            + " is kept.",
                    e);
        }
    }

    /// Lines that hold readings, or should.
    public long rows() {
        return rows;
    }

    public long missingValues() {
        return missingValues;
    }

    public long missingRows() {
        return missingRows;
    }

    /// Missing values by meter and channel, `house.power`; only of meters that the map names.
    public Map<String, Long> missingByChannel() {
        var missing = new TreeMap<String, Long>();
        if (columns != null) {
            for (var meter : columns.meters) {
                for (var channel : meter.channels()) {
                    if (channel.missing > 0 && !meter.id().isEmpty()) {
                        missing.put(meter.id() + "." + channel.part.name(), channel.missing);
                    }
                }
            }
        }
        return missing;
    }

    /// What the user should know of the file although nothing was refused.
    public Optional<String> warning() {
        return warning;
    }

    /// Bytes of the file that were read so far. Any thread.
    public long bytesRead() {
        return lines.bytesRead();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private boolean isComment(String line) {
        var mark = map.layout().comment();
        return mark.isPresent() && line.charAt(0) == mark.get();
    }

    private BoundColumns bind(String firstLine) {
        try {
            var bound = new BoundColumns(map, cells.of(firstLine));
            columns = bound;
            return bound;
        } catch (Refusal e) {
            throw new MapException(
                    "Line %d should name the columns: %s".formatted(lines.number(), e.getMessage()),
                    e);
        }
    }

    private void row(String line, RowReader reader, Visitor visitor) throws InterruptedException {
        rows++;
        long number = lines.number();
        try {
            if (lines.isTooLong()) {
                throw new Refusal(
                        "line_too_long",
                        "It has more than %d characters.".formatted(TextLines.CHARS_MAX));
            }
            int missing = reader.read(number, cells.of(line));
            missingValues += missing;
            missingRows += missing > 0 ? 1 : 0;
            if (!lines.hasEnd()) {
                warning =
                        Optional.of(
                                "The last line, %d, has no line end. It has all its columns and was"
                                                .formatted(number)
                                        + " taken; if the file was cut off, its last number may be"
                                        + " too short.");
            }
        } catch (Refusal e) {
            visitor.refused(lines.hasEnd() ? e.at(number) : cut(e.at(number)));
        }
    }

    private static RefusedLine cut(RefusedLine refused) {
        String detail = refused.detail() + " It is the last and has no line end: the file is cut.";
        return new RefusedLine(refused.line(), refused.column(), refused.reason(), detail);
    }
}
