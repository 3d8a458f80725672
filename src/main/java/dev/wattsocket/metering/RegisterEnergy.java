package dev.wattsocket.metering;

import dev.wattsocket.model.MeterRules;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Energy from a register: what it rose, spread evenly between two readings. A register that falls
/// is judged with the readings around it, so that neither a dip nor a reset nor a spike makes
/// energy that was not there, or loses what was. Confined to one thread.
public final class RegisterEnergy implements EnergySource {
    /// How far readings may lie apart and still decide about each other: a spike is taken back, and
    /// the highest power is looked for, in this time before a fall.
    public static final long REACH_MILLIS = 24 * 3_600_000L;

    private static final double NOISE = 0.9;
    private static final double ROLLOVER_PART = 0.1;
    private static final double IMPOSSIBLE = 10;
    private static final double MILLIS_AN_HOUR = 3_600_000;

    private record Point(long time, double value) {}

    private final Tally tally;
    private final boolean export;
    private final MeterRules rules;
    private final Deque<Exchanged> exchanges;
    private final Judgement.Log log;
    private final DayPeak peak = new DayPeak();
    private final Trail trail = new Trail();
    private @Nullable Point fallen;

    /// @param exchanges of this register in order of time
    public RegisterEnergy(
            Tally tally,
            boolean export,
            MeterRules rules,
            List<Exchanged> exchanges,
            Judgement.Log log) {
        this.tally = tally;
        this.export = export;
        this.rules = rules;
        this.exchanges = new ArrayDeque<>(exchanges);
        this.log = log;
    }

    @Override
    public void sample(long timeMillis, double value, int intervalSeconds) {
        while (!exchanges.isEmpty() && exchanges.getFirst().timeMillis() <= timeMillis) {
            exchange(exchanges.removeFirst());
        }
        take(timeMillis, value);
    }

    @Override
    public void end() {
        while (!exchanges.isEmpty()) {
            exchange(exchanges.removeFirst());
        }
        settleLast();
        finish();
    }

    /// Whether the last reading has to wait for the next to be judged.
    public boolean isProvisional() {
        return fallen != null;
    }

    private void take(long timeMillis, double value) {
        var low = fallen;
        if (low != null) {
            fallen = null;
            settle(low, timeMillis, value);
        }
        if (trail.isEmpty()) {
            trail.add(timeMillis, value, 0);
        } else if (value >= trail.lastValue()) {
            rise(timeMillis, value, value - trail.lastValue());
        } else if (isRollover(trail.lastValue(), value)) {
            double added = value + rules.modulusWh().orElse(0) - trail.lastValue();
            judged(
                    new Point(timeMillis, value),
                    OptionalDouble.empty(),
                    new Verdict.Rollover(added),
                    false);
            rise(timeMillis, value, added);
        } else {
            fallen = new Point(timeMillis, value);
        }
    }

    /// The old device goes up to its end value, the new one on from its start value.
    private void exchange(Exchanged exchanged) {
        settleLast();
        long time = exchanged.timeMillis();
        double added = trail.isEmpty() ? 0 : Math.max(0, exchanged.endWh() - trail.lastValue());
        if (!trail.isEmpty()) {
            var start = new Point(time, exchanged.startWh());
            judged(start, OptionalDouble.empty(), new Verdict.Exchange(added), false);
            rise(time, exchanged.endWh(), added);
        }
        finish();
        trail.add(time, exchanged.startWh(), 0);
    }

    /// Judges a fall of which no next reading is known: a little lower is a dip, much lower a new
    /// beginning.
    private void settleLast() {
        var low = fallen;
        fallen = null;
        if (low == null || trail.isEmpty()) {
            return;
        }
        boolean isReset = low.value() < trail.lastValue() * NOISE;
        var verdict = isReset ? new Verdict.Reset(low.value()) : new Verdict.Dip();
        judged(low, OptionalDouble.empty(), verdict, true);
        if (isReset) {
            rise(low.time(), low.value(), low.value());
        }
    }

    private void settle(Point low, long nextTime, double next) {
        if (trail.isEmpty()) {
            return;
        }
        var verdict = judge(low, nextTime, next);
        judged(low, OptionalDouble.of(next), verdict, false);
        switch (verdict) {
            case Verdict.Dip _, Verdict.Dropout _ -> {}
            case Verdict.Reset(double added) -> rise(low.time(), low.value(), added);
            case Verdict.Rollover(double added) -> rise(low.time(), low.value(), added);
            case Verdict.Exchange(double added) -> rise(low.time(), low.value(), added);
            case Verdict.Spike _ -> dropSpike(low);
        }
    }

    /// Judges a fall by the reading that came after it.
    private Verdict judge(Point low, long nextTime, double next) {
        double old = trail.lastValue();
        if (low.value() >= old * NOISE) {
            return next >= old ? new Verdict.Dip() : new Verdict.Spike();
        }
        return next >= old && isImpossible(low, nextTime, next)
                ? new Verdict.Dropout()
                : new Verdict.Reset(low.value());
    }

    private void dropSpike(Point low) {
        while (!trail.isEmpty() && trail.lastValue() > low.value()) {
            trail.removeLast();
        }
        if (trail.isEmpty()) {
            trail.add(low.time(), low.value(), 0);
        } else {
            rise(low.time(), low.value(), low.value() - trail.lastValue());
        }
    }

    private boolean isImpossible(Point low, long nextTime, double next) {
        double most = rules.maxPowerWatts().orElse(IMPOSSIBLE * peak.watts());
        double hours = (nextTime - low.time()) / MILLIS_AN_HOUR;
        return most > 0 && (next - low.value()) / hours > most;
    }

    private boolean isRollover(double old, double now) {
        double modulus = rules.modulusWh().orElse(0);
        return modulus > 0
                && old >= modulus * (1 - ROLLOVER_PART)
                && now <= modulus * ROLLOVER_PART;
    }

    private void judged(Point low, OptionalDouble next, Verdict verdict, boolean provisional) {
        tally.judged(low.time());
        log.add(
                new Judgement(
                        low.time(), trail.lastValue(), low.value(), next, verdict, provisional));
    }

    private void rise(long time, double value, double added) {
        if (time > trail.lastTime()) {
            peak.add(time, added * MILLIS_AN_HOUR / (time - trail.lastTime()));
        }
        trail.add(time, value, added);
        while (trail.size() > Trail.POINTS_MAX || trail.firstTime() < time - REACH_MILLIS) {
            finishFirst();
        }
    }

    private void finish() {
        while (!trail.isEmpty()) {
            finishFirst();
        }
    }

    /// The oldest reading can no longer change: the stretch behind it is added.
    private void finishFirst() {
        if (trail.size() > 1 && trail.secondTime() > trail.firstTime()) {
            tally.even(
                    trail.firstTime(),
                    trail.secondTime(),
                    trail.firstValue(),
                    trail.secondReached(),
                    export);
        }
        trail.removeFirst();
    }
}
