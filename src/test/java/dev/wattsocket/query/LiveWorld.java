package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.Catalog.NewChannel;
import dev.wattsocket.catalog.SqlCatalog;
import dev.wattsocket.model.CarbonSource;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Correction;
import dev.wattsocket.model.Exchange;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.MeterRules;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Samples;
import dev.wattsocket.model.Site;
import dev.wattsocket.model.SiteSources;
import dev.wattsocket.model.Term;
import dev.wattsocket.rollup.Rollups;
import dev.wattsocket.store.MemoryRollupStore;
import dev.wattsocket.store.MemorySeriesStore;
import dev.wattsocket.store.RollupStore;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.StoreException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// A house with grid, sun, battery, a sum of meters, prices and intensities, over stores in memory.
/// Each house is a new site with new meters.
final class LiveWorld implements AutoCloseable {
    private static final SeriesStore.Receipt NOBODY =
            new SeriesStore.Receipt() {
                @Override
                public void stored() {}

                @Override
                public void failed(StoreException why) {
                    throw why;
                }
            };

    final Catalog catalog = SqlCatalog.inMemory();
    private final SeriesStore readings = new MemorySeriesStore();
    private final RollupStore kept = new MemoryRollupStore();
    private Rollups rollups = new Rollups(catalog, readings, kept);
    private int houses;
    private String house = "";
    private LiveFigures live = new LiveFigures(catalog, rollups, readings, house);

    /// Another house; nothing is known of it yet.
    ///
    /// @param isSum whether its meter at the grid is a sum of two
    void build(ZoneId zone, boolean isSum) {
        house = "h" + ++houses;
        put(
                new Site(site(), "Home", zone, Currency.getInstance("EUR")),
                Optional.empty(),
                Optional.empty());
        meter("grid", isSum ? Role.OTHER : Role.GRID, "energy_import", Kind.REGISTER);
        channel("grid", "energy_export", Kind.REGISTER);
        channel("grid", "power", Kind.GAUGE);
        meter("shed", Role.OTHER, "energy_import", Kind.REGISTER);
        meter("roof", Role.SOLAR, "energy_import", Kind.REGISTER);
        meter("store", Role.BATTERY, "power", Kind.GAUGE);
        meter("car", Role.EV, "energy_import", Kind.INTERVAL);
        meter("spot", Role.OTHER, "price", Kind.INTERVAL);
        meter("mix", Role.OTHER, "carbon_intensity", Kind.GAUGE);
        var sum = Term.parse(id("grid") + " + " + id("shed"));
        put("sum", isSum ? Role.GRID : Role.OTHER, MeterRules.UNKNOWN, sum);
        live = new LiveFigures(catalog, rollups, readings, site());
    }

    String site() {
        return house;
    }

    String id(String meter) {
        return house + "-" + meter;
    }

    private void meter(String meter, Role role, String channel, Kind kind) {
        put(meter, role, MeterRules.UNKNOWN, List.of());
        channel(meter, channel, kind);
    }

    private void channel(String meter, String channel, Kind kind) {
        catalog.create(List.of(), List.of(new NewChannel(id(meter), channel, kind)));
    }

    void put(String meter, Role role, MeterRules rules, List<Term> formula) {
        catalog.put(new Meter(id(meter), house, meter, role, Optional.empty(), rules, formula));
    }

    /// The same meter again, as a new one without a past.
    void replace(String meter) {
        var old = catalog.meter(id(meter)).orElseThrow();
        var channels = catalog.channels(id(meter));
        catalog.deleteMeter(id(meter));
        catalog.put(old);
        for (var each : channels) {
            channel(meter, each.name(), each.kind());
        }
    }

    void put(Site site, Optional<String> tariff, Optional<CarbonSource> carbon) {
        catalog.put(site, new SiteSources(tariff, carbon));
    }

    Site home() {
        return catalog.site(house).orElseThrow();
    }

    /// The same site with other habits.
    void change(int demandMinutes, int billingDay, ZoneId zone) {
        var now = home();
        catalog.put(
                new Site(
                        house,
                        "Home",
                        zone,
                        now.currency(),
                        DayOfWeek.MONDAY,
                        demandMinutes,
                        billingDay));
    }

    Channel channel(String meter, String name) {
        return catalog.channel(id(meter), name).orElseThrow();
    }

    void append(Channel channel, long time, double value, int seconds) {
        var batch = new Samples.Builder(1);
        batch.add(channel.id(), time, value, seconds);
        append(batch.build());
    }

    void append(Samples batch) {
        rollups.watched().append(batch, NOBODY);
    }

    /// A value that somebody changes by hand, as `ingest` does it.
    void correct(Channel channel, long time, double value, int seconds) {
        var added =
                catalog.revisions()
                        .add(
                                new Correction(
                                        0,
                                        channel.meter(),
                                        channel.name(),
                                        time,
                                        seconds,
                                        OptionalDouble.empty(),
                                        OptionalDouble.of(value),
                                        "",
                                        time,
                                        "",
                                        OptionalLong.empty()));
        append(channel, time, value, seconds);
        catalog.revisions().settled(added);
    }

    Exchange exchange(Channel channel, long time, double end, double start) {
        return catalog.revisions()
                .add(
                        new Exchange(
                                0,
                                channel.meter(),
                                channel.name(),
                                time,
                                end,
                                start,
                                "",
                                time,
                                "",
                                OptionalLong.empty()));
    }

    /// The program starts again over the same stores.
    void restart() {
        rollups = new Rollups(catalog, readings, kept);
        live = new LiveFigures(catalog, rollups, readings, house);
    }

    /// The figures of who has asked since the house was built, or the program started.
    Figures live(long now) {
        return live.at(now).orElseThrow();
    }

    /// The figures of who asks for the first time.
    Figures fresh(long now) {
        return new LiveFigures(catalog, rollups, readings, house).at(now).orElseThrow();
    }

    /// The figures where nothing was ever rolled up.
    Figures raw(long now) {
        var anew = new Rollups(catalog, readings, new MemoryRollupStore());
        return new LiveFigures(catalog, anew, readings, house).at(now).orElseThrow();
    }

    EnergyQuery energy() {
        return new EnergyQuery(catalog, rollups);
    }

    Bills bills() {
        return new Bills(catalog, energy(), readings);
    }

    Carbon carbon() {
        return new Carbon(catalog, energy(), readings);
    }

    Balances balances() {
        return new Balances(catalog, energy());
    }

    @Override
    public void close() {
        catalog.close();
    }
}
