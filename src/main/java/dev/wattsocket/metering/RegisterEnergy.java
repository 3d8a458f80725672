package dev.wattsocket.metering;

import dev.wattsocket.model.MeterRules;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Energy from a register: what it rose, spread evenly between two readings. A register that falls
/// is judged with the reading after it, so that neither a dip nor a reset nor a spike makes energy
/// that was not there, or loses what was.
public final class RegisterEnergy implements EnergySource {
    /// Readings that may still turn out to be part of a spike.
    static final int OPEN_MAX = 1_024;

    private static final double NOISE = 0.9;
    private static final double ROLLOVER_PART = 0.1;
    private static final double IMPOSSIBLE = 10;

    private record Point(long time, double value, double addedBefore) {}

    private final EnergySums sums;
    private final boolean export;
    private final MeterRules rules;
    private final DayPeak peak = new DayPeak();
    private final Deque<Point> open = new ArrayDeque<>();
    private @Nullable Point fallen;

    public RegisterEnergy(EnergySums sums, boolean export, MeterRules rules) {
        this.sums = sums;
        this.export = export;
        this.rules = rules;
    }

    @Override
    public void sample(long timeMillis, double value, int intervalSeconds) {
        var low = fallen;
        if (low != null) {
            fallen = null;
            settle(low, timeMillis, value);
        }
        var last = open.peekLast();
        if (last == null) {
            open.addLast(new Point(timeMillis, value, 0));
        } else if (value >= last.value()) {
            rise(last, timeMillis, value, value - last.value());
        } else if (isRollover(last.value(), value)) {
            rise(last, timeMillis, value, value + rules.modulusWh().orElse(0) - last.value());
        } else {
            fallen = new Point(timeMillis, value, 0);
        }
    }

    @Override
    public void end() {
        var low = fallen;
        var last = open.peekLast();
        // Provisional until the next reading: a little lower is a dip, much lower a new beginning.
        if (low != null && last != null && low.value() < last.value() * NOISE) {
            rise(last, low.time(), low.value(), low.value());
        }
        while (!open.isEmpty()) {
            finishFirst();
        }
    }

    /// Judges a fall by the reading that came after it.
    static Fall judge(double old, double fallen, double next, boolean impossible) {
        if (fallen >= old * NOISE) {
            return next >= old ? new Fall.Dip() : new Fall.Spike();
        }
        return next >= old && impossible ? new Fall.Dropout() : new Fall.Reset(fallen);
    }

    private void settle(Point low, long nextTime, double next) {
        var last = open.peekLast();
        if (last == null) {
            return;
        }
        switch (judge(last.value(), low.value(), next, isImpossible(low, nextTime, next))) {
            case Fall.Dip _, Fall.Dropout _ -> {}
            case Fall.Reset(double added) -> rise(last, low.time(), low.value(), added);
            case Fall.Rollover(double added) -> rise(last, low.time(), low.value(), added);
            case Fall.Spike _ -> dropSpike(low);
        }
    }

    private void dropSpike(Point low) {
        double removed = 0;
        while (!open.isEmpty() && open.getLast().value() > low.value()) {
            removed = open.removeLast().addedBefore();
        }
        var base = open.peekLast();
        if (base == null) {
            open.addLast(new Point(low.time(), low.value(), removed));
        } else {
            rise(base, low.time(), low.value(), low.value() - base.value());
        }
    }

    private boolean isImpossible(Point low, long nextTime, double next) {
        double most = rules.maxPowerWatts().orElse(IMPOSSIBLE * peak.watts());
        double hours = (nextTime - low.time()) / 3_600_000.0;
        return most > 0 && (next - low.value()) / hours > most;
    }

    private boolean isRollover(double old, double now) {
        double modulus = rules.modulusWh().orElse(0);
        return modulus > 0
                && old >= modulus * (1 - ROLLOVER_PART)
                && now <= modulus * ROLLOVER_PART;
    }

    private void rise(Point last, long time, double value, double added) {
        if (time > last.time()) {
            peak.add(time, added * 3_600_000 / (time - last.time()));
        }
        open.addLast(new Point(time, value, added));
        if (open.size() > OPEN_MAX) {
            finishFirst();
        }
    }

    /// The oldest reading can no longer change: the stretch behind it is added.
    private void finishFirst() {
        var first = open.removeFirst();
        var second = open.peekFirst();
        if (second != null && second.time() > first.time()) {
            sums.spread(first.time(), second.time(), second.addedBefore(), export);
            sums.cover(first.time(), second.time(), export);
        }
    }
}
