package dev.wattsocket.ingest.entsoe;

import dev.wattsocket.ingest.Reason;
import dev.wattsocket.ingest.entsoe.Period.Point;
import dev.wattsocket.ingest.entsoe.Period.Span;
import dev.wattsocket.model.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Decodes a market document of ENTSO-E into readings of intervals: a reading for each position of
/// each period, also for those that the document leaves out because they repeat. Any thread.
///
/// Where several series speak of one time, the first auction and then the first series is taken.
public final class MarketDocument {
    /// Positions of a document: quarter hours of more than five years.
    static final int POINTS_MAX = 200_000;

    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,20}(\\.\\d{1,20})?");

    private final Wanted wanted;
    private final Visitor visitor;
    private final NavigableMap<Long, Span> taken = new TreeMap<>();
    private int positions;

    private MarketDocument(Wanted wanted, Visitor visitor) {
        this.wanted = wanted;
        this.visitor = visitor;
    }

    /// Sees what a document has, in its order, with the line where it stands.
    public interface Visitor {
        void reading(long line, Reading reading) throws InterruptedException;

        void refused(long line, Reason reason, String detail);
    }

    /// Shows all readings of a document.
    ///
    /// @throws IOException where the bytes can't be read
    /// @throws MarketException where nothing at all can be taken of it
    public static void decode(InputStream xml, Wanted wanted, Visitor visitor)
            throws IOException, InterruptedException {
        var reader = new SeriesReader();
        Elements.walk(xml, reader::document);
        new MarketDocument(wanted, visitor).show(reader.series());
    }

    static MarketException tooMany() {
        return new MarketException(
                "A document has at most %d positions; ask for a shorter time."
                        .formatted(POINTS_MAX));
    }

    private void show(List<Series> all) throws InterruptedException {
        int first = all.stream().mapToInt(Series::auction).min().orElse(1);
        int auction = wanted.sequence().orElse(first);
        for (var series : all) {
            if (series.auction() == auction) {
                series(series);
            } else if (wanted.sequence().isEmpty()) {
                visitor.refused(
                        series.line,
                        Reason.AMBIGUOUS,
                        "TimeSeries %d is of auction %d, and %d is taken; sequence %d chooses it."
                                .formatted(
                                        series.number, series.auction(), first, series.auction()));
            }
        }
    }

    private void series(Series series) throws InterruptedException {
        var measure = series.measure();
        var wrong = wrongWith(series, measure);
        if (measure.isEmpty() || wrong.isPresent()) {
            refuse(series, series.line, Reason.MALFORMED, wrong.orElse(""));
            return;
        }
        for (var period : series.periods) {
            period(series, period, measure.get());
        }
    }

    private Optional<String> wrongWith(Series series, Optional<Measure> measure) {
        if (measure.isEmpty()) {
            return Optional.of(
                    "The unit %s is not understood: a price is per MWH or KWH, a quantity in MAW, KWT, MWH or KWH."
                            .formatted(Period.quoted(series.unit())));
        }
        if (series.hasPrices && !series.currency.equals(wanted.currency().getCurrencyCode())) {
            return Optional.of(
                    "The prices are in %s, and the site counts in %s: use a meter of a site in that currency."
                            .formatted(
                                    Period.quoted(series.currency),
                                    wanted.currency().getCurrencyCode()));
        }
        String channel = channel(measure.get());
        return measure.get().fits(channel)
                ? Optional.empty()
                : Optional.of(
                        "Channel %s can't hold it, because this is %s."
                                .formatted(channel, measure.get().quantity().wireName()));
    }

    private String channel(Measure measure) {
        return wanted.channel().orElse(measure.quantity().wireName());
    }

    private void period(Series series, Period period, Measure measure) throws InterruptedException {
        Span span;
        try {
            span = period.span();
        } catch (IllegalArgumentException e) {
            refuse(series, period.line, Reason.MALFORMED, String.valueOf(e.getMessage()));
            return;
        }
        if (wanted.resolution().filter(only -> only.toMillis() != span.stepMillis()).isPresent()) {
            return;
        }
        var before = taken.floorEntry(span.endMillis() - 1);
        if (before != null && before.getValue().endMillis() > span.startMillis()) {
            refuse(
                    series,
                    period.line,
                    Reason.AMBIGUOUS,
                    "This time is taken from a period before it; resolution %s chooses this one."
                            .formatted(period.resolution));
            return;
        }
        taken.put(span.startMillis(), span);
        points(series, period, span, channel(measure), measure);
    }

    private void points(Series series, Period period, Span span, String channel, Measure measure)
            throws InterruptedException {
        int next = 1;
        var value = Optional.<Double>empty();
        long line = period.line;
        for (var point : period.points) {
            int position = position(point, next, span);
            if (position == 0) {
                refuse(
                        series,
                        point.line(),
                        Reason.MALFORMED,
                        "Position %s is not a number from %d to %d."
                                .formatted(Period.quoted(point.position()), next, span.count()));
                value = Optional.empty(); // who knows from where on it holds no more
                continue;
            }
            if (series.repeats()) {
                hold(span, next, position, line, channel, value);
            }
            value = amount(point).map(measure::value);
            line = point.line();
            if (value.isEmpty()) {
                refuse(
                        series,
                        line,
                        Reason.MALFORMED,
                        "Position %d: %s is not a number."
                                .formatted(position, Period.quoted(point.amount())));
            }
            hold(span, position, position + 1, line, channel, value);
            next = position + 1;
        }
        if (series.repeats()) {
            hold(span, next, span.count() + 1, line, channel, value);
        }
    }

    /// Where the point stands in its period; 0 where it can't be.
    private static int position(Point point, int least, Span span) {
        String text = point.position();
        int position = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        return position >= least && position <= span.count() ? position : 0;
    }

    private static Optional<BigDecimal> amount(Point point) {
        return DECIMAL.matcher(point.amount()).matches()
                ? Optional.of(new BigDecimal(point.amount()))
                : Optional.empty();
    }

    /// Shows the value for each position of these; nothing where there is none.
    private void hold(
            Span span, int from, int to, long line, String channel, Optional<Double> value)
            throws InterruptedException {
        if (value.isEmpty()) {
            return;
        }
        positions += to - from;
        if (positions > POINTS_MAX) {
            throw tooMany();
        }
        for (int position = from; position < to; position++) {
            visitor.reading(
                    line,
                    new Reading(
                            wanted.meter(),
                            wanted.site(),
                            span.startMillis() + (position - 1) * span.stepMillis(),
                            span.stepMillis(),
                            List.of(new Reading.Value(channel, value.get()))));
        }
    }

    private void refuse(Series series, long line, Reason reason, String detail) {
        visitor.refused(line, reason, "TimeSeries %d: %s".formatted(series.number, detail));
    }
}
