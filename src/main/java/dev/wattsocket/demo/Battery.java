package dev.wattsocket.demo;

/// The house's battery: takes what the sun leaves over, gives it back in the evening. Each day of
/// universal time begins and ends with the same charge, so that any day can be computed by itself;
/// within it the power runs linearly from minute to minute. Any thread.
final class Battery {
    static final double CAPACITY_WH = 10_000;
    static final double POWER_WATTS_MAX = 4_600;
    static final double PERCENT_AT_MIDNIGHT = 35;

    private static final int MINUTES = 24 * 60;
    private static final int STEER_FROM = 19 * 60;
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

    /// One day, a value a minute with both midnights.
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
        int minute = (int) (into / Load.MINUTE);
        double part = (into % Load.MINUTE) / (double) Load.MINUTE;
        return values[minute] + (values[minute + 1] - values[minute]) * part;
    }

    private Day plan(long number) {
        var watts = new float[MINUTES + 1];
        var stored = new float[MINUTES + 1];
        double wh = CAPACITY_WH * PERCENT_AT_MIDNIGHT / 100;
        double last = 0;
        stored[0] = (float) wh;
        for (int minute = 1; minute <= MINUTES; minute++) {
            double wish = minute == MINUTES ? 0 : wish(number, minute, wh);
            // Not faster than it can turn, so that its curve is one.
            double now = Math.clamp(wish, last - 1_500, last + 1_500);
            double mean = (last + now) / 2;
            wh -= (mean > 0 ? mean / EFFICIENCY : mean * EFFICIENCY) / 60;
            watts[minute] = (float) now;
            stored[minute] = (float) wh;
            last = now;
        }
        return new Day(number, watts, stored);
    }

    private double wish(long number, int minute, double wh) {
        double net = house.netWatts(number * Load.DAY + minute * Load.MINUTE);
        double target = CAPACITY_WH * PERCENT_AT_MIDNIGHT / 100;
        double most = Math.min(POWER_WATTS_MAX, Math.max(0, (wh - LEAST_WH) * 12));
        double least = -Math.min(POWER_WATTS_MAX, Math.max(0, (MOST_WH - wh) * 12));
        if (minute < STEER_FROM) {
            // At night it keeps its reserve; by day it levels what the house draws.
            return net > 0 && wh < target + 400 ? 0 : Math.clamp(net, least, most);
        }
        double hoursLeft = (MINUTES - minute) / 60.0;
        double steer = (wh - target) * EFFICIENCY / Math.max(hoursLeft, 1 / 30.0);
        return Math.clamp(steer, -POWER_WATTS_MAX, POWER_WATTS_MAX);
    }
}
