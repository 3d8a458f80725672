package dev.wattsocket.metering;

import dev.wattsocket.model.MeterRules;

/// Energy from momentary power: the integral, straight between neighbours. A gap that is longer
/// than usual is not invented: it adds nothing and covers nothing.
public final class PowerEnergy implements EnergySource {
    private final Tally tally;
    private final Gaps gaps;
    private long lastTime = Long.MIN_VALUE;
    private double lastWatts;

    public PowerEnergy(Tally tally, MeterRules rules) {
        this.tally = tally;
        this.gaps = new Gaps(rules.maxGapMillis());
    }

    @Override
    public void sample(long timeMillis, double watts, int intervalSeconds) {
        if (lastTime != Long.MIN_VALUE && !gaps.isGap(timeMillis - lastTime)) {
            tally.integrate(new Slope(lastTime, timeMillis, lastWatts, watts));
        }
        lastTime = timeMillis;
        lastWatts = watts;
    }

    @Override
    public void end() {}
}
