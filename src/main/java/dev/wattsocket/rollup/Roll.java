package dev.wattsocket.rollup;

import dev.wattsocket.metering.EnergySource;
import dev.wattsocket.metering.Exchanged;
import dev.wattsocket.metering.IntervalEnergy;
import dev.wattsocket.metering.Judgement;
import dev.wattsocket.metering.Levels;
import dev.wattsocket.metering.PowerEnergy;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.metering.RegisterEnergy;
import dev.wattsocket.metering.Tally;
import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.MeterRules;
import dev.wattsocket.model.Quantity;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.store.SeriesStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Computes the cells of one channel in a range of whole quarter hours from its samples, and from
/// those around that decide what they mean. Blocks; confined to one thread.
final class Roll {
    private static final long REACH = RegisterEnergy.REACH_MILLIS;
    private static final int REACHES_MAX = 400;

    /// Minutes are kept of quarter hours that have more samples than this; else the samples serve.
    private static final int MINUTES_FROM = 60;

    private final Channel channel;
    private final Readings readings;
    private final MeterRules rules;
    private final List<Exchanged> exchanges;
    private final BiPredicate<Long, Long> falls;

    /// @param falls whether the register falls anywhere between two times
    Roll(
            Channel channel,
            Readings readings,
            MeterRules rules,
            List<Exchanged> exchanges,
            BiPredicate<Long, Long> falls) {
        this.channel = channel;
        this.readings = readings;
        this.rules = rules;
        this.exchanges = exchanges;
        this.falls = falls;
    }

    /// What a range came to.
    record Result(
            Tally tally,
            Levels quarters,
            @Nullable Levels minutes,
            boolean isProvisional,
            long fellFirstMillis) {

        boolean fell() {
            return fellFirstMillis != Long.MAX_VALUE;
        }

        /// Every quarter hour of the range, those too that hold nothing.
        List<Cell> cells() {
            var cells = new ArrayList<Cell>(quarters.size());
            for (int at = 0; at < quarters.size(); at++) {
                cells.add(cell(at));
            }
            return cells;
        }

        /// The minutes of quarter hours that have so many samples that minutes are worth keeping.
        List<Cell> minuteCells() {
            var cells = new ArrayList<Cell>();
            if (minutes == null) {
                return cells;
            }
            int perQuarter = (int) (Quarter.MILLIS / Resolution.MINUTE.millis());
            for (int at = 0; at < minutes.size(); at++) {
                if (quarters.count(at / perQuarter) > MINUTES_FROM && minutes.isKnown(at)) {
                    cells.add(level(minutes, at, null));
                }
            }
            return cells;
        }

        private Cell cell(int at) {
            return quarters.isKnown(at) || tally.coveredMillis(at) > 0 || tally.isJudged(at)
                    ? level(quarters, at, tally)
                    : Cell.empty(quarters.start(at));
        }

        private static Cell level(Levels levels, int at, @Nullable Tally tally) {
            boolean known = levels.isKnown(at);
            return new Cell(
                    levels.start(at),
                    levels.count(at),
                    known ? levels.min(at) : 0,
                    known ? levels.mean(at) : 0,
                    known ? levels.max(at) : 0,
                    known ? levels.last(at) : 0,
                    levels.coveredMillis(at),
                    tally == null ? 0 : tally.importMicroWh(at),
                    tally == null ? 0 : tally.exportMicroWh(at),
                    tally == null ? 0 : tally.coveredMillis(at),
                    tally != null && tally.isJudged(at));
        }
    }

    /// Whether the register falls anywhere between two times.
    boolean falls(long from, long to) {
        return falls.test(from, to);
    }

    /// Quarter hours, with minutes where they are asked for.
    Result range(long from, long to, boolean withMinutes) {
        return judged(from, to, withMinutes, Judgement.Log.NONE);
    }

    /// Quarter hours, and energy up to times inside of them.
    Result cut(long from, long to, long... cuts) {
        return feed(from, to, false, Judgement.Log.NONE, needsDepth(from, to), cuts);
    }

    /// Stretches of a length that begin where they do on the clock; the first and last are cut at
    /// the range.
    List<Cell> levels(long from, long to, long step, SeriesStore.Visitor visitor) {
        var pieces = pieces(from, to, step);
        SeriesStore.Visitor feeder =
                (id, time, value, seconds) -> {
                    for (var piece : pieces) {
                        piece.sample(time, value, seconds);
                    }
                    return visitor.visit(id, time, value, seconds);
                };
        readings.scan(readings.before(from, contextSamples()), to, feeder);
        readings.after(to, 1, feeder);
        var cells = new ArrayList<Cell>();
        for (var piece : pieces) {
            for (int at = 0; at < piece.size(); at++) {
                cells.add(Result.level(piece, at, null));
            }
        }
        return cells;
    }

    private List<Levels> pieces(long from, long to, long step) {
        var pieces = new ArrayList<Levels>();
        long first = Math.min(to, from + Math.floorMod(-from, step));
        long last = Math.max(first, to - Math.floorMod(to, step));
        if (from < first) {
            pieces.add(levels(from, first, first - from));
        }
        if (first < last) {
            pieces.add(levels(first, last, step));
        }
        if (last < to) {
            pieces.add(levels(last, to, to - last));
        }
        return pieces;
    }

    /// The judgements of a register's readings in a range.
    List<Judgement> judgements(long from, long to) {
        var all = new ArrayList<Judgement>();
        var _ = feed(from, to, false, all::add, true);
        all.removeIf(each -> each.timeMillis() < from || each.timeMillis() >= to);
        return all;
    }

    private Result judged(long from, long to, boolean withMinutes, Judgement.Log log) {
        boolean deep = needsDepth(from, to);
        var result = feed(from, to, withMinutes, log, deep);
        // Only now is it known that the range itself has something to judge.
        return isRegister() && result.fell() && !deep
                ? feed(from, to, withMinutes, log, true)
                : result;
    }

    private boolean isRegister() {
        return channel.kind() == Kind.REGISTER;
    }

    private boolean needsDepth(long from, long to) {
        return isRegister() && (falls.test(from - REACH, from) || falls.test(to, to + REACH));
    }

    private Result feed(
            long from,
            long to,
            boolean withMinutes,
            Judgement.Log log,
            boolean deep,
            long... cuts) {
        var tally = new Tally(from, to, cuts);
        var quarters = levels(from, to, Quarter.MILLIS);
        var minutes = withMinutes ? levels(from, to, Resolution.MINUTE.millis()) : null;
        var feeder = new Feeder(quarters, minutes, from);
        long start = readings.before(from, contextSamples());
        if (deep) {
            start = Math.min(start, readings.before(deepStart(from), 1));
        }
        feeder.source = source(tally, start, log);
        readings.scan(start, to, feeder);
        if (deep) {
            readings.scan(to, to + REACH, feeder);
            readings.after(to + REACH, 2, feeder);
        } else {
            readings.after(to, isRegister() ? 2 : 1, feeder);
        }
        boolean provisional =
                feeder.source instanceof RegisterEnergy register && register.isProvisional();
        if (feeder.source != null) {
            feeder.source.end();
        }
        return new Result(tally, quarters, minutes, provisional, feeder.fellFirst);
    }

    /// As many samples before a range decide what is a gap in it.
    private int contextSamples() {
        return channel.kind() == Kind.INTERVAL ? 1 : Levels.CONTEXT_SAMPLES;
    }

    /// Where to begin so that what is judged in the range does not depend on where one began.
    private long deepStart(long from) {
        long start = from;
        for (int i = 0; i < REACHES_MAX && falls.test(start - REACH, start); i++) {
            start -= REACH;
        }
        return start - REACH;
    }

    private Levels levels(long from, long to, long step) {
        int size = (int) ((to - from) / step);
        return new Levels(from, step, size, channel.kind(), rules.maxGapMillis());
    }

    private @Nullable EnergySource source(Tally tally, long start, Judgement.Log log) {
        boolean export = channel.quantity() == Quantity.ENERGY_EXPORT;
        boolean isEnergy = channel.name().equals("energy_import") || export;
        boolean isPower = channel.name().equals("power");
        if (!isEnergy && !isPower) {
            return null;
        }
        return switch (channel.kind()) {
            case REGISTER -> {
                var since = exchanges.stream().filter(each -> each.timeMillis() > start).toList();
                yield new RegisterEnergy(tally, export, rules, since, log);
            }
            case INTERVAL ->
                    isPower
                            ? IntervalEnergy.ofPower(tally)
                            : IntervalEnergy.ofAmounts(tally, export);
            case GAUGE -> isPower ? new PowerEnergy(tally, rules) : null;
        };
    }

    /// Hands samples on to all that wants them.
    private static final class Feeder implements SeriesStore.Visitor {
        private final Levels quarters;
        private final @Nullable Levels minutes;
        private final long from;
        private @Nullable EnergySource source;
        private double last = Double.NEGATIVE_INFINITY;
        private long fellFirst = Long.MAX_VALUE;

        Feeder(Levels quarters, @Nullable Levels minutes, long from) {
            this.quarters = quarters;
            this.minutes = minutes;
            this.from = from;
        }

        @Override
        public boolean visit(int id, long time, double value, int intervalSeconds) {
            quarters.sample(time, value, intervalSeconds);
            if (minutes != null) {
                minutes.sample(time, value, intervalSeconds);
            }
            var energy = source;
            if (energy != null) {
                energy.sample(time, value, intervalSeconds);
            }
            if (value < last && time >= from) {
                fellFirst = Math.min(fellFirst, time);
            }
            last = value;
            return true;
        }
    }
}
