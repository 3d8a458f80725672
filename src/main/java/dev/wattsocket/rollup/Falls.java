package dev.wattsocket.rollup;

import dev.wattsocket.metering.Exchanged;
import dev.wattsocket.metering.RegisterEnergy;
import java.util.List;

/// Where a register falls or was exchanged: there, readings further away decide what the ones
/// around mean. Blocks; any thread.
final class Falls {
    /// Where none is.
    static final long NOWHERE = Long.MAX_VALUE;

    /// What a fall is judged by lies at most this many readings away, if not in a stretch of time.
    static final int READINGS = 4;

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
        long[] reach = {NOWHERE};
        // Of the three readings before; fewer where it begins.
        var times = new long[] {NOWHERE, NOWHERE, NOWHERE};
        double[] last = {Double.NEGATIVE_INFINITY};
        readings.scan(
                readings.before(from, times.length),
                to,
                (_, at, value, _) -> {
                    if (at >= from) {
                        reach[0] = Math.min(reach[0], reach(times, last[0], at, value));
                    }
                    last[0] = value;
                    times[0] = times[1];
                    times[1] = times[2];
                    times[2] = at;
                    return true;
                });
        return reach[0];
    }

    private long reach(long[] times, double old, long at, double value) {
        if (value < old && RegisterEnergy.isNoise(old, value)) {
            return Math.min(Math.min(times[0], times[1]), times[2] - RegisterEnergy.REACH_MILLIS);
        }
        boolean exchanged =
                exchanges.stream()
                        .anyMatch(each -> each.timeMillis() >= times[2] && each.timeMillis() <= at);
        return value < old || exchanged ? times[2] : NOWHERE;
    }
}
