package dev.wattsocket.ingest.entsoe;

import dev.wattsocket.ingest.Reason;
import dev.wattsocket.model.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/// What a document shows.
final class Shown implements MarketDocument.Visitor {
    static final Wanted PRICES =
            new Wanted(
                    "spot",
                    "home",
                    Optional.empty(),
                    Currency.getInstance("EUR"),
                    Optional.empty(),
                    Optional.empty());

    final List<Reading> readings = new ArrayList<>();
    final List<Long> lines = new ArrayList<>();
    final List<String> refused = new ArrayList<>();

    static Shown of(String file) {
        return of(file, PRICES);
    }

    static Shown of(String file, Wanted wanted) {
        return ofText(text(file), wanted);
    }

    static String text(String file) {
        try {
            return Files.readString(Path.of("src/test/resources/entsoe", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Shown ofText(String xml, Wanted wanted) {
        var shown = new Shown();
        var bytes = new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
        try {
            MarketDocument.decode(bytes, wanted, shown);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return shown;
    }

    static Wanted sequence(int number) {
        return new Wanted(
                "spot",
                "home",
                Optional.empty(),
                PRICES.currency(),
                Optional.of(number),
                Optional.empty());
    }

    static Wanted resolution(Duration length) {
        return new Wanted(
                "spot",
                "home",
                Optional.empty(),
                PRICES.currency(),
                Optional.empty(),
                Optional.of(length));
    }

    static Wanted into(String channel) {
        return new Wanted(
                "spot",
                "home",
                Optional.of(channel),
                PRICES.currency(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public void reading(long line, Reading reading) {
        readings.add(reading);
        lines.add(line);
    }

    @Override
    public void refused(long line, Reason reason, String detail) {
        refused.add("%d %s %s".formatted(line, reason.wireName(), detail));
    }

    List<Double> values() {
        return readings.stream().map(reading -> reading.values().getFirst().value()).toList();
    }

    /// `2026-03-28T23:00:00Z 60 0.041`
    String row(int index) {
        var reading = readings.get(index);
        return "%s %d %s %s"
                .formatted(
                        Instant.ofEpochMilli(reading.timeMillis()),
                        reading.intervalMillis() / 60_000,
                        reading.values().getFirst().channel(),
                        reading.values().getFirst().value());
    }
}
