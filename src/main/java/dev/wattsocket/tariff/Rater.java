package dev.wattsocket.tariff;

import dev.wattsocket.metering.Edges;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.metering.Steps;
import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Applies a tariff to the energy of a site. A function of what it is given. Confined to one
/// thread.
///
/// Energy comes in stretches of at most a quarter hour, in the order of time, none across the local
/// quarter hours.
public final class Rater {
    private final Tariff tariff;
    private final Site site;
    private final Map<String, Steps> series;
    private final Rate.Table table;

    /// A tariff at a site.
    ///
    /// @param series what the tariff's `series` are, as far as they are known
    public Rater(Tariff tariff, Site site, Map<String, Steps> series) {
        this.tariff = tariff;
        this.site = site;
        this.series = Map.copyOf(series);
        this.table = Rate.Table.of(tariff);
    }

    /// The bill of a range by billing periods.
    ///
    /// @param energy of the range; where the tariff has tiers, from the start of the range's first
    ///   billing period; where it has a demand charge, of its whole billing periods; in each case
    ///   with an edge at both ends of the range
    public List<BillPeriod> bill(long from, long to, List<EnergyBucket> energy) {
        var periods = new ArrayList<BillPeriod>();
        var walk = walk();
        int next = 0;
        for (long begin = from; begin < to; ) {
            long periodStart = BillingPeriods.startOf(begin, site);
            long periodEnd = BillingPeriods.endOf(begin, site);
            int first = skip(energy, next, periodStart);
            next = skip(energy, first, periodEnd);
            var all = energy.subList(first, next);
            periods.add(period(begin, Math.min(to, periodEnd), all, walk));
            begin = periodEnd;
        }
        return periods;
    }

    /// What is charged in a part of one billing period whatever is used then: for its days, and its
    /// part of the demand charge.
    ///
    /// @param energy where the tariff has a demand charge, of the whole billing period
    public BillPeriod charges(long from, long to, List<EnergyBucket> energy) {
        var nothing = new Tally(table);
        return new BillPeriod(
                from,
                to,
                Days.between(from, to, site.zone()),
                invoice(nothing, from, to, energy).lines(),
                Energy.ZERO,
                Energy.ZERO,
                0,
                Energy.ZERO,
                Energy.ZERO);
    }

    /// Adds up costs by buckets.
    public Costs costs(Edges buckets) {
        return new Costs(tariff, table, walk(), buckets);
    }

    /// The prices of a range.
    ///
    /// @param known the energy that tiers count, from the start of the range's billing period
    public List<PriceStep> prices(long from, long to, List<EnergyBucket> known) {
        return new PriceList(tariff, table, walk()).list(from, to, site, known);
    }

    private Walk walk() {
        return new Walk(tariff, table, site, series);
    }

    private static int skip(List<EnergyBucket> energy, int index, long until) {
        int next = index;
        while (next < energy.size() && energy.get(next).startMillis() < until) {
            next++;
        }
        return next;
    }

    private BillPeriod period(long from, long to, List<EnergyBucket> energy, Walk walk) {
        var tally = new Tally(table);
        var imported = Energy.ZERO;
        var exported = Energy.ZERO;
        double covered = 0;
        for (var each : energy) {
            if (each.startMillis() < from) {
                walk.pass(each);
            } else if (each.startMillis() < to) {
                walk.take(each, each.imported(), tally);
                imported = imported.plus(each.imported());
                exported = exported.plus(each.exported());
                covered += each.coverage() * (each.endMillis() - each.startMillis());
            }
        }
        return new BillPeriod(
                from,
                to,
                Days.between(from, to, site.zone()),
                invoice(tally, from, to, energy).lines(),
                imported,
                exported,
                covered / (to - from),
                tally.unpricedImport(),
                tally.unpricedExport());
    }

    private Invoice invoice(Tally tally, long from, long to, List<EnergyBucket> energy) {
        Optional<Peak> peak = tariff.hasDemand() ? Peak.of(energy, site) : Optional.empty();
        return new Invoice(tariff, table.rates(), site, tally, from, to, peak);
    }
}
