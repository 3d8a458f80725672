package dev.wattsocket.demo;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.ingest.ReadingSink;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Site;
import dev.wattsocket.store.StoreException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Two sites that are alive: a simulated house at 10 Hz with its history, and a measured household.
/// Threads of its own send to the sink; the live ones never wait for those that write the past.
public final class Demo implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private final Catalog catalog;
    private final ReadingSink sink;
    private final InstantSource clock;
    private final Past past;
    private final House house;
    private final HouseReadings readings;
    private final HouseHistory history;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    public Demo(Catalog catalog, ReadingSink sink, InstantSource clock, Past past, long seed) {
        this.catalog = catalog;
        this.sink = sink;
        this.clock = clock;
        this.past = past;
        this.house = new House(seed);
        this.readings = new HouseReadings(house, seed);
        this.history = new HouseHistory(house, readings, catalog, sink);
    }

    /// Puts sites and meters into the catalog and starts to send.
    public void start() {
        furnish();
        startHouse();
        startMeasured();
    }

    @Override
    public void close() {
        stopping = true;
        for (var thread : threads) {
            thread.interrupt();
        }
    }

    private void startHouse() {
        long now = clock.millis();
        var mark = history.mark();
        var stored = storedCounters();
        long since =
                past.last(HouseReadings.GRID, "energy_import").map(Past.Last::millis).orElse(now);
        var counters = stored.copy();
        boolean goesOn = mark.isPresent() && since < now;
        if (goesOn) {
            history.bridge(counters, since, now);
        }
        var first = house.at(now);
        start("demo-house", new LiveHouse(house, readings, sink, clock, counters.copy(), first));
        var back = mark.orElseGet(() -> new HouseHistory.Mark(now, now, counters.copy()));
        start(
                "demo-history",
                pace -> {
                    if (goesOn) {
                        history.fillGap(stored, since, now, pace);
                    }
                    history.fillBack(back, pace);
                });
    }

    /// The registers as they were stored last; those of a new house where nothing was.
    private Counters storedCounters() {
        var counters = new Counters(house.circuits().size());
        for (int place = 0; place < readings.meters(); place++) {
            String meter = readings.meter(place);
            counters.imported[place] =
                    past.last(meter, "energy_import")
                            .map(Past.Last::value)
                            .orElse(HouseHistory.FIRST_WH);
            counters.exported[place] =
                    past.last(meter, "energy_export")
                            .map(Past.Last::value)
                            .orElse(HouseHistory.FIRST_WH);
        }
        return counters;
    }

    private void startMeasured() {
        var replay = new MeasuredReplay(Measured.load(), catalog, sink, clock);
        long newest =
                past.last(Measured.MAIN, "power").map(Past.Last::millis).orElse(Long.MIN_VALUE);
        start("demo-measured", _ -> replay.live(() -> !stopping));
        start("demo-measured-past", pace -> replay.past(newest, pace));
    }

    private interface Work {
        void run(Pace pace) throws InterruptedException;
    }

    private void start(String name, LiveHouse live) {
        start(name, _ -> live.run(() -> !stopping));
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

    private void furnish() {
        var euro = Currency.getInstance("EUR");
        catalog.put(
                new Site(HouseReadings.SITE, "Demo house", ZoneId.of("Europe/Amsterdam"), euro));
        catalog.put(new Site(Measured.SITE, "Measured household", Measured.ZONE, euro));
        var meters = new ArrayList<Meter>();
        var house1 = HouseReadings.SITE;
        meters.add(new Meter(HouseReadings.GRID, house1, "Grid", Role.GRID, Optional.empty()));
        meters.add(
                new Meter(HouseReadings.SOLAR, house1, "Solar roof", Role.SOLAR, Optional.empty()));
        meters.add(
                new Meter(
                        HouseReadings.BATTERY, house1, "Battery", Role.BATTERY, Optional.empty()));
        var underGrid = Optional.of(HouseReadings.GRID);
        for (var circuit : house.circuits()) {
            meters.add(new Meter(circuit.id(), house1, circuit.name(), circuit.role(), underGrid));
        }
        meters.add(
                new Meter(
                        Measured.MAIN, Measured.SITE, "Whole house", Role.GRID, Optional.empty()));
        var names = List.of("Kitchen", "Laundry", "Water heater and air conditioner");
        for (int i = 0; i < names.size(); i++) {
            meters.add(
                    new Meter(
                            Measured.SUBS.get(i),
                            Measured.SITE,
                            names.get(i),
                            Role.LOAD,
                            Optional.of(Measured.MAIN)));
        }
        catalog.create(meters, List.of());
    }
}
