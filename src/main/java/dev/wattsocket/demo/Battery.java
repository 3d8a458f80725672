package dev.wattsocket.demo;

/// The house's battery: takes what the sun leaves over, gives it back in the evening. Each day of
/// universal time begins and ends with the same charge, so that any day can be computed by itself;
/// within it the power runs linearly from step to step. Any thread.
final class Battery {
    static final double CAPACITY_WH = 10_000;
    static final double POWER_WATTS_MAX = 4_600;
    static final double PERCENT_AT_MIDNIGHT = 35;

    /// As fast as an inverter follows the house.
    private static final long STEP = 10_000;

    private static final int STEPS = (int) (Load.DAY / STEP);
    private static final double STEPS_PER_HOUR = 3_600_000.0 / STEP;
    private static final int STEER_FROM = (int) (19 * STEPS_PER_HOUR);
    private static final double LEAST_WH = CAPACITY_WH * 0.08;
    private static final double MOST_WH = CAPACITY_WH * 0.98;

    /// Of what goes in or comes out, this part is not lost.
    private static final double EFFICIENCY = 0.96;

    private final House house;
    private volatile Day latest = new Day(Long.MIN_VALUE, new float[0], new float[0]);
    private volatile Day before = latest;

    Battery(House house) {
        this.house = house;
    }

    /// Watts that it gives, or takes where negative.
    double watts(long millis) {
        return between(day(millis).watts(), millis);
    }

    double percent(long millis) {
        return between(day(millis).storedWh(), millis) / CAPACITY_WH * 100;
    }

    /// One day, a value a step with both midnights.
    private record Day(long number, float[] watts, float[] storedWh) {}

    private Day day(long millis) {
        long number = Math.floorDiv(millis, Load.DAY);
        var known = latest;
        if (known.number() == number) {
            return known;
        }
        var older = before;
        if (older.number() == number) {
            return older;
        }
        var made = plan(number);
        before = known;
        latest = made;
        return made;
    }

    private static double between(float[] values, long millis) {
        long into = Math.floorMod(millis, Load.DAY);
        int step = (int) (into / STEP);
        double part = (into % STEP) / (double) STEP;
        return values[step] + (values[step + 1] - values[step]) * part;
    }

    private Day plan(long number) {
        var watts = new float[STEPS + 1];
        var stored = new float[STEPS + 1];
        double wh = CAPACITY_WH * PERCENT_AT_MIDNIGHT / 100;
        double last = 0;
        stored[0] = (float) wh;
        for (int step = 1; step <= STEPS; step++) {
            double wish = step == STEPS ? 0 : wish(number, step, wh);
            // Not faster than it can turn, so that its curve is one.
            double now = Math.clamp(wish, last - 1_500, last + 1_500);
            double mean = (last + now) / 2;
            wh -= (mean > 0 ? mean / EFFICIENCY : mean * EFFICIENCY) / STEPS_PER_HOUR;
            watts[step] = (float) now;
            stored[step] = (float) wh;
            last = now;
        }
        return new Day(number, watts, stored);
    }

    private double wish(long number, int step, double wh) {
        double net = house.netWatts(number * Load.DAY + step * STEP);
        double target = CAPACITY_WH * PERCENT_AT_MIDNIGHT / 100;
        double most = Math.min(POWER_WATTS_MAX, Math.max(0, (wh - LEAST_WH) * 12));
        double least = -Math.min(POWER_WATTS_MAX, Math.max(0, (MOST_WH - wh) * 12));
        if (step < STEER_FROM) {
            // At night it keeps its reserve; by day it levels what the house draws.
            return net > 0 && wh < target + 400 ? 0 : Math.clamp(net, least, most);
        }
        double hoursLeft = (STEPS - step) / STEPS_PER_HOUR;
        double steer = (wh - target) * EFFICIENCY / Math.max(hoursLeft, 1 / 30.0);
        return Math.clamp(steer, -POWER_WATTS_MAX, POWER_WATTS_MAX);
    }
}
