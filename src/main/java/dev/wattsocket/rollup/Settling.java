package dev.wattsocket.rollup;

import dev.wattsocket.metering.Levels;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.metering.RegisterEnergy;
import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.store.RollupStore;
import dev.wattsocket.store.RollupStore.Day;
import dev.wattsocket.store.RollupStore.Mark;
import dev.wattsocket.store.RollupStore.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Brings the rollups of one channel up to what is stored: the quarter hours that ended since, and
/// those that late samples touched. Blocks; confined to one thread.
final class Settling {
    /// As much is computed in one go.
    private static final long CHUNK_MILLIS = 32 * Resolution.DAY_MILLIS;

    private static final long REACH = RegisterEnergy.REACH_MILLIS;

    private final Channel channel;
    private final Roll roll;
    private final Readings readings;
    private final RollupStore rollups;
    private final long frozen;

    /// @param frozen what lies before this time can't be computed any more
    Settling(Channel channel, Roll roll, Readings readings, RollupStore rollups, long frozen) {
        this.channel = channel;
        this.roll = roll;
        this.readings = readings;
        this.rollups = rollups;
        this.frozen = frozen;
    }

    private record Range(long from, long to) {}

    /// @param newest the newest sample
    Progress settle(Progress before, List<Mark> marks, long newest) {
        var span = readings.span();
        if (span.isEmpty()) {
            return before;
        }
        long begin = Quarter.startOf(span.get().firstMillis());
        long rolled = before.equals(Tracked.NOTHING) ? begin : before.upToMillis();
        long closed = Math.max(rolled, Quarter.startOf(newest));
        var ranges = new ArrayList<Range>();
        for (var mark : joined(marks)) {
            touched(mark, span.get().firstMillis(), newest, ranges);
        }
        forward(rolled, closed, newest, ranges);
        long upTo = closed;
        for (var range : merged(ranges)) {
            if (compute(Math.max(frozen, range.from()), Math.min(closed, range.to()))) {
                upTo = Math.min(upTo, Quarter.startOf(newest - REACH));
            }
        }
        return new Progress(upTo, readings.after(upTo, 1, (_, _, _, _) -> true).orElse(newest));
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
    private void touched(Mark mark, long first, long newest, List<Range> ranges) {
        long early = Math.max(mark.firstMillis(), first - 1);
        long late = Math.min(mark.lastMillis(), newest);
        if (early > late) {
            early = late;
        }
        long from = readings.before(early, 1);
        int after = channel.kind() == Kind.INTERVAL ? 1 : Levels.CONTEXT_SAMPLES;
        long to = readings.after(late + 1, after, (_, _, _, _) -> true).orElse(late);
        boolean mayFall =
                channel.kind() == Kind.REGISTER
                        && (roll.falls(from - REACH, to + REACH)
                                || readings.firstFall(from, to + 1).isPresent());
        if (mayFall) {
            from -= REACH;
            to += REACH;
        }
        // An interval ends after it begins, perhaps after the next one.
        boolean isWhole = mark.lastMillis() == Long.MAX_VALUE;
        long end = isWhole ? to : Math.max(to, mark.lastMillis());
        ranges.add(new Range(Quarter.startOf(from), Quarter.atOrAfter(end + 1)));
    }

    /// What ended since; a fall in it may take back a spike that was rolled up already.
    private void forward(long rolled, long closed, long newest, List<Range> ranges) {
        long from = rolled;
        if (channel.kind() == Kind.REGISTER) {
            var fall = readings.firstFall(rolled, newest + 1);
            from = fall.isPresent() ? Math.min(from, fall.getAsLong() - REACH) : from;
        }
        if (from < closed) {
            ranges.add(new Range(Quarter.startOf(from), closed));
        }
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

    /// Answers whether the last reading still waits for its judgement.
    private boolean compute(long from, long to) {
        boolean provisional = false;
        for (long at = from; at < to; ) {
            // Chunks end with days, so that each day is written once.
            long end = Math.min(to, dayOf(at) + CHUNK_MILLIS);
            var result = roll.range(at, end, true);
            write(at, end, result);
            provisional = result.isProvisional();
            at = end;
        }
        return provisional;
    }

    private void write(long from, long to, Roll.Result result) {
        var days = new ArrayList<Day>();
        var minutes = result.minuteCells();
        var quarters = result.cells();
        for (long day = dayOf(from); day < to; day += Resolution.DAY_MILLIS) {
            var merged = day(Resolution.QUARTER, day, from, to, quarters, days);
            day(Resolution.MINUTE, day, from, to, minutes, days);
            var hours = hours(merged);
            if (!hours.equals(stored(Resolution.HOUR, day))) {
                days.add(new Day(Resolution.HOUR, day, hours));
            }
        }
        if (!days.isEmpty()) {
            rollups.write(channel.id(), days);
        }
    }

    /// The cells of a day, new ones inside of the range and those that are there outside of it.
    private List<Cell> day(
            Resolution resolution,
            long day,
            long from,
            long to,
            List<Cell> computed,
            List<Day> changed) {
        var known = stored(resolution, day);
        var cells = new ArrayList<Cell>();
        known.stream().filter(cell -> cell.startMillis() < from).forEach(cells::add);
        for (var cell : computed) {
            boolean isToday = dayOf(cell.startMillis()) == day;
            if (isToday && !cell.isEmpty()) {
                cells.add(cell);
            }
        }
        known.stream().filter(cell -> cell.startMillis() >= to).forEach(cells::add);
        if (!cells.equals(known)) {
            changed.add(new Day(resolution, day, cells));
        }
        return cells;
    }

    private List<Cell> stored(Resolution resolution, long day) {
        return rollups.read(channel.id(), resolution, day, day + Resolution.DAY_MILLIS);
    }

    private static List<Cell> hours(List<Cell> quarters) {
        var hours = new ArrayList<Cell>();
        for (var quarter : quarters) {
            long start = quarter.startMillis();
            long hour = start - Math.floorMod(start, Resolution.HOUR.millis());
            if (!hours.isEmpty() && hours.getLast().startMillis() == hour) {
                hours.add(hours.removeLast().plus(quarter));
            } else {
                hours.add(Cell.empty(hour).plus(quarter));
            }
        }
        return hours;
    }

    private static long dayOf(long millis) {
        return millis - Math.floorMod(millis, Resolution.DAY_MILLIS);
    }
}
