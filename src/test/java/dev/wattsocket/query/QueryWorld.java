package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.Catalog.NewChannel;
import dev.wattsocket.catalog.SqlCatalog;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Samples;
import dev.wattsocket.model.Site;
import dev.wattsocket.rollup.Keeper;
import dev.wattsocket.rollup.Retention;
import dev.wattsocket.rollup.Rollups;
import dev.wattsocket.store.MemoryRollupStore;
import dev.wattsocket.store.MemorySeriesStore;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.StoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/// A meter of each kind, and a store that is emptied for each case.
final class QueryWorld implements AutoCloseable {
    private static final SeriesStore.Receipt NOBODY =
            new SeriesStore.Receipt() {
                @Override
                public void stored() {}

                @Override
                public void failed(StoreException why) {
                    throw why;
                }
            };

    private final Catalog catalog;
    private Rollups rollups;
    private SeriesStore store;

    QueryWorld(Path folder) {
        catalog = SqlCatalog.open(folder.resolve("catalog.db"));
        var zone = ZoneId.of("Europe/Amsterdam");
        catalog.put(new Site("home", "Home", zone, Currency.getInstance("EUR")));
        catalog.put(meter("thermometer"));
        catalog.create(
                List.of(), List.of(new NewChannel("thermometer", "temperature", Kind.GAUGE)));
        rollups = new Rollups(catalog, new MemorySeriesStore(), new MemoryRollupStore());
        store = rollups.watched();
        for (var kind : Kind.values()) {
            catalog.put(meter(kind.wireName()));
            String name = kind == Kind.REGISTER ? "energy_import" : "power";
            catalog.create(List.of(), List.of(new NewChannel(kind.wireName(), name, kind)));
        }
    }

    private static Meter meter(String id) {
        return new Meter(id, "home", id, Role.LOAD, Optional.empty());
    }

    /// One reading; an interval's length is a quarter hour.
    record Point(long millis, double value) {}

    void empty() {
        var readings = new MemorySeriesStore();
        rollups = new Rollups(catalog, readings, new MemoryRollupStore());
        store = rollups.watched();
    }

    Channel channel(Kind kind) {
        return catalog.channels(kind.wireName()).getFirst();
    }

    void addEmptyRegister(Kind kind) {
        var register = new NewChannel(kind.wireName(), "energy_import", Kind.REGISTER);
        catalog.create(List.of(), List.of(register));
    }

    /// Stores the readings of one meter in this order, in batches.
    void add(Kind kind, List<Point> readings, int batchSize) {
        int seconds = kind == Kind.INTERVAL ? 900 : 0;
        for (int from = 0; from < readings.size(); from += batchSize) {
            int to = (int) Math.min(readings.size(), (long) from + batchSize);
            var batch = new Samples.Builder(to - from);
            for (var point : readings.subList(from, to)) {
                batch.add(channel(kind).id(), point.millis(), point.value(), seconds);
            }
            store.append(batch.build(), NOBODY);
        }
    }

    EnergyQuery energy() {
        return new EnergyQuery(catalog, rollups);
    }

    /// Keeps what the retention says, at a time that stands still.
    Keeper keeper(Retention retention, long nowMillis) {
        return new Keeper(
                rollups,
                () -> true,
                retention,
                InstantSource.fixed(Instant.ofEpochMilli(nowMillis)));
    }

    /// Samples that are stored between two times.
    int readings(Kind kind, long from, long to) {
        int[] count = {0};
        store.scan(
                new int[] {channel(kind).id()},
                from,
                to,
                (_, _, _, _) -> {
                    count[0]++;
                    return true;
                });
        return count[0];
    }

    History history() {
        return new History(catalog, rollups);
    }

    @Override
    public void close() {
        catalog.close();
    }
}
