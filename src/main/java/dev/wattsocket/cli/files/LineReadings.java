package dev.wattsocket.cli.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The readings of a file, one line after the other, in constant memory. Confined to one thread,
/// but for `bytesRead`.
final class LineReadings implements FileReadings {
    private final FileForm.Lines map;
    private final String site;
    private final TextLines lines;
    private final Cells cells;
    private @Nullable BoundColumns columns;
    private long rows;
    private long missingValues;
    private long missingRows;
    private Optional<String> warning = Optional.empty();

    private LineReadings(FileForm.Lines map, String site, TextLines lines) {
        this.map = map;
        this.site = site;
        this.lines = lines;
        this.cells = new Cells(map.layout());
    }

    static LineReadings open(Path file, FileForm.Lines map, SitePart site) throws IOException {
        return new LineReadings(map, site.id(), TextLines.open(file, map.layout().encoding()));
    }

    @Override
    public void visit(Currency currency, Visitor visitor) throws IOException, InterruptedException {
        checkCurrency(currency);
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
                    reader = new RowReader(map, site, bind(line), visitor);
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

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long missingValues() {
        return missingValues;
    }

    @Override
    public long missingRows() {
        return missingRows;
    }

    @Override
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

    @Override
    public Optional<String> warning() {
        return warning;
    }

    @Override
    public long bytesRead() {
        return lines.bytesRead();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private void checkCurrency(Currency currency) {
        for (var meter : map.meters()) {
            for (var channel : meter.channels()) {
                if (channel.currency().filter(own -> !own.equals(currency)).isPresent()) {
                    throw new MapException(
                            "%s is in %s by the map, and the site counts in %s: use a site in that currency."
                                    .formatted(channel.name(), channel.currency().get(), currency));
                }
            }
        }
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
