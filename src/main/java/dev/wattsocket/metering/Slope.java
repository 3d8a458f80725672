package dev.wattsocket.metering;

/// What lies above zero of power that runs straight from one value to another. Immutable.
record Slope(long fromMillis, long toMillis, double fromWatts, double toWatts) {
    private static final double MILLIS_AN_HOUR = 3_600_000;

    /// Watt-hours from the start to a time within.
    double until(long millis) {
        long into = millis - fromMillis;
        double slope = (toWatts - fromWatts) / (toMillis - fromMillis);
        double there = millis == toMillis ? toWatts : fromWatts + slope * into;
        return positive(fromWatts, there) * (into / MILLIS_AN_HOUR);
    }

    Slope reversed() {
        return new Slope(fromMillis, toMillis, -fromWatts, -toWatts);
    }

    boolean isAnything() {
        return fromWatts > 0 || toWatts > 0;
    }

    /// The mean of what lies above zero of a straight line.
    private static double positive(double from, double to) {
        if (from >= 0 && to >= 0) {
            return (from + to) / 2;
        }
        if (from <= 0 && to <= 0) {
            return 0;
        }
        double above = Math.max(from, to);
        return above * above / (2 * Math.abs(from - to));
    }
}
