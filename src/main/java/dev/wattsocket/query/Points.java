package dev.wattsocket.query;

import dev.wattsocket.metering.Gaps;
import dev.wattsocket.model.Channel;
import dev.wattsocket.store.SeriesStore;
import java.util.Arrays;
import java.util.OptionalLong;

/// Gathers one channel's points. Starts with the samples as they are, and folds them into stretches
/// as soon as they are too many. Confined to one thread.
final class Points implements SeriesStore.Visitor {
    private static final long[] STEPS = {
        100,
        200,
        500,
        1_000,
        2_000,
        5_000,
        10_000,
        15_000,
        30_000,
        60_000,
        120_000,
        300_000,
        600_000,
        900_000,
        1_800_000,
        3_600_000,
        7_200_000,
        14_400_000,
        21_600_000,
        43_200_000,
        86_400_000,
        172_800_000,
        604_800_000
    };

    private final long from;
    private final long to;
    private final Channel channel;
    private final int most;
    private final long step;
    private final Gaps gaps = new Gaps(OptionalLong.empty());
    private final long[] times;
    private final double[] min;
    private final double[] mean;
    private final double[] max;
    private final double[] weights;
    private int size;
    private boolean folded;
    private long covered;
    private long lastTime = Long.MIN_VALUE;
    private double lastValue;

    Points(long from, long to, int px, Channel channel) {
        this.from = from;
        this.to = to;
        this.channel = channel;
        this.most = 2 * px;
        this.step = stepOf((to - from + px - 1) / px);
        times = new long[most];
        min = new double[most];
        mean = new double[most];
        max = new double[most];
        weights = new double[most];
    }

    @Override
    public boolean visit(int id, long time, double value, int intervalSeconds) {
        double weight = cover(time, intervalSeconds);
        if (time >= from && time < to) {
            take(time, value, weight);
        }
        lastTime = time;
        lastValue = value;
        return true;
    }

    History.Series series(long end) {
        double part = end > from ? Math.min(1, (double) covered / (end - from)) : 0;
        return new History.Series(
                channel,
                folded ? step : 0,
                part,
                size,
                Arrays.copyOf(times, size),
                Arrays.copyOf(min, size),
                Arrays.copyOf(mean, size),
                Arrays.copyOf(max, size));
    }

    /// Counts what lies between this sample and the one before; answers the sample's own weight.
    private double cover(long time, int intervalSeconds) {
        if (intervalSeconds > 0) {
            long millis = intervalSeconds * 1000L;
            covered += overlap(time, time + millis);
            return millis;
        }
        if (lastTime == Long.MIN_VALUE || time <= lastTime || gaps.isGap(time - lastTime)) {
            return 0;
        }
        covered += overlap(lastTime, time);
        return time - lastTime;
    }

    private long overlap(long start, long end) {
        return Math.max(0, Math.min(end, to) - Math.max(start, from));
    }

    private void take(long time, double value, double weight) {
        // A gauge's weight is the time since its neighbour, so the mean is that between the two.
        double level =
                weight > 0 && lastTime >= from && !isInterval() ? (value + lastValue) / 2 : value;
        if (!folded && size == most) {
            fold();
        }
        if (!folded) {
            put(size++, time, value, value, weight);
        } else {
            add(time, value, level, weight);
        }
    }

    private boolean isInterval() {
        return channel.kind() == dev.wattsocket.model.Kind.INTERVAL;
    }

    private void put(int at, long time, double value, double level, double weight) {
        times[at] = time;
        min[at] = value;
        mean[at] = level;
        max[at] = value;
        weights[at] = weight;
    }

    private void add(long time, double value, double level, double weight) {
        long start = Math.max(from, time - Math.floorMod(time, step));
        int at = size - 1;
        if (at < 0 || times[at] != start) {
            put(size++, start, value, level, weight);
            return;
        }
        min[at] = Math.min(min[at], value);
        max[at] = Math.max(max[at], value);
        double sum = weights[at] + weight;
        // Samples without any neighbour near still count, by their number.
        mean[at] =
                sum > 0 ? (mean[at] * weights[at] + level * weight) / sum : (mean[at] + level) / 2;
        weights[at] = sum;
    }

    private void fold() {
        int count = size;
        var oldTimes = Arrays.copyOf(times, count);
        var oldValues = Arrays.copyOf(mean, count);
        var oldWeights = Arrays.copyOf(weights, count);
        size = 0;
        folded = true;
        for (int i = 0; i < count; i++) {
            double before =
                    i > 0 && oldWeights[i] > 0 && !isInterval() ? oldValues[i - 1] : oldValues[i];
            add(oldTimes[i], oldValues[i], (oldValues[i] + before) / 2, oldWeights[i]);
        }
    }

    private static long stepOf(long least) {
        for (long step : STEPS) {
            if (step >= least) {
                return step;
            }
        }
        return STEPS[STEPS.length - 1] * (least / STEPS[STEPS.length - 1] + 1);
    }
}
