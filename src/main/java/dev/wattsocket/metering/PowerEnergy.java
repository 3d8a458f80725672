package dev.wattsocket.metering;

/// Energy from momentary power: the integral, straight between neighbours. A gap that is longer
/// than usual is not invented: it adds nothing and covers nothing.
public final class PowerEnergy implements EnergySource {
    private final EnergySums sums;
    private final Gaps gaps = new Gaps();
    private long lastTime = Long.MIN_VALUE;
    private double lastWatts;

    public PowerEnergy(EnergySums sums) {
        this.sums = sums;
    }

    @Override
    public void sample(long timeMillis, double watts, int intervalSeconds) {
        if (lastTime != Long.MIN_VALUE && timeMillis > lastTime) {
            if (!gaps.isGap(timeMillis - lastTime)) {
                sums.integrate(lastTime, timeMillis, lastWatts, watts);
                sums.cover(lastTime, timeMillis, false);
            }
        }
        lastTime = timeMillis;
        lastWatts = watts;
    }

    @Override
    public void end() {}
}
