package dev.wattsocket.demo;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.ingest.ReadingSink;
import dev.wattsocket.model.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The house's past, written behind the live readings: first what was missed while the program was
/// off, then ever further back, the newest first. How far it came is kept in the catalog.
final class HouseHistory {
    static final String SETTING = "demo.history";
    static final long REACH_MILLIS = 400 * Load.DAY;

    // A chart of the last minutes is looked at first, one of last year as a whole.
    static final long LIVELY_MILLIS = 15 * Load.MINUTE;
    static final long LIVELY_STEP = 1_000;
    static final long FINE_MILLIS = 7 * Load.DAY;
    static final long FINE_STEP = Load.MINUTE;
    static final long COARSE_STEP = 5 * Load.MINUTE;

    /// Registers at the very first start: enough to count 400 days back from.
    static final double FIRST_WH = 21_600_000;

    private static final int ROWS_A_BATCH = 120;

    private final House house;
    private final HouseReadings readings;
    private final Catalog catalog;
    private final ReadingSink sink;

    HouseHistory(House house, HouseReadings readings, Catalog catalog, ReadingSink sink) {
        this.house = house;
        this.readings = readings;
        this.catalog = catalog;
        this.sink = sink;
    }

    /// How far back the past is written, with the registers there.
    record Mark(long firstStartMillis, long reachedMillis, Counters counters) {}

    Optional<Mark> mark() {
        return catalog.setting(SETTING).map(this::read);
    }

    void keep(Mark mark) {
        catalog.putSetting(SETTING, write(mark));
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
    void fillBack(Mark mark, Pace pace) throws InterruptedException {
        long end = mark.firstStartMillis() - REACH_MILLIS;
        var counters = mark.counters();
        var later = house.at(mark.reachedMillis());
        List<Reading> batch = new ArrayList<>();
        while (later.millis() > end && pace.goesOn()) {
            var earlier = house.at(before(later.millis(), mark.firstStartMillis()));
            counters.move(later, earlier);
            readings.addAll(earlier, counters, batch);
            later = earlier;
            int sent = batch.size();
            batch = sendIfFull(batch, pace);
            if (batch.size() < sent) {
                keep(new Mark(mark.firstStartMillis(), later.millis(), counters));
            }
        }
        pace.send(sink, batch);
        keep(new Mark(mark.firstStartMillis(), later.millis(), counters));
    }

    private List<Reading> sendIfFull(List<Reading> batch, Pace pace) throws InterruptedException {
        if (batch.size() < ROWS_A_BATCH * readings.meters()) {
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
