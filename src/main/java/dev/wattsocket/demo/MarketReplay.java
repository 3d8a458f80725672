package dev.wattsocket.demo;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.ingest.ReadingSink;
import dev.wattsocket.model.Reading;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Publishes the market's prices and mix up to the end of tomorrow, and those of the past behind
/// it, the newest first. Which stretch is written is kept in the catalog.
final class MarketReplay {
    static final String SETTING = "demo.market";
    private static final long BATCH_MILLIS = 10 * Load.DAY;
    private static final long NAP_NANOS = 1_000_000_000;

    private final Market market;
    private final ZoneId zone;
    private final Catalog catalog;
    private final ReadingSink sink;
    private final InstantSource clock;

    MarketReplay(
            Market market, ZoneId zone, Catalog catalog, ReadingSink sink, InstantSource clock) {
        this.market = market;
        this.zone = zone;
        this.catalog = catalog;
        this.sink = sink;
        this.clock = clock;
    }

    /// What is written: all from one time up to another.
    record Written(long from, long to) {}

    Optional<Written> written() {
        return catalog.setting(SETTING)
                .map(text -> text.split(" ", -1))
                .map(parts -> new Written(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
    }

    /// @param begin from where on all is written in the end
    void run(long begin, Pace pace) throws InterruptedException {
        long from = Math.floorDiv(begin, Load.DAY) * Load.DAY;
        long now = Math.floorDiv(clock.millis(), Load.DAY) * Load.DAY;
        var known = written().orElse(new Written(now, now));
        known = ahead(known);
        while (known.from() > from && pace.goesOn()) {
            long next = Math.max(from, known.from() - BATCH_MILLIS);
            pace.send(sink, readings(next, known.from()));
            known = keep(new Written(next, known.to()));
        }
        while (pace.goesOn()) {
            known = ahead(known);
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    /// Goes on to the end of tomorrow.
    private Written ahead(Written known) throws InterruptedException {
        var today = Instant.ofEpochMilli(clock.millis()).atZone(zone).toLocalDate();
        long end = today.plusDays(2).atStartOfDay(zone).toInstant().toEpochMilli();
        if (end <= known.to()) {
            return known;
        }
        sink.send(readings(known.to(), end));
        return keep(new Written(known.from(), end));
    }

    private Written keep(Written written) {
        catalog.putSetting(SETTING, written.from() + " " + written.to());
        return written;
    }

    private List<Reading> readings(long from, long to) {
        List<Reading> all = new ArrayList<>();
        for (long at = from; at < to; at += Market.PRICE_STEP) {
            market.add(at, all);
        }
        return all;
    }
}
