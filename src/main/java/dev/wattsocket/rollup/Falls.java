package dev.wattsocket.rollup;

import dev.wattsocket.metering.Exchanged;
import dev.wattsocket.metering.RegisterEnergy;
import java.util.List;

/// Where a register falls or was exchanged: there, readings further away decide what the ones
/// around mean. Blocks; any thread.
final class Falls {
    /// Where none is.
    static final long NOWHERE = Long.MAX_VALUE;

    /// What a fall is judged by lies at most this many readings away, if not in a stretch of time:
    /// the one before it, those that repeat it, and the one that shows something else.
    static final int READINGS = RegisterEnergy.OUT_READINGS + 2;

    private final Readings readings;
    private final List<Exchanged> exchanges;

    Falls(Readings readings, List<Exchanged> exchanges) {
        this.readings = readings;
        this.exchanges = exchanges;
    }

    /// Whether any reading in `[from, to)` is lower than the one before, or of another device.
    boolean any(long from, long to) {
        return reach(from, to) != NOWHERE;
    }

    /// The earliest time whose energy the readings in `[from, to)` may change by falling. One that
    /// is far lower says nothing about those before; one that is a little lower may say that they
    /// were wrong for a while.
    long reach(long from, long to) {
        long[] earliest = {NOWHERE, NOWHERE};
        long[] time = {NOWHERE};
        double[] last = {Double.NEGATIVE_INFINITY};
        readings.scan(
                readings.before(from, 1),
                to,
                (_, at, value, _) -> {
                    boolean falls = value < last[0] || isExchanged(time[0], at);
                    if (at >= from && falls) {
                        boolean isNoise = value < last[0] && RegisterEnergy.isNoise(last[0], value);
                        int place = isNoise ? 1 : 0;
                        earliest[place] = Math.min(earliest[place], time[0]);
                    }
                    last[0] = value;
                    time[0] = at;
                    return true;
                });
        return earliest[1] == NOWHERE
                ? earliest[0]
                : Math.min(earliest[0], takenBackSince(readings, earliest[1]));
    }

    /// The earliest time that a reading which is a little lower than the one at this time may take
    /// back; or an earlier one.
    static long takenBackSince(Readings readings, long time) {
        return outSince(readings, time - RegisterEnergy.REACH_MILLIS);
    }

    /// The time of the reading before a fall that is still waiting for a reading that decides, if
    /// none comes from this time on: what is known of it since then may change.
    long undecided(long to) {
        var run = new Run();
        readings.scan(
                outSince(readings, to),
                to,
                (_, at, value, _) -> {
                    run.add(at, value, isExchanged(run.last, at));
                    return true;
                });
        return run.mayBeOut() ? run.before : NOWHERE;
    }

    /// The last readings, as far as they show the same.
    private static final class Run {
        private long before = Long.MIN_VALUE;
        private long first;
        private long last = Long.MIN_VALUE;
        private int count;
        private double value = Double.NaN;
        private boolean fell;

        void add(long at, double next, boolean exchanged) {
            if (next != value || exchanged) {
                fell = exchanged || (next < value && !RegisterEnergy.isNoise(value, next));
                before = last;
                first = at;
                count = 0;
            }
            value = next;
            last = at;
            count++;
        }

        boolean mayBeOut() {
            return fell
                    && (count <= RegisterEnergy.OUT_READINGS
                            || last - first <= RegisterEnergy.OUT_MILLIS);
        }
    }

    /// The time of the reading before a fall that the last reading before a time may repeat, or an
    /// earlier one.
    static long outSince(Readings readings, long time) {
        long last = readings.before(time, 1);
        return Math.min(
                readings.before(time, READINGS),
                readings.before(last - RegisterEnergy.OUT_MILLIS, 1));
    }

    /// How long readings may repeat a fall that is the first reading from a time on; a few more may
    /// do so later, see `READINGS`.
    static long outUntil(Readings readings, long time) {
        return readings.after(time, 1, Rollups.NOBODY).orElse(time) + RegisterEnergy.OUT_MILLIS;
    }

    private boolean isExchanged(long from, long to) {
        return exchanges.stream()
                .anyMatch(each -> each.timeMillis() >= from && each.timeMillis() <= to);
    }
}
