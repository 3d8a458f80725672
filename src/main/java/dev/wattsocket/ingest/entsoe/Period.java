package dev.wattsocket.ingest.entsoe;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// A `Period` of a document as it is written: from when to when, in steps of which length, and the
/// points that it tells. Filled while it is read; confined to one thread.
final class Period {
    static final Duration STEP_SHORTEST = Duration.ofMinutes(1);
    static final Duration STEP_LONGEST = Duration.ofDays(1);

    /// A `Point` as it is written.
    record Point(long line, String position, String amount) {}

    final long line;
    String start = "";
    String end = "";
    String resolution = "";
    final List<Point> points = new ArrayList<>();

    Period(long line) {
        this.line = line;
    }

    /// A period that makes sense: `count` steps that fill it exactly. Epoch milliseconds.
    record Span(long startMillis, long endMillis, long stepMillis, int count) {}

    /// @throws IllegalArgumentException with a sentence, where the period makes no sense
    Span span() {
        long from = millis("start", start);
        long to = millis("end", end);
        long step = step(resolution).toMillis();
        if (to <= from) {
            throw new IllegalArgumentException(
                    "The period from %s to %s ends before it starts.".formatted(start, end));
        }
        if ((to - from) % step != 0 || (to - from) / step > MarketDocument.POINTS_MAX) {
            throw new IllegalArgumentException(
                    "From %s to %s is not a whole number of %s, up to %d of them."
                            .formatted(start, end, resolution, MarketDocument.POINTS_MAX));
        }
        return new Span(from, to, step, (int) ((to - from) / step));
    }

    /// Reads `PT15M` and the like.
    ///
    /// @throws IllegalArgumentException with a sentence, where it is no such length
    static Duration step(String text) {
        try {
            var step = Duration.parse(text);
            if (step.compareTo(STEP_SHORTEST) >= 0
                    && step.compareTo(STEP_LONGEST) <= 0
                    && step.toMillis() % 1_000 == 0) {
                return step;
            }
        } catch (DateTimeException | ArithmeticException _) {
            // told below
        }
        throw new IllegalArgumentException(
                "A resolution is PT15M, PT30M, PT60M or the like, not %s.".formatted(quoted(text)));
    }

    static String quoted(String text) {
        return text.isEmpty() ? "missing" : "\"" + text + "\"";
    }

    private static long millis(String what, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException _) {
            throw new IllegalArgumentException(
                    "The %s of a period is a time such as 2026-03-28T23:00Z, not %s."
                            .formatted(what, quoted(text)));
        }
    }
}
