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
import org.jspecify.annotations.Nullable;

/// Computes the cells of one channel in a range of whole quarter hours from its samples, and from
/// those around that decide what they mean. Blocks; confined to one thread.
final class Roll {
    private static final long REACH = RegisterEnergy.REACH_MILLIS;

    /// Minutes are kept of quarter hours that have more samples than this; else the samples serve.
    private static final int MINUTES_FROM = 60;

    private final Channel channel;
    private final Readings readings;
    private final MeterRules rules;
    private final List<Exchanged> exchanges;
    private final long longest;
    private final Judged falls;

    /// Whether a register falls anywhere in `[from, to)`.
    interface Judged {
        boolean any(long from, long to);
    }

    /// @param longest milliseconds of the longest interval
    Roll(
            Channel channel,
            Readings readings,
            MeterRules rules,
            List<Exchanged> exchanges,
            long longest,
            Judged falls) {
        this.channel = channel;
        this.readings = readings;
        this.rules = rules;
        this.exchanges = exchanges;
        this.longest = longest;
        this.falls = falls;
    }

    /// What a range came to.
    record Result(
            Tally tally, Levels quarters, @Nullable Levels minutes, boolean fell, long lastMillis) {

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

    /// Quarter hours, with minutes where they are asked for, and energy up to times inside of them.
    Result range(long from, long to, boolean withMinutes, long... cuts) {
        var result = feed(from, to, withMinutes, Judgement.Log.NONE, false, cuts);
        // Only now is it known that there is something to judge.
        return isRegister() && (result.fell() || fallsLater(to, result.lastMillis()))
                ? feed(from, to, withMinutes, Judgement.Log.NONE, true, cuts)
                : result;
    }

    /// Energy up to a time inside of a quarter hour: no more than flows in all of it.
    Tally cut(long from, long to, long millis) {
        return range(from, to, false, millis).tally();
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
        readings.scan(contextStart(from), to, feeder);
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

    private boolean isRegister() {
        return channel.kind() == Kind.REGISTER;
    }

    /// Whether a fall after the readings that were seen may take something back before `to`.
    private boolean fallsLater(long to, long seenUpTo) {
        if (seenUpTo < to || seenUpTo >= to + REACH) {
            return false;
        }
        long end = readings.after(to + REACH, 1, Rollups.NOBODY).orElse(to + REACH);
        return falls.any(seenUpTo + 1, end + 1);
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
        var feeder = new Feeder(quarters, minutes, source(tally, log), from);
        readings.scan(deep ? deepStart(from) : contextStart(from), to, feeder);
        if (deep) {
            long decided = Math.max(to + REACH, Falls.outUntil(readings, to));
            readings.scan(to, decided, feeder);
            readings.after(decided, Falls.READINGS, feeder);
        } else if (channel.kind() != Kind.INTERVAL) {
            readings.after(to, isRegister() ? Falls.READINGS : 1, feeder);
        }
        feeder.end();
        boolean exchanged =
                exchanges.stream()
                        .anyMatch(each ->
                                each.timeMillis() >= feeder.secondLast
                                        && each.timeMillis() <= feeder.lastTime);
        boolean fell = feeder.fell || exchanged || (!deep && feeder.repeats && fellBefore(from));
        return new Result(tally, quarters, minutes, fell, feeder.lastTime);
    }

    /// Whether readings before a range may repeat a fall of which those in the range decide.
    private boolean fellBefore(long from) {
        return isRegister() && falls.any(Falls.outSince(readings, from), from);
    }

    /// Where to begin so that gaps in a range, and what reaches into it, do not depend on where one
    /// began.
    private long contextStart(long from) {
        return channel.kind() == Kind.INTERVAL
                ? from - longest
                : readings.before(from, Levels.CONTEXT_SAMPLES);
    }

    /// Where to begin so that what is judged does not: a fall may take back what was in the time
    /// before it, if that itself was judged right, by the power of the time before that.
    private long deepStart(long from) {
        long judged = Falls.outSince(readings, Falls.takenBackSince(readings, from));
        // The highest power is that of whole hours.
        long power = judged - REACH - Resolution.HOUR.millis();
        return Math.min(contextStart(from), Falls.outSince(readings, power));
    }

    private Levels levels(long from, long to, long step) {
        int size = (int) ((to - from) / step);
        return new Levels(from, step, size, channel.kind(), rules.maxGapMillis());
    }

    private @Nullable EnergySource source(Tally tally, Judgement.Log log) {
        boolean export = channel.quantity() == Quantity.ENERGY_EXPORT;
        boolean isEnergy = channel.name().equals("energy_import") || export;
        boolean isPower = channel.name().equals("power");
        if (!isEnergy && !isPower) {
            return null;
        }
        return switch (channel.kind()) {
            case REGISTER -> new RegisterEnergy(tally, export, rules, exchanges, log);
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
        private final @Nullable EnergySource source;
        private final long from;
        private double last = Double.NEGATIVE_INFINITY;
        private long lastTime = Long.MIN_VALUE;

        /// The last but one of those before the range.
        private long secondLast = Long.MIN_VALUE;

        /// Whether any from the last one before the range on fell.
        private boolean fell;

        /// Whether the last one before the range says what the one before it did.
        private boolean repeats;

        Feeder(
                Levels quarters,
                @Nullable Levels minutes,
                @Nullable EnergySource source,
                long from) {
            this.quarters = quarters;
            this.minutes = minutes;
            this.source = source;
            this.from = from;
        }

        @Override
        public boolean visit(int id, long time, double value, int intervalSeconds) {
            quarters.sample(time, value, intervalSeconds);
            if (minutes != null) {
                minutes.sample(time, value, intervalSeconds);
            }
            if (source != null) {
                source.sample(time, value, intervalSeconds);
            }
            if (time < from) {
                fell = false;
                repeats = value == last;
                secondLast = lastTime;
            }
            fell |= value < last;
            last = value;
            lastTime = time;
            return true;
        }

        void end() {
            if (source != null && lastTime != Long.MIN_VALUE) {
                source.end();
            }
        }
    }
}
