package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.metering.Steps;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Site;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.tariff.Bill;
import dev.wattsocket.tariff.BillPeriod;
import dev.wattsocket.tariff.BillingPeriods;
import dev.wattsocket.tariff.Cost;
import dev.wattsocket.tariff.PriceStep;
import dev.wattsocket.tariff.Rater;
import dev.wattsocket.tariff.Tariff;
import dev.wattsocket.tariff.json.TariffJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Money: what a site's energy costs, computed from what is stored and from the tariff as it is
/// now. Blocks; any thread.
public final class Bills {
    /// Billing periods of one bill: a hundred years.
    static final int PERIODS_MAX = 1_200;

    /// Billing periods whose quarter hours are held at one time.
    private static final int PERIODS_AT_ONCE = 12;

    private final Catalog catalog;
    private final StepSource series;
    private final BilledEnergy billed;
    private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

    public Bills(Catalog catalog, EnergyQuery energy, SeriesStore store) {
        this(catalog, energy, new StepSeries(store));
    }

    /// @param series where the prices come from
    Bills(Catalog catalog, EnergyQuery energy, StepSource series) {
        this.catalog = catalog;
        this.series = series;
        this.billed = new BilledEnergy(catalog, energy);
    }

    private record Parsed(String document, Tariff tariff) {}

    /// The tariff of this id.
    public Optional<Tariff> tariff(String id) {
        return catalog.tariff(id)
                .map(document -> {
                    var known = parsed.get(id);
                    if (known != null && known.document().equals(document)) {
                        return known.tariff();
                    }
                    var tariff = TariffJson.read(document);
                    parsed.put(id, new Parsed(document, tariff));
                    return tariff;
                });
    }

    /// The tariff that a site has.
    public Optional<Tariff> tariffOf(Site site) {
        return catalog.sources(site.id()).tariff().flatMap(this::tariff);
    }

    /// The bill of a range (epoch milliseconds) under a tariff.
    ///
    /// @throws IllegalArgumentException with a sentence, where the range is too long
    public Bill bill(Site site, Tariff tariff, long from, long to) {
        return bills(site, List.of(tariff), from, to).getFirst();
    }

    /// The bills of a range under several tariffs, of the same energy.
    ///
    /// @throws IllegalArgumentException with a sentence, where the range is too long
    public List<Bill> bills(Site site, List<Tariff> tariffs, long from, long to) {
        boolean tiers = tariffs.stream().anyMatch(Tariff::hasTiers);
        boolean demand = tariffs.stream().anyMatch(Tariff::hasDemand);
        var periods = tariffs.stream().map(_ -> new ArrayList<BillPeriod>()).toList();
        for (long at = from; at < to; ) {
            long end = Math.min(to, someOn(at, site));
            long first = tiers || demand ? BillingPeriods.startOf(at, site) : at;
            long last = demand ? BillingPeriods.endOf(end - 1, site) : end;
            var energy = new ArrayList<>(billed.quarters(site, first, at));
            energy.addAll(billed.quarters(site, at, end));
            energy.addAll(billed.quarters(site, end, last));
            for (int i = 0; i < tariffs.size(); i++) {
                var rater = rater(site, tariffs.get(i), at, end);
                periods.get(i).addAll(rater.bill(at, end, energy));
            }
            if (periods.getFirst().size() > PERIODS_MAX) {
                throw new IllegalArgumentException(
                        "A bill has at most " + PERIODS_MAX + " billing periods; ask for less.");
            }
            at = end;
        }
        return periods.stream().map(each -> new Bill(from, to, each)).toList();
    }

    /// What is charged in a part of one billing period whatever is used then.
    BigDecimal charges(Site site, Tariff tariff, long from, long to) {
        var energy =
                tariff.hasDemand()
                        ? billed.quarters(
                                site,
                                BillingPeriods.startOf(from, site),
                                BillingPeriods.endOf(from, site))
                        : List.<EnergyBucket>of();
        return new Rater(tariff, site, Map.of()).charges(from, to, energy).total();
    }

    /// What the site's energy costs and earns in each bucket.
    public List<Cost> costs(Site site, Tariff tariff, Edges buckets) {
        var costs = rater(site, tariff, buckets.first(), buckets.last()).costs(buckets);
        for (long at = begin(site, tariff, buckets); at < buckets.last(); ) {
            long end = upTo(at, buckets, site);
            billed.quarters(site, at, end).forEach(each -> costs.take(each, each.imported()));
            at = end;
        }
        return costs.done();
    }

    /// What a meter's energy costs at its site's prices in each bucket; tiers are those that the
    /// whole site has reached.
    public List<Cost> costs(Site site, Tariff tariff, String meter, Edges buckets) {
        var costs = rater(site, tariff, buckets.first(), buckets.last()).costs(buckets);
        for (long at = begin(site, tariff, buckets); at < buckets.last(); ) {
            long end = upTo(at, buckets, site);
            var whole =
                    tariff.hasTiers() ? billed.quarters(site, at, end) : List.<EnergyBucket>of();
            var part = billed.quarters(site, meter, at, end);
            for (int i = 0; i < Math.max(whole.size(), part.size()); i++) {
                var counted = whole.isEmpty() ? Energy.ZERO : whole.get(i).imported();
                costs.take(part.isEmpty() ? without(whole.get(i)) : part.get(i), counted);
            }
            at = end;
        }
        return costs.done();
    }

    /// Whether a meter's energy is bought: not that of a source or a store.
    public static boolean isBought(Role role) {
        return switch (role) {
            case GRID, LOAD, EV, OTHER -> true;
            case SOLAR, BATTERY -> false;
        };
    }

    /// The prices of a range.
    ///
    /// @throws IllegalArgumentException with a sentence, where the range is too long
    public List<PriceStep> prices(Site site, Tariff tariff, long from, long to) {
        var known = new ArrayList<EnergyBucket>();
        if (tariff.hasTiers()) {
            known.addAll(billed.quarters(site, BillingPeriods.startOf(from, site), from));
            known.addAll(billed.quarters(site, from, to));
        }
        return rater(site, tariff, from, to).prices(from, to, known);
    }

    private Rater rater(Site site, Tariff tariff, long from, long to) {
        var steps = new HashMap<String, Steps>();
        for (var name : tariff.series()) {
            channel(name).ifPresent(channel -> steps.put(name, series.read(channel, from, to)));
        }
        return new Rater(tariff, site, steps);
    }

    /// The meters whose energy is bought.
    List<Meter> billed(Site site) {
        return billed.meters(site);
    }

    /// The quarter hours of what is bought and sold.
    List<EnergyBucket> energy(Site site, long from, long to) {
        return billed.quarters(site, from, to);
    }

    /// The channel of a series that a tariff follows.
    Optional<Channel> channel(String name) {
        int dot = name.lastIndexOf('.');
        return catalog.channel(name.substring(0, dot), name.substring(dot + 1));
    }

    private static long begin(Site site, Tariff tariff, Edges buckets) {
        return tariff.hasTiers() ? BillingPeriods.startOf(buckets.first(), site) : buckets.first();
    }

    /// Where to pause on the way to the end of the buckets: not before them and within them at
    /// once.
    private static long upTo(long at, Edges buckets, Site site) {
        long most = at < buckets.first() ? buckets.first() : buckets.last();
        return Math.min(most, someOn(at, site));
    }

    private static long someOn(long millis, Site site) {
        long end = millis;
        for (int i = 0; i < PERIODS_AT_ONCE; i++) {
            end = BillingPeriods.endOf(end, site);
        }
        return end;
    }

    private static EnergyBucket without(EnergyBucket whole) {
        return new EnergyBucket(
                whole.startMillis(), whole.endMillis(), Energy.ZERO, Energy.ZERO, 0);
    }
}
