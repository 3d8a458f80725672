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
    /// How far back a spike is taken back, and the highest power is looked for: this long before
    /// the reading before a fall. That reading itself is taken back however old it is.
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

    /// Whether a register that falls so little is taken to be unsteady; else it begins again.
    public static boolean isNoise(double old, double fallen) {
        return fallen >= old * NOISE;
    }

    private void take(long timeMillis, double value) {
        boolean recovers = settled(timeMillis, value);
        if (trail.isEmpty()) {
            trail.add(timeMillis, value, 0);
            return;
        }
        double old = trail.lastValue();
        boolean turnsOver = value < old && isRollover(old, value);
        if (value < old && !turnsOver) {
            fallen = new Point(timeMillis, value);
            return;
        }
        double added = turnsOver ? value + rules.modulusWh().orElse(0) - old : value - old;
        if (!recovers && timeMillis > trail.lastTime()) {
            peak.add(timeMillis, added * MILLIS_AN_HOUR / (timeMillis - trail.lastTime()));
        }
        if (turnsOver) {
            var point = new Point(timeMillis, value);
            judged(point, OptionalDouble.empty(), new Verdict.Rollover(added), false);
        }
        rise(timeMillis, value, added, 2);
        if (turnsOver) {
            beginAgain();
        }
    }

    /// Judges a fall that waits, by the reading that came after it. Answers whether that is on its
    /// way up from far below, which says nothing about how much power there can be.
    private boolean settled(long nextTime, double next) {
        var low = fallen;
        fallen = null;
        if (low == null || trail.isEmpty()) {
            return false;
        }
        boolean isFar = !isNoise(trail.lastValue(), low.value());
        var verdict = judge(low, nextTime, next);
        judged(low, OptionalDouble.of(next), verdict, false);
        if (verdict instanceof Verdict.Spike) {
            dropSpike(low);
        } else if (verdict instanceof Verdict.Reset) {
            reset(low);
        }
        return isFar;
    }

    /// The old device goes up to its end value, the new one on from its start value.
    private void exchange(Exchanged exchanged) {
        settleLast();
        long time = exchanged.timeMillis();
        double added = trail.isEmpty() ? 0 : Math.max(0, exchanged.endWh() - trail.lastValue());
        if (!trail.isEmpty()) {
            var start = new Point(time, exchanged.startWh());
            judged(start, OptionalDouble.empty(), new Verdict.Exchange(added), false);
            rise(time, exchanged.endWh(), added, 1);
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
        boolean isDip = isNoise(trail.lastValue(), low.value());
        var verdict = isDip ? new Verdict.Dip() : new Verdict.Reset(low.value());
        judged(low, OptionalDouble.empty(), verdict, true);
        if (!isDip) {
            reset(low);
        }
    }

    /// Judges a fall by the reading that came after it.
    private Verdict judge(Point low, long nextTime, double next) {
        double old = trail.lastValue();
        if (isNoise(old, low.value())) {
            return next >= old ? new Verdict.Dip() : new Verdict.Spike();
        }
        return next >= old && isImpossible(low, nextTime, next)
                ? new Verdict.Dropout()
                : new Verdict.Reset(low.value());
    }

    private void reset(Point low) {
        rise(low.time(), low.value(), low.value(), 1);
        beginAgain();
    }

    /// What was before the register began again is no spike, however high it was.
    private void beginAgain() {
        while (trail.size() > 1) {
            finishFirst();
        }
    }

    /// What is left of the readings before the spike reaches up to the low one.
    private void dropSpike(Point low) {
        while (!trail.isEmpty() && trail.lastValue() > low.value()) {
            trail.removeLast();
        }
        if (trail.isEmpty()) {
            trail.add(low.time(), low.value(), 0);
        } else {
            rise(low.time(), low.value(), low.value() - trail.lastValue(), 1);
        }
    }

    private boolean isImpossible(Point low, long nextTime, double next) {
        double most = rules.maxPowerWatts().orElse(IMPOSSIBLE * peak.watts(trail.lastTime()));
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
