package dev.wattsocket.metering;

/// Energy from intervals: an amount, or a mean power, spread evenly over the interval's length.
public final class IntervalEnergy implements EnergySource {
    private static final double SECONDS_AN_HOUR = 3_600;

    private final Tally tally;
    private final boolean isPower;
    private final boolean export;

    /// Mean watts an interval.
    public static IntervalEnergy ofPower(Tally tally) {
        return new IntervalEnergy(tally, true, false);
    }

    /// Watt-hours an interval.
    public static IntervalEnergy ofAmounts(Tally tally, boolean export) {
        return new IntervalEnergy(tally, false, export);
    }

    private IntervalEnergy(Tally tally, boolean isPower, boolean export) {
        this.tally = tally;
        this.isPower = isPower;
        this.export = export;
    }

    @Override
    public void sample(long timeMillis, double value, int intervalSeconds) {
        double wh = isPower ? value * intervalSeconds / SECONDS_AN_HOUR : value;
        long end = timeMillis + intervalSeconds * 1000L;
        if (end > timeMillis) {
            // What a device tells of export is export; else the sign says the way.
            tally.even(timeMillis, end, 0, Math.abs(wh), export || wh < 0);
        }
    }

    @Override
    public void end() {}
}
