package dev.wattsocket.demo;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.ingest.ReadingSink;
import dev.wattsocket.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Two sites that are alive: a simulated house at 10 Hz with its history, and a measured household.
/// Threads of its own send to the sink; the live ones never wait for those that write the past.
public final class Demo implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    /// How far the past of the house reaches back.
    public static final Duration REACH = Duration.ofDays(400);

    private static final String INCIDENTS = "demo.incidents";

    private final Catalog catalog;
    private final ReadingSink sink;
    private final InstantSource clock;
    private final Past past;
    private final long seed;
    private final long reachMillis;
    private final House house;
    private final HouseReadings readings;
    private final HouseHistory history;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    public Demo(
            Catalog catalog,
            ReadingSink sink,
            InstantSource clock,
            Past past,
            long seed,
            Duration reach) {
        this.catalog = catalog;
        this.sink = sink;
        this.clock = clock;
        this.past = past;
        this.seed = seed;
        this.reachMillis = reach.toMillis();
        this.house = new House(seed);
        this.readings = new HouseReadings(house, seed);
        // A house of its own: the plan of a day is kept for the days that are asked for last.
        var houseOfThePast = new House(seed);
        var readingsOfThePast = new HouseReadings(houseOfThePast, seed);
        this.history =
                new HouseHistory(houseOfThePast, readingsOfThePast, catalog, sink, reachMillis);
    }

    /// Puts sites, meters and price plans into the catalog and starts to send.
    public void start() {
        long now = clock.millis();
        var furniture = new Furniture(catalog, house, now);
        furniture.putOnce();
        var mark = history.mark().orElseGet(() -> begin(furniture, now));
        startHouse(mark, now);
        startMarket(mark);
        startMeasured();
    }

    @Override
    public void close() {
        stopping = true;
        for (var thread : threads) {
            thread.interrupt();
        }
    }

    /// The very first start: what happened before is settled now, and the past is written from here
    /// back.
    private HouseHistory.Mark begin(Furniture furniture, long now) {
        if (catalog.setting(INCIDENTS).isEmpty()) {
            catalog.putSetting(INCIDENTS, now + " " + reachMillis);
        }
        var incidents = incidents().orElseThrow();
        furniture.exchange(incidents);
        var mark = new HouseHistory.Mark(now, now, history.begin(incidents, now));
        history.keep(mark);
        return mark;
    }

    private Optional<Incidents> incidents() {
        return catalog.setting(INCIDENTS)
                .map(text -> text.split(" ", -1))
                .map(parts -> new Incidents(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
    }

    private void startHouse(HouseHistory.Mark mark, long now) {
        var newest = past.last(HouseReadings.GRID, "energy_import");
        long since = newest.map(Past.Last::millis).orElse(mark.firstStartMillis());
        var stored = newest.isPresent() ? storedCounters() : mark.counters().copy();
        var counters = stored.copy();
        boolean goesOn = since < now;
        if (goesOn) {
            history.bridge(counters, since, now);
        }
        var first = house.at(now);
        var live = new LiveHouse(house, readings, sink, clock, counters.copy(), first);
        start("demo-house", _ -> live.run(() -> !stopping));
        start(
                "demo-history",
                pace -> {
                    if (goesOn) {
                        history.fillGap(stored, since, now, pace);
                    }
                    history.fillBack(mark, incidents(), pace);
                    // The heap gives back to the system what the past took only when all of it is
                    // collected, which may be hours away.
                    System.gc();
                });
    }

    /// The registers as they were stored last; those of a new meter where nothing was.
    private Counters storedCounters() {
        var counters = new Counters(house.circuits().size());
        for (int place = 0; place < readings.meters(); place++) {
            String meter = readings.meter(place);
            counters.imported[place] = stored(meter, "energy_import");
            counters.exported[place] = stored(meter, "energy_export");
        }
        return counters;
    }

    private double stored(String meter, String register) {
        return past.last(meter, register).map(Past.Last::value).orElse(HouseHistory.FIRST_WH);
    }

    private void startMarket(HouseHistory.Mark mark) {
        var market = new Market(seed, Furniture.ZONE);
        var replay = new MarketReplay(market, Furniture.ZONE, catalog, sink, clock);
        start("demo-market", pace -> replay.run(mark.firstStartMillis() - reachMillis, pace));
    }

    private void startMeasured() {
        var replay = new MeasuredReplay(Measured.load(), catalog, sink, clock, reachMillis);
        long newest =
                past.last(Measured.MAIN, "power").map(Past.Last::millis).orElse(Long.MIN_VALUE);
        start("demo-measured", _ -> replay.live(() -> !stopping));
        start("demo-measured-past", pace -> replay.past(newest, pace));
    }

    private interface Work {
        void run(Pace pace) throws InterruptedException;
    }

    private void start(String name, Work work) {
        var thread =
                Thread.ofPlatform()
                        .name(name)
                        .daemon()
                        .unstarted(() -> {
                            try {
                                work.run(new Pace(() -> !stopping));
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            } catch (StoreException e) {
                                if (!stopping) {
                                    LOG.warn("{} ended: {}", name, e.getMessage());
                                }
                            }
                        });
        threads.add(thread);
        thread.start();
    }
}
