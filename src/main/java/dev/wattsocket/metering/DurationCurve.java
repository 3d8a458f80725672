package dev.wattsocket.metering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// For how much of the time demand was how high. Gathers intervals that count; confined to one
/// thread.
public final class DurationCurve {
    public static final int POINTS_MAX = 2_000;

    private double[] watts = new double[1_024];
    private int size;

    /// Demand was `watts` or more for this part of the time, above 0 to 1.
    public record Point(double part, double watts) {}

    public void add(DemandInterval interval) {
        if (!interval.counts()) {
            return;
        }
        if (size == watts.length) {
            watts = Arrays.copyOf(watts, size * 2);
        }
        watts[size++] = interval.watts();
    }

    /// At most so many points, in equal parts of the time, the highest first.
    public List<Point> points(int most) {
        var sorted = Arrays.copyOf(watts, size);
        Arrays.sort(sorted);
        int count = Math.min(most, size);
        var points = new ArrayList<Point>(count);
        for (int i = 1; i <= count; i++) {
            // The last of the intervals that make up this part of the time, rounded up.
            long rank = ((long) i * size + count - 1) / count;
            points.add(new Point((double) i / count, sorted[size - (int) rank]));
        }
        return points;
    }
}
