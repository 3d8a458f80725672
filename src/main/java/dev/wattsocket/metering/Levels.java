package dev.wattsocket.metering;

import dev.wattsocket.model.Kind;
import java.util.Arrays;
import java.util.OptionalLong;

/// Count, least, mean, greatest and last value of one channel in stretches of equal length. The
/// mean is weighted by time: between two samples the value runs straight from one to the other,
/// unless they lie a gap apart; an interval's value holds for its length. Confined to one thread;
/// samples come in order of time.
public final class Levels {
    /// As many samples before a range decide what is a gap in it.
    public static final int CONTEXT_SAMPLES = Gaps.STEPS_KEPT + 1;

    private final long first;
    private final long step;
    private final int size;
    private final boolean isInterval;
    private final Gaps gaps;
    private final int[] count;
    private final double[] min;
    private final double[] max;
    private final double[] last;
    private final double[] sum;
    private final double[] integral;
    private final long[] covered;
    private long lastTime = Long.MIN_VALUE;
    private double lastValue;

    /// @param size stretches, of `stepMillis` each, from `firstMillis` on
    public Levels(long firstMillis, long stepMillis, int size, Kind kind, OptionalLong maxGap) {
        this.first = firstMillis;
        this.step = stepMillis;
        this.size = size;
        this.isInterval = kind == Kind.INTERVAL;
        this.gaps = new Gaps(maxGap);
        this.count = new int[size];
        this.min = new double[size];
        this.max = new double[size];
        this.last = new double[size];
        this.sum = new double[size];
        this.integral = new double[size];
        this.covered = new long[size];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
    }

    /// Takes a sample; those outside say what happened between the edge and the first inside.
    public void sample(long time, double value, int intervalSeconds) {
        if (isInterval) {
            hold(time, time + intervalSeconds * 1000L, value);
        } else if (lastTime != Long.MIN_VALUE && !gaps.isGap(time - lastTime)) {
            run(lastTime, time, lastValue, value);
        }
        lastTime = time;
        lastValue = value;
        long at = Math.floorDiv(time - first, step);
        if (at >= 0 && at < size) {
            count((int) at, value);
        }
    }

    public int size() {
        return size;
    }

    public long start(int at) {
        return first + at * step;
    }

    /// Samples in this stretch; for an interval, by its start.
    public int count(int at) {
        return count[at];
    }

    /// Whether anything is known of this stretch.
    public boolean isKnown(int at) {
        return count[at] > 0 || covered[at] > 0;
    }

    public double min(int at) {
        return count[at] > 0 || isInterval ? min[at] : mean(at);
    }

    public double max(int at) {
        return count[at] > 0 || isInterval ? max[at] : mean(at);
    }

    /// The value of the last sample; the mean where a stretch has none of its own.
    public double last(int at) {
        return count[at] > 0 ? last[at] : mean(at);
    }

    /// By time; by number where no time is covered.
    public double mean(int at) {
        if (covered[at] > 0) {
            return integral[at] / covered[at];
        }
        return sum[at] / count[at];
    }

    /// How long the samples speak of this stretch; intervals that overlap say no more than all.
    public long coveredMillis(int at) {
        return Math.min(covered[at], step);
    }

    private void count(int at, double value) {
        count[at]++;
        min[at] = Math.min(min[at], value);
        max[at] = Math.max(max[at], value);
        last[at] = value;
        sum[at] += value;
    }

    private void hold(long from, long to, double value) {
        long end = Math.min(to, start(size));
        for (long at = Math.max(from, first); at < end; ) {
            int place = (int) ((at - first) / step);
            long stop = Math.min(end, start(place + 1));
            integral[place] += value * (stop - at);
            covered[place] += stop - at;
            min[place] = Math.min(min[place], value);
            max[place] = Math.max(max[place], value);
            at = stop;
        }
    }

    private void run(long from, long to, double fromValue, double toValue) {
        double slope = (toValue - fromValue) / (to - from);
        long end = Math.min(to, start(size));
        for (long at = Math.max(from, first); at < end; ) {
            int place = (int) ((at - first) / step);
            long stop = Math.min(end, start(place + 1));
            double middle = fromValue + slope * ((at - from) + (stop - at) / 2.0);
            integral[place] += middle * (stop - at);
            covered[place] += stop - at;
            at = stop;
        }
    }
}
