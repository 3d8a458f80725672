package dev.wattsocket.cli.files;

import dev.wattsocket.model.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// What a map makes of a file.
final class Seen implements FileReadings.Visitor {
    final List<Reading> readings = new ArrayList<>();
    final List<RefusedLine> refused = new ArrayList<>();
    final List<Long> lines = new ArrayList<>();
    String warning = "";
    long rows;
    long missing;

    static Seen of(Path folder, String map, String text) {
        return of(folder, map, text.getBytes(StandardCharsets.UTF_8));
    }

    static Seen of(Path folder, String map, byte[] content) {
        try {
            var file = Files.write(folder.resolve("readings.csv"), content);
            var seen = new Seen();
            try (var readings = FileReadings.open(file, MapReader.read(map))) {
                readings.visit(Currency.getInstance("EUR"), seen);
                seen.warning = readings.warning().orElse("");
                seen.rows = readings.rows();
                seen.missing = readings.missingValues();
            }
            return seen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] zipped(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void reading(long line, Reading reading) {
        lines.add(line);
        readings.add(reading);
    }

    @Override
    public void refused(RefusedLine line) {
        refused.add(line);
    }

    /// The values of one channel, in the file's order.
    List<Double> values(String channel) {
        return readings.stream()
                .flatMap(reading -> reading.values().stream())
                .filter(value -> value.channel().equals(channel))
                .map(Reading.Value::value)
                .toList();
    }

    /// The start of each reading, with its offset.
    List<String> times(String zone) {
        return readings.stream()
                .map(reading -> Instant.ofEpochMilli(reading.timeMillis()))
                .map(time -> time.atZone(ZoneId.of(zone)).toOffsetDateTime().toString())
                .toList();
    }

    /// Line number and reason of each refusal.
    List<String> reasons() {
        return refused.stream().map(line -> line.line() + " " + line.reason()).toList();
    }
}
