package dev.wattsocket.demo;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.ingest.ReadingSink;
import dev.wattsocket.model.Reading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The house's past, written behind the live readings: first what was missed while the program was
/// off, then ever further back. How far it came is kept in the catalog.
///
/// Batches go back in time, the readings within one forth: each begins where the one after it ends
/// and none lies in two days, so that the store adds each day to its own files, and figures are
/// computed anew for hardly more than what a batch brings.
final class HouseHistory {
    static final String SETTING = "demo.history";

    // A chart of the last minutes is looked at first, one of last year as a whole.
    static final long LIVELY_MILLIS = 15 * Load.MINUTE;
    static final long LIVELY_STEP = 1_000;
    static final long FINE_MILLIS = 7 * Load.DAY;
    static final long FINE_STEP = Load.MINUTE;
    static final long COARSE_STEP = 5 * Load.MINUTE;

    /// Registers at the very first start: enough to count 400 days back from.
    static final double FIRST_WH = 21_600_000;

    /// A day of the coarse steps, a fifth of one of the fine ones.
    private static final int STEPS_A_BATCH = 288;

    private final House house;
    private final HouseReadings readings;
    private final Catalog catalog;
    private final ReadingSink sink;
    private final long reachMillis;

    /// @param reachMillis how far the past reaches back from the first start
    HouseHistory(
            House house,
            HouseReadings readings,
            Catalog catalog,
            ReadingSink sink,
            long reachMillis) {
        this.house = house;
        this.readings = readings;
        this.catalog = catalog;
        this.sink = sink;
        this.reachMillis = reachMillis;
    }

    /// How far back the past is written, with the registers there.
    record Mark(long firstStartMillis, long reachedMillis, Counters counters) {}

    Optional<Mark> mark() {
        return catalog.setting(SETTING).map(this::read);
    }

    void keep(Mark mark) {
        catalog.putSetting(SETTING, write(mark));
    }

    /// The registers at the very first start, so that those which began anew in the past began at
    /// zero.
    Counters begin(Incidents incidents, long nowMillis) {
        var counters = new Counters(house.circuits().size());
        Arrays.fill(counters.imported, FIRST_WH);
        Arrays.fill(counters.exported, FIRST_WH);
        for (int place = 0; place < readings.meters(); place++) {
            switch (readings.meter(place)) {
                case Incidents.EXCHANGED ->
                        counters.imported[place] =
                                since(incidents.exchangedAt(), nowMillis, readings.load(place));
                case Incidents.RESET ->
                        counters.imported[place] =
                                since(incidents.resetAt(), nowMillis, readings.load(place));
                default -> {}
            }
        }
        return counters;
    }

    /// What a load takes from a time on up to the newest, counted in the steps of the past.
    private static double since(long millis, long newestMillis, Load load) {
        double wattMillis = 0;
        long later = newestMillis;
        double laterWatts = House.shown(load, later);
        while (later > millis) {
            long earlier = before(later, newestMillis);
            double watts = House.shown(load, earlier);
            wattMillis += (watts + laterWatts) / 2 * (later - Math.max(earlier, millis));
            later = earlier;
            laterWatts = watts;
        }
        return wattMillis / Load.HOUR;
    }

    /// Moves the registers from one time to a later one, in the steps of the gap's readings.
    void bridge(Counters counters, long fromMillis, long toMillis) {
        var from = house.at(fromMillis);
        for (long at = next(fromMillis, toMillis); at < toMillis; at = next(at, toMillis)) {
            var to = house.at(at);
            counters.move(from, to);
            from = to;
        }
        counters.move(from, house.at(toMillis));
    }

    /// Writes what was missed between two times, given the registers at the first.
    void fillGap(Counters counters, long fromMillis, long toMillis, Pace pace)
            throws InterruptedException {
        var from = house.at(fromMillis);
        List<Reading> batch = new ArrayList<>();
        long at = next(fromMillis, toMillis);
        for (; at < toMillis && pace.goesOn(); at = next(at, toMillis)) {
            var to = house.at(at);
            counters.move(from, to);
            from = to;
            readings.addAll(to, counters, batch);
            batch = sendIfFull(batch, pace);
        }
        pace.send(sink, batch);
    }

    /// Writes the past from a mark back to the end of its reach, keeping the mark as it goes.
    void fillBack(Mark mark, Optional<Incidents> incidents, Pace pace) throws InterruptedException {
        long newest = mark.firstStartMillis();
        long end = newest - reachMillis;
        var counters = mark.counters();
        var later = house.at(mark.reachedMillis());
        while (later.millis() > end && pace.goesOn()) {
            var instants = new ArrayDeque<List<Reading>>();
            do {
                var earlier = house.at(before(later.millis(), newest));
                counters.move(later, earlier);
                instants.addFirst(shown(earlier, counters, incidents));
                later = earlier;
            } while (later.millis() > end && !beginsBatch(later.millis(), newest));
            pace.send(sink, instants.stream().flatMap(List::stream).toList());
            keep(new Mark(newest, later.millis(), counters));
        }
    }

    private static boolean beginsBatch(long millis, long newestMillis) {
        return Math.floorMod(millis, step(newestMillis - millis) * STEPS_A_BATCH) == 0;
    }

    /// What the meters said, which is nothing while they were silent.
    private List<Reading> shown(
            House.Instant now, Counters counters, Optional<Incidents> incidents) {
        var all = new ArrayList<Reading>(readings.meters());
        if (incidents.isEmpty()) {
            readings.addAll(now, counters, all);
        } else if (!incidents.get().isSilent(now.millis())) {
            var shown = counters.copy();
            for (int place = 0; place < readings.meters(); place++) {
                shown.imported[place] +=
                        incidents.get().beyond(readings.meter(place), now.millis());
            }
            readings.addAll(now, shown, all);
        }
        return all;
    }

    private List<Reading> sendIfFull(List<Reading> batch, Pace pace) throws InterruptedException {
        if (batch.size() < STEPS_A_BATCH * readings.meters()) {
            return batch;
        }
        pace.send(sink, batch);
        return new ArrayList<>();
    }

    /// How far readings lie apart this long before the newest.
    private static long step(long ageMillis) {
        if (ageMillis <= LIVELY_MILLIS) {
            return LIVELY_STEP;
        }
        return ageMillis <= FINE_MILLIS ? FINE_STEP : COARSE_STEP;
    }

    private static long next(long millis, long newestMillis) {
        long step = step(newestMillis - millis);
        return millis - Math.floorMod(millis, step) + step;
    }

    private static long before(long millis, long newestMillis) {
        long step = step(newestMillis - millis);
        return millis - 1 - Math.floorMod(millis - 1, step);
    }

    private String write(Mark mark) {
        var text = new StringBuilder();
        text.append(mark.firstStartMillis()).append(' ').append(mark.reachedMillis());
        for (int place = 0; place < readings.meters(); place++) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            " %.6f %.6f",
                            mark.counters().imported[place],
                            mark.counters().exported[place]));
        }
        return text.toString();
    }

    private Mark read(String text) {
        var parts = text.split(" ", -1);
        var counters = new Counters(readings.meters() - 3);
        for (int place = 0; place < readings.meters(); place++) {
            counters.imported[place] = Double.parseDouble(parts[2 + place * 2]);
            counters.exported[place] = Double.parseDouble(parts[3 + place * 2]);
        }
        return new Mark(Long.parseLong(parts[0]), Long.parseLong(parts[1]), counters);
    }
}
