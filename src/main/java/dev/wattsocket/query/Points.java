package dev.wattsocket.query;

import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Channel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Gathers a chart's points: samples as they are, or cells that are put together to stretches of
/// one length. Confined to one thread.
final class Points {
    private final long step;
    private final long[] times;
    private final double[] min;
    private final double[] mean;
    private final double[] max;
    private int size;
    private boolean overflowed;
    private long covered;
    private @Nullable Cell open;

    /// @param step length of a stretch, 0 for samples
    /// @param most points that fit
    Points(long step, int most) {
        this.step = step;
        this.times = new long[most];
        this.min = new double[most];
        this.mean = new double[most];
        this.max = new double[most];
    }

    void sample(long time, double value) {
        if (size == times.length) {
            overflowed = true;
            return;
        }
        put(time, value, value, value);
    }

    int size() {
        return size;
    }

    /// Whether there were more samples than fit.
    boolean overflowed() {
        return overflowed;
    }

    void cover(long millis) {
        covered += millis;
    }

    /// Adds a cell that starts later than those before.
    void add(Cell cell) {
        if (cell.count() == 0 && cell.coveredMillis() == 0) {
            return;
        }
        covered += cell.coveredMillis();
        var known = open;
        if (known == null) {
            open = cell;
        } else if (stretchOf(known) == stretchOf(cell)) {
            open = known.plus(cell);
        } else {
            close(known);
            open = cell;
        }
    }

    History.Series series(Channel channel, long from, long end) {
        var last = open;
        if (last != null) {
            close(last);
            open = null;
        }
        double part = end > from ? Math.min(1, (double) covered / (end - from)) : 0;
        return new History.Series(
                channel,
                step,
                part,
                size,
                Arrays.copyOf(times, size),
                Arrays.copyOf(min, size),
                Arrays.copyOf(mean, size),
                Arrays.copyOf(max, size));
    }

    private long stretchOf(Cell cell) {
        return Math.floorDiv(cell.startMillis(), step);
    }

    /// A stretch starts where it does on the clock, the first of all where the range does.
    private void close(Cell cell) {
        long start = stretchOf(cell) * step;
        put(size == 0 ? cell.startMillis() : start, cell.min(), cell.mean(), cell.max());
    }

    private void put(long time, double least, double middle, double most) {
        times[size] = time;
        min[size] = least;
        mean[size] = middle;
        max[size] = most;
        size++;
    }
}
