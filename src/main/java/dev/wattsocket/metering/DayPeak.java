package dev.wattsocket.metering;

/// The highest mean power of the last 24 hours, an hour at a time. Confined to one thread.
final class DayPeak {
    private static final int HOURS = 24;
    private static final long HOUR_MILLIS = 3_600_000;

    private final double[] peaks = new double[HOURS];
    private long hour = Long.MIN_VALUE;

    void add(long timeMillis, double watts) {
        forward(timeMillis);
        int at = (int) Math.floorMod(hour, (long) HOURS);
        peaks[at] = Math.max(peaks[at], watts);
    }

    /// The highest before this time, which is no earlier than what was added.
    double watts(long timeMillis) {
        forward(timeMillis);
        double most = 0;
        for (double each : peaks) {
            most = Math.max(most, each);
        }
        return most;
    }

    private void forward(long timeMillis) {
        long now = Math.floorDiv(timeMillis, HOUR_MILLIS);
        for (long each = Math.max(hour + 1, now - HOURS + 1); each <= now; each++) {
            peaks[(int) Math.floorMod(each, (long) HOURS)] = 0;
        }
        hour = Math.max(hour, now);
    }
}
