package dev.wattsocket.metering;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;

/// Energy in one direction, quarter hour by quarter hour. What a quarter hour holds is rounded to
/// millionths of a watt-hour by rules that know nothing of what was asked for, so that every
/// question gets the same figures. Confined to one thread.
final class Side {
    private static final double MICRO = 1e6;

    /// More does not flow in a quarter hour: the world uses less. Sums of some still fit a long.
    static final long MICRO_WH_MAX = 1_000_000_000_000_000_000L;

    private final Column cells;
    private final Column untilCut;
    private final long first;
    private final long last;
    private final long[] cuts;

    /// @param cuts times inside quarter hours, rising, up to which energy is wanted as well
    Side(long first, int size, long[] cuts) {
        this.first = first;
        this.last = first + size * Quarter.MILLIS;
        this.cuts = cuts;
        this.cells = new Column(size);
        this.untilCut = new Column(cuts.length);
    }

    /// Adds what a counter moved evenly from one value to another. It is rounded where it is read,
    /// so that stretches that follow each other sum to the whole exactly.
    void even(long fromMillis, long toMillis, double fromWh, double toWh) {
        double perMilli = (toWh - fromWh) / (toMillis - fromMillis);
        LongToDoubleFunction reached =
                millis ->
                        millis == toMillis
                                ? toWh
                                : Math.min(toWh, fromWh + perMilli * (millis - fromMillis));
        each(
                fromMillis,
                toMillis,
                (column, at, start, end) ->
                        column.addMicro(
                                at,
                                micro(reached.applyAsDouble(start), reached.applyAsDouble(end))));
    }

    /// Adds the part of a slope that lies above zero.
    void slope(Slope slope) {
        each(
                slope.fromMillis(),
                slope.toMillis(),
                (column, at, start, end) ->
                        column.add(at, Math.max(0, slope.until(end) - slope.until(start))));
    }

    /// Says that readings speak of a stretch of time.
    void cover(long fromMillis, long toMillis) {
        each(fromMillis, toMillis, (column, at, start, end) -> column.covered[at] += end - start);
    }

    long microWh(int cell) {
        return cells.microWh(cell);
    }

    long coveredMillis(int cell) {
        return cells.covered[cell];
    }

    /// From the start of its quarter hour up to a cut.
    long microWhUntil(int cut) {
        return untilCut.microWh(cut);
    }

    long coveredMillisUntil(int cut) {
        return untilCut.covered[cut];
    }

    private interface Part {
        void add(Column column, int at, long start, long end);
    }

    private void each(long fromMillis, long toMillis, Part part) {
        long end = Math.min(toMillis, last);
        long start = Math.max(fromMillis, first);
        while (start < end) {
            int cell = (int) ((start - first) / Quarter.MILLIS);
            long stop = Math.min(end, first + (cell + 1) * Quarter.MILLIS);
            part.add(cells, cell, start, stop);
            if (cuts.length > 0) {
                eachCut(start, stop, first + (cell + 1) * Quarter.MILLIS, part);
            }
            start = stop;
        }
    }

    private void eachCut(long start, long stop, long cellEnd, Part part) {
        int found = Arrays.binarySearch(cuts, start);
        for (int at = found < 0 ? -found - 1 : found + 1;
                at < cuts.length && cuts[at] < cellEnd;
                at++) {
            part.add(untilCut, at, start, Math.min(stop, cuts[at]));
        }
    }

    /// From one reading of a counter to another. Each is rounded by itself; whole watt-hours are
    /// counted apart, because a great counter has no bits left for millionths.
    private static long micro(double fromWh, double toWh) {
        double from = Math.floor(fromWh);
        double to = Math.floor(toWh);
        return Math.round(Math.min((to - from) * MICRO, MICRO_WH_MAX))
                + Math.round((toWh - to) * MICRO)
                - Math.round((fromWh - from) * MICRO);
    }

    /// Sums that belong to a row of places.
    private static final class Column {
        private final long[] micro;
        private final double[] sum;
        private final double[] lost;
        private final long[] covered;

        Column(int size) {
            micro = new long[size];
            sum = new double[size];
            lost = new double[size];
            covered = new long[size];
        }

        void addMicro(int at, long microWh) {
            micro[at] = Math.min(micro[at] + microWh, MICRO_WH_MAX);
        }

        /// Keeps what rounding would lose (Neumaier's way).
        void add(int at, double wh) {
            double next = sum[at] + wh;
            lost[at] +=
                    Math.abs(sum[at]) >= Math.abs(wh) ? sum[at] - next + wh : wh - next + sum[at];
            sum[at] = next;
        }

        long microWh(int at) {
            return micro[at] + Math.round((sum[at] + lost[at]) * MICRO);
        }
    }
}
