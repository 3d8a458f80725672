package dev.wattsocket.ingest;

import dev.wattsocket.ingest.Receipt.Refusal;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Names;
import dev.wattsocket.model.Quantity;
import dev.wattsocket.model.Reading;
import dev.wattsocket.model.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Judges the readings of one submission, one after the other: a bad value never spoils the good
/// ones beside it. Confined to the live loop.
final class Judge {
    /// Refusals that are told one by one; the metrics count them all.
    static final int REFUSALS_MAX = 10_000;

    static final long AHEAD_MILLIS_MAX = 24 * 60 * 60 * 1000L;

    /// Tomorrow's prices are known today, and forecasts of the grid's carbon reach further.
    static final long PUBLISHED_AHEAD_MILLIS_MAX = 8 * 24 * 60 * 60 * 1000L;

    static final long OLDEST_MILLIS = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

    /// A time in seconds, taken for milliseconds, falls into the first weeks of 1970.
    private static final long SECONDS_LOOK_LIKE = 10_000_000_000L;

    private static final String CHANNEL_NAMES =
            "A channel's name is 1 to 64 letters, digits and _, a letter first.";

    private final long now;
    private final Submission submission;
    private final IntakeRules rules;
    private final Traffic traffic;
    private final Samples.Builder samples;
    private final List<Refusal> refused = new ArrayList<>();
    private final Set<Integer> toldAlready;
    private int accepted;
    private int withheld;

    Judge(long nowMillis, Submission submission, IntakeRules rules, Traffic traffic) {
        this.now = nowMillis;
        this.submission = submission;
        this.rules = rules;
        this.traffic = traffic;
        this.samples = new Samples.Builder(submission.valueCount());
        refused.addAll(submission.unread());
        this.toldAlready =
                submission.unread().stream().map(Refusal::index).collect(Collectors.toSet());
    }

    /// @param entry what is known of the reading's meter; null where it is not in the catalog
    /// @param siteKnown whether there is the site that the reading names, where it names one; of an
    ///   unknown meter, whether there is the site that it would go to
    void reading(int index, Reading reading, @Nullable MeterEntry entry, boolean siteKnown) {
        boolean told = toldAlready.contains(index);
        if (entry == null) {
            if (!told) {
                refuse(unknownMeter(index, reading, siteKnown));
            }
            return;
        }
        int refusedBefore = refused.size();
        long time = reading.timeMillis() == Reading.NO_TIME ? now : reading.timeMillis();
        int acceptedBefore = samples.size() + withheld;
        var wrong =
                told && reading.values().isEmpty()
                        ? Optional.<Refusal>empty()
                        : wrongPlace(index, reading, entry, siteKnown)
                                .or(() -> wrongWithAll(index, reading, time));
        if (wrong.isPresent()) {
            refuse(wrong.get());
        } else {
            for (var value : reading.values()) {
                value(index, reading, entry, time, value);
            }
        }
        if (samples.size() + withheld > acceptedBefore) {
            accepted++;
        }
        var own =
                new ArrayList<>(
                        refused.subList(Math.min(refusedBefore, refused.size()), refused.size()));
        if (told) {
            submission.unread().stream().filter(each -> each.index() == index).forEach(own::add);
        }
        entry.traffic.received(
                new MeterTraffic.Message(
                        now, submission.wire(), submission.text(), reading, List.copyOf(own)),
                time,
                traffic.keepsMessages());
    }

    Samples samples() {
        return samples.build();
    }

    Receipt receipt() {
        return new Receipt(accepted, List.copyOf(refused));
    }

    private void value(
            int index, Reading reading, MeterEntry entry, long time, Reading.Value value) {
        var wrong = wrongWith(index, reading, entry.channels().get(value.channel()), value);
        if (wrong.isPresent()) {
            refuse(wrong.get());
            return;
        }
        var known = entry.channels().get(value.channel());
        if (known != null && entry.isCorrected(value.channel(), time)) {
            // Sent once more, after somebody corrected it: that must not undo the correction.
            withheld++;
        } else if (known != null) {
            int seconds = (int) (reading.intervalMillis() / 1000);
            samples.add(known.channel().id(), time, value.value(), seconds);
        }
    }

    private Optional<Refusal> wrongPlace(
            int index, Reading reading, MeterEntry entry, boolean siteKnown) {
        if (entry.isVirtual) {
            return refusal(
                    index,
                    Reason.VIRTUAL_METER,
                    "%s is a sum of other meters; send under another meter's id."
                            .formatted(reading.meter()));
        }
        return siteKnown ? Optional.empty() : Optional.of(unknownSite(index, reading));
    }

    private Refusal unknownSite(int index, Reading reading) {
        return new Refusal(
                index,
                "",
                Reason.UNKNOWN_SITE,
                reading.site().isEmpty()
                        ? "The reading names no site, and there is no site %s; name one."
                                .formatted(rules.site())
                        : "There is no site %s; add it with PUT /api/v1/sites/{id}."
                                .formatted(reading.site()));
    }

    private Optional<Refusal> wrongWithAll(int index, Reading reading, long time) {
        long ahead = isPublishedAhead(reading) ? PUBLISHED_AHEAD_MILLIS_MAX : AHEAD_MILLIS_MAX;
        if (time > now + ahead) {
            return refusal(
                    index,
                    Reason.TIME_IN_FUTURE,
                    "The time is more than %s ahead of the server's clock: "
                                    .formatted(ahead == AHEAD_MILLIS_MAX ? "a day" : "8 days")
                            + (time < 253_402_300_800_000L ? Instant.ofEpochMilli(time) : time));
        }
        if (time < rules.keptFromMillis().getAsLong()) {
            return refusal(
                    index,
                    Reason.TIME_TOO_OLD,
                    "Readings of that time are not kept any more (retention.raw_days): "
                            + Instant.ofEpochMilli(time));
        }
        if (time < OLDEST_MILLIS) {
            return refusal(
                    index,
                    Reason.TIME_TOO_OLD,
                    time > 0 && time < SECONDS_LOOK_LIKE
                            ? "The time looks like seconds; send milliseconds: " + time * 1000
                            : "The time is before the year 2000: " + time);
        }
        long interval = reading.intervalMillis();
        if (interval < 0 || interval % 1000 != 0 || interval > IntakeRules.INTERVAL_MILLIS_MAX) {
            return refusal(
                    index,
                    Reason.BAD_INTERVAL,
                    "interval_ms is a number of whole seconds, from 1000 to a year: " + interval);
        }
        if (reading.values().isEmpty()) {
            return refusal(
                    index,
                    Reason.MALFORMED,
                    "The reading has no value; add one, such as \"power\":1240.5");
        }
        return Optional.empty();
    }

    private static boolean isPublishedAhead(Reading reading) {
        return !reading.values().isEmpty()
                && reading.values().stream()
                        .allMatch(value -> Quantity.of(value.channel()).isPublishedAhead());
    }

    private Optional<Refusal> wrongWith(
            int index, Reading reading, MeterEntry.@Nullable Entry known, Reading.Value value) {
        String name = value.channel();
        if (!Names.isChannel(name)) {
            return refusal(index, shortened(name), Reason.BAD_NAME, CHANNEL_NAMES);
        }
        double number = value.value();
        if (!Double.isFinite(number)) {
            return refusal(index, name, Reason.NOT_FINITE, name + " is not a finite number.");
        }
        if (known == null) {
            return refusal(
                    index,
                    name,
                    Reason.TOO_MANY_CHANNELS,
                    "A meter has at most " + IntakeRules.CHANNELS_MAX + " channels.");
        }
        var quantity = known.quantity();
        if (number < quantity.min() || number > quantity.max()) {
            return refusal(
                    index,
                    name,
                    Reason.OUT_OF_RANGE,
                    "%s is from %s to %s %s, not %s."
                            .formatted(
                                    name,
                                    quantity.min(),
                                    quantity.max(),
                                    quantity.unit().symbol(),
                                    number));
        }
        boolean isInterval = reading.intervalMillis() > 0;
        if (isInterval != (known.channel().kind() == Kind.INTERVAL)) {
            return refusal(
                    index,
                    name,
                    Reason.KIND_MISMATCH,
                    isInterval
                            ? name
                                    + " of this meter is not of intervals: leave interval_ms out,"
                                    + " or use another meter id."
                            : name
                                    + " of this meter is of intervals: send interval_ms,"
                                    + " or use another meter id.");
        }
        return Optional.empty();
    }

    private Refusal unknownMeter(int index, Reading reading, boolean siteKnown) {
        var maker = submission.maker();
        if (!Names.isId(reading.meter())) {
            return new Refusal(
                    index,
                    "",
                    Reason.BAD_NAME,
                    "A meter's id is 1 to 64 letters, digits and _ - : . with a letter or digit first.");
        }
        if (!rules.autoCreate()) {
            return new Refusal(
                    index,
                    "",
                    Reason.UNKNOWN_METER,
                    "Meter %s is not known; add it with PUT /api/v1/meters/%s."
                            .formatted(reading.meter(), reading.meter()));
        }
        if (!maker.mayMake()) {
            return new Refusal(
                    index,
                    "",
                    Reason.TOO_MANY_METERS,
                    "One connection makes at most %d meters; add more with PUT /api/v1/meters/{id}."
                            .formatted(Maker.METERS_MAX));
        }
        if (reading.values().isEmpty()) {
            return new Refusal(
                    index,
                    "",
                    Reason.MALFORMED,
                    "The reading has no value; add one, such as \"power\":1240.5");
        }
        var first = reading.values().getFirst().channel();
        if (reading.values().stream().noneMatch(value -> Names.isChannel(value.channel()))) {
            return new Refusal(index, shortened(first), Reason.BAD_NAME, CHANNEL_NAMES);
        }
        return siteKnown
                ? new Refusal(
                        index,
                        "",
                        Reason.TOO_MANY_METERS,
                        "There are %d meters, as many as there may be."
                                .formatted(rules.metersMax()))
                : unknownSite(index, reading);
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(name.length(), Names.NAME_CHARS_MAX));
    }

    private void refuse(Refusal refusal) {
        if (refused.size() < REFUSALS_MAX) {
            refused.add(refusal);
        }
    }

    private static Optional<Refusal> refusal(int index, Reason reason, String detail) {
        return refusal(index, "", reason, detail);
    }

    private static Optional<Refusal> refusal(
            int index, String channel, Reason reason, String detail) {
        return Optional.of(new Refusal(index, channel, reason, detail));
    }
}
