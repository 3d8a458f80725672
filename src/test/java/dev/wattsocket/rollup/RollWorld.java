package dev.wattsocket.rollup;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.Catalog.NewChannel;
import dev.wattsocket.catalog.SqlCatalog;
import dev.wattsocket.metering.Exchanged;
import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.MeterRules;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Samples;
import dev.wattsocket.model.Site;
import dev.wattsocket.model.Term;
import dev.wattsocket.query.EnergyQuery;
import dev.wattsocket.rollup.Unruly.Sample;
import dev.wattsocket.store.MemoryRollupStore;
import dev.wattsocket.store.MemorySeriesStore;
import dev.wattsocket.store.RollupCells;
import dev.wattsocket.store.RollupStore;
import dev.wattsocket.store.RollupTracking.Progress;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.StoreException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Meters of every kind over stores in memory, which are emptied for each case.
class RollWorld implements AutoCloseable {
    static final SeriesStore.Receipt NOBODY =
            new SeriesStore.Receipt() {
                @Override
                public void stored() {}

                @Override
                public void failed(StoreException why) {
                    throw why;
                }
            };

    /// It ends after a change of the catalog, before rollups hear of it.
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// Whether the program is killed at the next change of what readings mean.
    boolean isDoomed;

    final Catalog catalog;
    private SeriesStore readings = new MemorySeriesStore();
    private RollupStore kept = new MemoryRollupStore();
    private Rollups rollups;

    RollWorld(Path folder) {
        catalog = SqlCatalog.open(folder.resolve("catalog-" + folder.toFile().list().length));
        var zone = ZoneId.of("Europe/Amsterdam");
        catalog.put(new Site("home", "Home", zone, Currency.getInstance("EUR")));
        meter("gauge", MeterRules.UNKNOWN, "power", Kind.GAUGE);
        meter("gauge-gap", rules(0, 0, 120_000), "power", Kind.GAUGE);
        meter("register", MeterRules.UNKNOWN, "energy_import", Kind.REGISTER);
        meter("register-modulus", rules(0, 1_000, 0), "energy_import", Kind.REGISTER);
        meter("register-max", rules(3_000, 0, 0), "energy_export", Kind.REGISTER);
        meter("amounts", MeterRules.UNKNOWN, "energy_import", Kind.INTERVAL);
        meter("means", MeterRules.UNKNOWN, "power", Kind.INTERVAL);
        meter("both", MeterRules.UNKNOWN, "energy_import", Kind.REGISTER);
        catalog.create(
                List.of(),
                List.of(
                        new NewChannel("both", "energy_export", Kind.REGISTER),
                        new NewChannel("both", "power", Kind.GAUGE)));
        put("sum", MeterRules.UNKNOWN, Term.parse("both + gauge - register"));
        catalog.onRevised((_, _, _) -> {
            if (isDoomed) {
                isDoomed = false;
                throw new Killed();
            }
        });
        rollups = new Rollups(catalog, readings, kept);
    }

    static MeterRules rules(double maxPower, double modulus, long maxGap) {
        return new MeterRules(
                maxPower == 0 ? OptionalDouble.empty() : OptionalDouble.of(maxPower),
                modulus == 0 ? OptionalDouble.empty() : OptionalDouble.of(modulus),
                maxGap == 0 ? OptionalLong.empty() : OptionalLong.of(maxGap));
    }

    private void meter(String id, MeterRules rules, String channel, Kind kind) {
        put(id, rules, List.of());
        catalog.create(List.of(), List.of(new NewChannel(id, channel, kind)));
    }

    void put(String id, MeterRules rules, List<Term> formula) {
        catalog.put(new Meter(id, "home", id, Role.LOAD, Optional.empty(), rules, formula));
    }

    /// Forgets all readings and rollups.
    void empty() {
        readings = new MemorySeriesStore();
        kept = new MemoryRollupStore();
        restart();
    }

    /// A new program over the same stores.
    void restart() {
        rollups = new Rollups(catalog, readings, kept);
    }

    Rollups rollups() {
        return rollups;
    }

    /// Up to where a channel is rolled up.
    long rolledUpTo(Channel channel) {
        return kept.progress().getOrDefault(channel.id(), Progress.NOTHING).upToMillis();
    }

    RollupCells cells() {
        return kept;
    }

    SeriesStore readings() {
        return readings;
    }

    EnergyQuery energy() {
        return new EnergyQuery(catalog, rollups());
    }

    List<Channel> channels(String meter) {
        return catalog.channels(meter);
    }

    /// What a channel's samples come to in stretches, computed from them alone.
    List<Cell> direct(
            Channel channel, Collection<Sample> samples, long from, long to, Resolution step) {
        var exchanges =
                catalog.revisions().exchanges(channel.meter()).stream()
                        .filter(each -> each.stands() && each.channel().equals(channel.name()))
                        .map(each ->
                                new Exchanged(
                                        each.timeMillis(), each.endValue(), each.startValue()))
                        .sorted(Comparator.comparingLong(Exchanged::timeMillis))
                        .toList();
        var rules = catalog.meter(channel.meter()).orElseThrow().rules();
        return Direct.cells(channel, rules, exchanges, samples, from, to, step.millis());
    }

    void append(Samples batch) {
        rollups().watched().append(batch, NOBODY);
    }

    void settleAll() {
        rollups().settleAll(() -> true);
    }

    @Override
    public void close() {
        catalog.close();
    }
}
