package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.rollup.Rollups;
import java.util.ArrayList;
import java.util.List;

/// What a chart draws: the samples themselves where they are few, else the least, mean and greatest
/// value of each stretch, so that no peak vanishes. A function of what is stored. Blocks; any
/// thread.
public final class History {
    public static final int PX_MAX = 4_000;

    private final Catalog catalog;
    private final Rollups rollups;

    public History(Catalog catalog, Rollups rollups) {
        this.catalog = catalog;
        this.rollups = rollups;
    }

    /// One channel between two times (epoch milliseconds), in at most `2 * px` points.
    ///
    /// @param now where coverage ends at the latest: the future is not a gap
    public Series read(Channel channel, long from, long to, int px, long now) {
        long step = ChartSteps.atLeast((to - from + px - 1) / px);
        var formula = catalog.meter(channel.meter()).map(Meter::formula).orElse(List.of());
        long end = Math.min(to, Math.max(now, from));
        if (!formula.isEmpty()) {
            var sum = new VirtualLevels(catalog, rollups).sum(formula, from, to, step);
            return points(step, sum).series(channel, from, end);
        }
        if (step >= Resolution.MINUTE.millis()) {
            var cells = cells(channel, from, to, step);
            if (cells.stream().mapToInt(Cell::count).sum() > 2 * px) {
                return points(step, cells).series(channel, from, end);
            }
        }
        return samples(channel, from, to, step, 2 * px).series(channel, from, end);
    }

    /// Samples as they are, or, where they are more than may be, what they come to.
    private Points samples(Channel channel, long from, long to, long step, int most) {
        var each = new Points(0, most);
        var levels =
                rollups.levels(
                        channel,
                        from,
                        to,
                        step,
                        (_, time, value, _) -> {
                            if (time >= from && time < to) {
                                each.sample(time, value);
                            }
                            return true;
                        });
        // Where samples are gone, their minutes or quarter hours are what is left.
        int known = levels.stream().mapToInt(Cell::count).sum();
        if (each.overflowed() || known > each.size()) {
            return points(step, levels);
        }
        levels.forEach(cell -> each.cover(cell.coveredMillis()));
        return each;
    }

    /// Quarter hours where they are fine enough, else minutes; at both ends what the samples say.
    private List<Cell> cells(Channel channel, long from, long to, long step) {
        // However far a question reaches, no more is read than there is.
        var extent = rollups.extent(channel);
        return between(channel, extent.clamp(from), extent.clamp(to), step);
    }

    private List<Cell> between(Channel channel, long from, long to, long step) {
        long first = Quarter.atOrAfter(from);
        long last = Quarter.startOf(to);
        if (first >= last) {
            return rollups.levels(channel, from, to, step, Rollups.NOBODY);
        }
        var cells = new ArrayList<Cell>();
        cells.addAll(rollups.levels(channel, from, first, step, Rollups.NOBODY));
        cells.addAll(
                step >= Quarter.MILLIS
                        ? rollups.quarters(channel, first, last)
                        : rollups.minutes(channel, first, last));
        cells.addAll(rollups.levels(channel, last, to, step, Rollups.NOBODY));
        return cells;
    }

    private static Points points(long step, List<Cell> cells) {
        var points = new Points(step, cells.size());
        for (var cell : cells) {
            points.add(cell);
        }
        return points;
    }

    /// Points in order of time, each the start of its stretch. `resolutionMillis` is the stretch's
    /// length, 0 where each point is a sample; `coverage` is the part of the range, 0 to 1, that
    /// readings speak of.
    public record Series(
            Channel channel,
            long resolutionMillis,
            double coverage,
            int size,
            long[] times,
            double[] min,
            double[] mean,
            double[] max) {}
}
