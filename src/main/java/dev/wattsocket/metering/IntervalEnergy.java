package dev.wattsocket.metering;

/// Energy from intervals: an amount, or a mean power, spread evenly over the interval's length.
public final class IntervalEnergy implements EnergySource {
    private static final double SECONDS_AN_HOUR = 3_600;

    private final EnergySums sums;
    private final boolean isPower;
    private final boolean export;

    /// Mean watts an interval.
    public static IntervalEnergy ofPower(EnergySums sums) {
        return new IntervalEnergy(sums, true, false);
    }

    /// Watt-hours an interval.
    public static IntervalEnergy ofAmounts(EnergySums sums, boolean export) {
        return new IntervalEnergy(sums, false, export);
    }

    private IntervalEnergy(EnergySums sums, boolean isPower, boolean export) {
        this.sums = sums;
        this.isPower = isPower;
        this.export = export;
    }

    @Override
    public void sample(long timeMillis, double value, int intervalSeconds) {
        double wh = isPower ? value * intervalSeconds / SECONDS_AN_HOUR : value;
        long end = timeMillis + intervalSeconds * 1000L;
        if (end > timeMillis) {
            sums.spread(timeMillis, end, Math.abs(wh), export || wh < 0);
            sums.cover(timeMillis, end, export);
        }
    }

    @Override
    public void end() {}
}
