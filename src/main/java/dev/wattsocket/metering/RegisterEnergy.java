package dev.wattsocket.metering;

import dev.wattsocket.model.MeterRules;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;

/// Energy from a register: what it rose, spread evenly between two readings. A register that falls
/// is judged with the readings around it, so that neither a dip nor a reset nor a spike makes
/// energy that was not there, or loses what was. Confined to one thread.
public final class RegisterEnergy implements EnergySource {
    /// How far back a spike is taken back, and the highest power is looked for: this long before
    /// the reading before a fall. That reading itself is taken back however old it is.
    public static final long REACH_MILLIS = 24 * 3_600_000L;

    /// For so long a device that fell far may show the same again, and be back all the same.
    public static final long OUT_MILLIS = 3_600_000L;

    /// So often it may, however long that takes: four readings in all.
    public static final int OUT_READINGS = 4;

    private static final double NOISE = 0.9;
    private static final double ROLLOVER_PART = 0.1;
    private static final double IMPOSSIBLE = 10;
    private static final double MILLIS_AN_HOUR = 3_600_000;

    private final Tally tally;
    private final boolean export;
    private final MeterRules rules;
    private final Deque<Exchanged> exchanges;
    private final Judgement.Log log;
    private final DayPeak peak = new DayPeak();
    private final Trail trail = new Trail();

    /// The lower reading that waits to be judged, and those that repeat it.
    private final Trail lows = new Trail();

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

    /// Whether a register that falls so little is taken to be unsteady; else it begins again.
    public static boolean isNoise(double old, double fallen) {
        return fallen >= old * NOISE;
    }

    private void take(long timeMillis, double value) {
        if (isStillOut(timeMillis, value)) {
            lows.add(timeMillis, value, 0);
            return;
        }
        boolean recovers = settled(timeMillis, value);
        if (trail.isEmpty()) {
            trail.add(timeMillis, value, 0);
            return;
        }
        double old = trail.lastValue();
        boolean turnsOver = value < old && isRollover(old, value);
        if (value < old && !turnsOver) {
            lows.add(timeMillis, value, 0);
            return;
        }
        double added = turnsOver ? value + rules.modulusWh().orElse(0) - old : value - old;
        if (!recovers && timeMillis > trail.lastTime()) {
            peak.add(timeMillis, added * MILLIS_AN_HOUR / (timeMillis - trail.lastTime()));
        }
        if (turnsOver) {
            var verdict = new Verdict.Rollover(added);
            judged(timeMillis, value, OptionalDouble.empty(), verdict, false);
        }
        rise(timeMillis, value, added, 2);
        if (turnsOver) {
            beginAgain();
        }
    }

    /// Whether a reading says nothing new of a fall that waits: neither that the device is back,
    /// nor that it counts.
    private boolean isStillOut(long timeMillis, double value) {
        return !lows.isEmpty()
                && value == lows.firstValue()
                && isFar()
                && (lows.size() < OUT_READINGS || timeMillis - lows.firstTime() <= OUT_MILLIS)
                && lows.size() < Trail.POINTS_MAX;
    }

    private boolean isFar() {
        return !isNoise(trail.lastValue(), lows.firstValue());
    }

    /// Judges a fall that waits, by the reading that came after it. Answers whether that is on its
    /// way up from far below, which says nothing about how much power there can be.
    private boolean settled(long nextTime, double next) {
        if (lows.isEmpty()) {
            return false;
        }
        boolean isFar = isFar();
        settle(judge(nextTime, next), OptionalDouble.of(next), false);
        return isFar;
    }

    private void settle(Verdict verdict, OptionalDouble next, boolean provisional) {
        judged(lows.firstTime(), lows.firstValue(), next, verdict, provisional);
        if (verdict instanceof Verdict.Spike) {
            dropSpike(lows.firstTime(), lows.firstValue());
        } else if (verdict instanceof Verdict.Reset) {
            reset();
        }
        lows.clear();
    }

    /// The old device goes up to its end value, the new one on from its start value.
    private void exchange(Exchanged exchanged) {
        settleLast();
        long time = exchanged.timeMillis();
        double added = trail.isEmpty() ? 0 : Math.max(0, exchanged.endWh() - trail.lastValue());
        if (!trail.isEmpty()) {
            var verdict = new Verdict.Exchange(added);
            judged(time, exchanged.startWh(), OptionalDouble.empty(), verdict, false);
            rise(time, exchanged.endWh(), added, 1);
        }
        finish();
        trail.add(time, exchanged.startWh(), 0);
    }

    /// Judges a fall of which no next reading is known: a little lower is a dip, much lower a new
    /// beginning.
    private void settleLast() {
        if (!lows.isEmpty()) {
            var verdict = isFar() ? new Verdict.Reset(lows.firstValue()) : new Verdict.Dip();
            settle(verdict, OptionalDouble.empty(), true);
        }
    }

    /// Judges a fall by the reading that came after it.
    private Verdict judge(long nextTime, double next) {
        double old = trail.lastValue();
        if (!isFar()) {
            return next >= old ? new Verdict.Dip() : new Verdict.Spike();
        }
        return next >= old && isImpossible(nextTime, next)
                ? new Verdict.Dropout()
                : new Verdict.Reset(lows.firstValue());
    }

    /// Goes on from the lower reading, and from those that repeat it.
    private void reset() {
        rise(lows.firstTime(), lows.firstValue(), lows.firstValue(), 1);
        beginAgain();
        for (lows.removeFirst(); !lows.isEmpty(); lows.removeFirst()) {
            rise(lows.firstTime(), lows.firstValue(), 0, 2);
        }
    }

    /// What was before the register began again is no spike, however high it was.
    private void beginAgain() {
        while (trail.size() > 1) {
            finishFirst();
        }
    }

    /// What is left of the readings before the spike reaches up to the low one.
    private void dropSpike(long time, double low) {
        while (!trail.isEmpty() && trail.lastValue() > low) {
            trail.removeLast();
        }
        if (trail.isEmpty()) {
            trail.add(time, low, 0);
        } else {
            rise(time, low, low - trail.lastValue(), 1);
        }
    }

    private boolean isImpossible(long nextTime, double next) {
        double most = rules.maxPowerWatts().orElse(IMPOSSIBLE * peak.watts(trail.lastTime()));
        double hours = (nextTime - lows.lastTime()) / MILLIS_AN_HOUR;
        return most > 0 && (next - lows.lastValue()) / hours > most;
    }

    private boolean isRollover(double old, double now) {
        double modulus = rules.modulusWh().orElse(0);
        return modulus > 0
                && old >= modulus * (1 - ROLLOVER_PART)
                && now <= modulus * ROLLOVER_PART;
    }

    private void judged(
            long time, double fallen, OptionalDouble next, Verdict verdict, boolean provisional) {
        tally.judged(time);
        log.add(new Judgement(time, trail.lastValue(), fallen, next, verdict, provisional));
    }

    /// Goes on from a reading that counts, for now.
    ///
    /// @param kept readings that a spike may take back however old they are
    private void rise(long time, double value, double added, int kept) {
        trail.add(time, value, added);
        while (trail.size() > Trail.POINTS_MAX
                || (trail.size() > kept && trail.firstTime() < time - REACH_MILLIS)) {
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
