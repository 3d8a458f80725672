package dev.wattsocket.demo;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.ingest.ReadingSink;
import dev.wattsocket.model.Reading;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Sends the measured household: each minute when it has ended, and the past behind it.
final class MeasuredReplay {
    static final String SETTING = "demo.measured";
    static final long REACH_MILLIS_MOST = 35 * Load.DAY;
    private static final int MINUTES_A_BATCH = 1_000;
    private static final long NAP_NANOS = 200_000_000;

    private final Measured measured;
    private final Catalog catalog;
    private final ReadingSink sink;
    private final InstantSource clock;
    private final long reachMillis;

    MeasuredReplay(
            Measured measured,
            Catalog catalog,
            ReadingSink sink,
            InstantSource clock,
            long reachMillis) {
        this.measured = measured;
        this.catalog = catalog;
        this.sink = sink;
        this.clock = clock;
        this.reachMillis = Math.min(reachMillis, REACH_MILLIS_MOST);
    }

    /// Sends minutes as they end, from the one that has just ended on.
    void live(BooleanSupplier goesOn) throws InterruptedException {
        long next = minuteOf(clock.millis()) - Load.MINUTE;
        while (goesOn.getAsBoolean()) {
            if (next + Load.MINUTE <= clock.millis()) {
                sink.send(measured.readings(next));
                next += Load.MINUTE;
            } else {
                LockSupport.parkNanos(NAP_NANOS);
            }
        }
    }

    /// Sends the past, the newest first, as far as it is not stored yet: what came after the newest
    /// that an earlier life stored, and what lies before the oldest.
    void past(long newestStoredMillis, Pace pace) throws InterruptedException {
        long now = minuteOf(clock.millis()) - Load.MINUTE;
        if (newestStoredMillis > now - reachMillis) {
            back(now, newestStoredMillis, pace, false);
        }
        long reached =
                newestStoredMillis == Long.MIN_VALUE
                        ? now
                        : catalog.setting(SETTING).map(Long::parseLong).orElse(now);
        back(Math.min(reached, now), now - reachMillis, pace, true);
    }

    private void back(long from, long to, Pace pace, boolean keep) throws InterruptedException {
        List<Reading> batch = new ArrayList<>();
        for (long at = from - Load.MINUTE; at > to && pace.goesOn(); at -= Load.MINUTE) {
            batch.addAll(measured.readings(at));
            if (batch.size() >= MINUTES_A_BATCH * (1 + Measured.SUBS.size())) {
                pace.send(sink, batch);
                batch = new ArrayList<>();
                if (keep) {
                    catalog.putSetting(SETTING, Long.toString(at));
                }
            }
        }
        pace.send(sink, batch);
        if (keep && pace.goesOn()) {
            catalog.putSetting(SETTING, Long.toString(Math.min(from, to)));
        }
    }

    private static long minuteOf(long millis) {
        return millis - Math.floorMod(millis, Load.MINUTE);
    }
}
