package dev.wattsocket.demo;

import dev.wattsocket.ingest.ReadingSink;
import dev.wattsocket.model.Reading;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The house's meters as they speak: the main ones ten times a second, each circuit twice,
/// registers once. A thread that only ever waits for its own next tick or for its readings to be
/// stored.
final class LiveHouse {
    static final long TICK_MILLIS = 100;
    private static final int TICKS_A_SECOND = 10;
    private static final int MAIN_METERS = 3;
    private static final int CIRCUIT_TURNS = 5;

    private final House house;
    private final HouseReadings readings;
    private final ReadingSink sink;
    private final InstantSource clock;
    private final Counters counters;
    private House.Instant before;

    /// Goes on from `counters`, which hold at the instant `before`.
    LiveHouse(
            House house,
            HouseReadings readings,
            ReadingSink sink,
            InstantSource clock,
            Counters counters,
            House.Instant before) {
        this.house = house;
        this.readings = readings;
        this.sink = sink;
        this.clock = clock;
        this.counters = counters;
        this.before = before;
    }

    void run(BooleanSupplier goesOn) throws InterruptedException {
        while (goesOn.getAsBoolean()) {
            long now = clock.millis();
            long tick = now - Math.floorMod(now, TICK_MILLIS);
            if (tick > before.millis()) {
                sink.send(tick(tick));
            }
            long wait = tick + TICK_MILLIS - clock.millis();
            if (wait > 0) {
                LockSupport.parkNanos(wait * 1_000_000);
            }
        }
    }

    private List<Reading> tick(long millis) {
        var now = house.at(millis);
        counters.move(before, now);
        before = now;
        long number = millis / TICK_MILLIS;
        boolean registers = number % TICKS_A_SECOND == 0;
        var all = new ArrayList<Reading>();
        for (int place = 0; place < readings.meters(); place++) {
            boolean isCar = place == readings.meters() - 1;
            if (registers
                    || isCar
                    || place < MAIN_METERS
                    || place % CIRCUIT_TURNS == number % CIRCUIT_TURNS) {
                readings.add(place, now, counters, registers, all);
            }
        }
        return all;
    }
}
