package dev.wattsocket.metering;

import java.util.Arrays;
import java.util.OptionalDouble;

/// What is always on: the power that quarter hours exceed nearly always. One that is not, such as
/// an outage, or a few of them, change nothing. Confined to one thread.
public final class Baseline {
    /// The part of quarter hours that may lie below.
    private static final double BELOW = 0.05;

    private static final double COVERAGE_LEAST = 0.9;
    private static final int QUARTERS_LEAST = 96;
    private static final double WATT_HOURS_A_MICRO = 1e-6;
    private static final double MILLIS_AN_HOUR = 3_600_000;

    private double[] watts = new double[1_024];
    private int size;

    /// Takes a quarter hour of which enough is known.
    public void add(long microWh, long coveredMillis) {
        if (coveredMillis < COVERAGE_LEAST * Quarter.MILLIS) {
            return;
        }
        if (size == watts.length) {
            watts = Arrays.copyOf(watts, size * 2);
        }
        watts[size++] = microWh * WATT_HOURS_A_MICRO * MILLIS_AN_HOUR / coveredMillis;
    }

    /// Empty for less than a day of quarter hours.
    public OptionalDouble watts() {
        if (size < QUARTERS_LEAST) {
            return OptionalDouble.empty();
        }
        var sorted = Arrays.copyOf(watts, size);
        Arrays.sort(sorted);
        return OptionalDouble.of(Math.max(0, sorted[(int) (BELOW * (size - 1))]));
    }
}
