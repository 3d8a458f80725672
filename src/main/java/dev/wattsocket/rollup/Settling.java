package dev.wattsocket.rollup;

import dev.wattsocket.metering.Exchanged;
import dev.wattsocket.metering.Levels;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.metering.RegisterEnergy;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.store.RollupCells;
import dev.wattsocket.store.RollupTracking.Mark;
import dev.wattsocket.store.RollupTracking.Progress;
import dev.wattsocket.store.RollupTracking.Settled;
import dev.wattsocket.store.SeriesStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Brings the rollups of one channel up to what is stored: the quarter hours that ended since, and
/// those that late samples touched. Blocks; confined to one thread.
final class Settling {
    private static final long REACH = RegisterEnergy.REACH_MILLIS;

    /// What is longer is computed wholly, so that one go of writing has all that a fall decides.
    private static final long LONG_MILLIS = Days.CHUNK_MILLIS - 8 * Resolution.DAY_MILLIS;

    private final Channel channel;
    private final Readings readings;
    private final Falls falls;
    private final RollupCells rollups;
    private final Days days;
    private final long frozen;

    /// @param roll judges by the samples alone, not by what is rolled up already
    /// @param frozen what lies before this time can't be computed any more
    Settling(
            Channel channel,
            Readings readings,
            Falls falls,
            Roll roll,
            RollupCells rollups,
            long frozen) {
        this.channel = channel;
        this.readings = readings;
        this.falls = falls;
        this.rollups = rollups;
        this.days = new Days(channel.id(), roll, rollups);
        this.frozen = frozen;
    }

    private record Range(long from, long to) {}

    /// The earliest time that anything is known of, or was; the greatest where nothing is.
    static long begin(
            Readings readings,
            Progress before,
            List<Mark> marks,
            List<Exchanged> exchanges,
            long newest) {
        long begin = before.beginMillis();
        if (begin == Long.MAX_VALUE) {
            begin = readings.span().map(SeriesStore.Span::firstMillis).orElse(begin);
            if (begin > newest) {
                return Long.MAX_VALUE;
            }
        }
        for (var mark : marks) {
            if (mark.firstMillis() != Long.MIN_VALUE) {
                begin = Math.min(begin, mark.firstMillis());
            }
        }
        for (var exchange : exchanges) {
            begin = Math.min(begin, exchange.timeMillis());
        }
        return begin;
    }

    /// @param begin the earliest time that anything was known of, ever
    /// @param newest the newest sample that is looked at
    /// @param longest milliseconds of the longest interval
    Settled settle(Progress before, List<Mark> marks, long begin, long newest, long longest) {
        long last = readings.before(newest + 1, 1);
        boolean isEmpty = last > newest;
        long rolled = Math.max(before.upToMillis(), Quarter.startOf(begin));
        long closed = isEmpty ? rolled : Quarter.startOf(last);
        boolean isNew = before.upToMillis() == Long.MIN_VALUE;
        var ranges = new ArrayList<Range>();
        if (!isNew) {
            for (var mark : joined(marks)) {
                ranges.add(touched(mark, begin, rolled, newest, longest));
            }
        }
        long from = isRegister() && !isNew ? falls.reach(rolled, newest + 1) : rolled;
        if (rolled < closed) {
            ranges.add(new Range(Quarter.startOf(Math.min(from, rolled)), closed));
        }
        for (var range : merged(ranges)) {
            days.compute(
                    Math.max(range.from(), frozen), Math.min(range.to(), Math.max(closed, rolled)));
        }
        var progress = progress(begin, closed, newest, longest);
        boolean rewrote = isNew || ranges.stream().anyMatch(range -> range.from() < rolled);
        return new Settled(progress, closed, rewrote);
    }

    /// What is rolled up is right whatever comes in order. While something falls in the quarter
    /// hour that runs, that goes for less.
    private Progress progress(long begin, long closed, long newest, long longest) {
        long first = readings.after(closed, 1, Rollups.NOBODY).orElse(newest);
        long upTo = closed;
        if (isRegister()) {
            // What comes between the first reading and the newest is not late, and may decide.
            long reach = Math.min(falls.reach(closed, newest + 1), falls.undecided(first + 1));
            upTo = Math.min(closed, Math.max(begin, reach));
        }
        return new Progress(begin, Quarter.startOf(upTo), upTo < closed ? newest : first, longest);
    }

    /// Marks that lie close to one another as one, as those of a past that is written batch by
    /// batch do: what is around them is looked for once.
    private static List<Mark> joined(List<Mark> marks) {
        var joined = new ArrayList<Mark>();
        for (var mark :
                marks.stream().sorted(Comparator.comparingLong(Mark::firstMillis)).toList()) {
            var last = joined.isEmpty() ? mark : joined.getLast();
            boolean isClose = mark.firstMillis() - Resolution.HOUR.millis() <= last.lastMillis();
            if (!joined.isEmpty() && isClose) {
                joined.removeLast();
                long end = Math.max(last.lastMillis(), mark.lastMillis());
                joined.add(new Mark(0, mark.channel(), last.firstMillis(), end));
            } else {
                joined.add(mark);
            }
        }
        return joined;
    }

    /// The quarter hours whose figures a late sample can change: up to the samples on both sides,
    /// or as many as decide what is a gap; where a register fell nearby, as far as a judgement
    /// reaches.
    private Range touched(Mark mark, long begin, long rolled, long newest, long longest) {
        boolean isAll = mark.lastMillis() == Long.MAX_VALUE;
        long early = Math.max(mark.firstMillis(), begin);
        long late = Math.max(early, isAll ? Math.max(newest, rolled) : mark.lastMillis());
        if (channel.kind() == Kind.INTERVAL) {
            return range(early, late + longest);
        }
        long from = readings.before(early, 1);
        long to = narrow(readings, late);
        if (!isRegister()) {
            return range(from, to);
        }
        long wideFrom = Falls.takenBackSince(readings, readings.before(early, 2));
        long wideTo = wide(readings, late);
        boolean mayFall =
                to - from > LONG_MILLIS
                        || falls.any(from, to + 1)
                        || falls.any(Math.max(rolled, wideFrom), wideTo + 1)
                        || wasJudged(wideFrom, wideTo + 1);
        return mayFall ? range(wideFrom, wideTo) : range(from, to);
    }

    /// The last time that a sample which comes late may change anything at, if it isn't the last.
    static long reach(Kind kind, Readings readings, long late, long longest) {
        return switch (kind) {
            case INTERVAL -> late + longest;
            case GAUGE -> narrow(readings, late);
            case REGISTER -> wide(readings, late);
        };
    }

    private static long narrow(Readings readings, long late) {
        return readings.after(late + 1, Levels.CONTEXT_SAMPLES, Rollups.NOBODY).orElse(late);
    }

    private static long wide(Readings readings, long late) {
        long decided = Math.max(late + 2 * REACH, Falls.outUntil(readings, late + REACH));
        return Math.max(
                narrow(readings, late),
                readings.after(decided, Falls.READINGS, Rollups.NOBODY).orElse(decided));
    }

    private static Range range(long from, long to) {
        return new Range(Quarter.startOf(from), Quarter.atOrAfter(to + 1));
    }

    /// What fell before, also where it does not any more.
    private boolean wasJudged(long from, long to) {
        for (var cell : rollups.read(channel.id(), Resolution.QUARTER, Quarter.startOf(from), to)) {
            if (cell.judged()) {
                return true;
            }
        }
        return false;
    }

    private boolean isRegister() {
        return channel.kind() == Kind.REGISTER;
    }

    private static List<Range> merged(List<Range> ranges) {
        var merged = new ArrayList<Range>();
        for (var range : ranges.stream().sorted(Comparator.comparingLong(Range::from)).toList()) {
            if (merged.isEmpty() || range.from() > merged.getLast().to()) {
                merged.add(range);
            } else {
                var last = merged.removeLast();
                merged.add(new Range(last.from(), Math.max(last.to(), range.to())));
            }
        }
        return merged;
    }
}
