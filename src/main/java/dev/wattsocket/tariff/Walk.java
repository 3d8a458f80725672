package dev.wattsocket.tariff;

import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.metering.Steps;
import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Site;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Goes through time in order, at most a quarter hour at a time, and puts energy under the rates
/// that it costs. Begin with a billing period where the tariff has tiers. Confined to one thread.
final class Walk {
    private static final long NEVER = Long.MIN_VALUE;

    private final Tariff tariff;
    private final Site site;
    private final List<Pricing> bought;
    private final List<Pricing> sold;
    private final Days days;
    private int version = -1;
    private long periodEnd = NEVER;
    private Energy used = Energy.ZERO;

    Walk(Tariff tariff, Rate.Table table, Site site, Map<String, Steps> series) {
        this.tariff = tariff;
        this.site = site;
        this.days = new Days(site.zone());
        var versions = tariff.versions();
        bought =
                each(i ->
                        Pricing.of(
                                versions.get(i).energy(),
                                table.firstBought()[i],
                                LineKind.ENERGY,
                                series));
        sold =
                each(i ->
                        versions.get(i)
                                .feedIn()
                                .map(price ->
                                        Pricing.of(
                                                price,
                                                table.firstSold()[i],
                                                LineKind.FEED_IN,
                                                series))
                                .orElse(Pricing.NONE));
    }

    private List<Pricing> each(IntFunction<Pricing> pricing) {
        return IntStream.range(0, tariff.versions().size()).mapToObj(pricing).toList();
    }

    /// Adds energy to a tally.
    ///
    /// @param counted what the whole site imported: what tiers count
    void take(EnergyBucket energy, Energy counted, Tally into) {
        seek(energy.startMillis());
        if (version < 0) {
            into.addUnpriced(LineKind.ENERGY, energy.imported());
            into.addUnpriced(LineKind.FEED_IN, energy.exported());
        } else {
            var at = moment(energy.startMillis(), energy.endMillis(), counted);
            into.addImported(version, energy.imported());
            bought.get(version).add(at, energy.imported(), into);
            if (!energy.exported().equals(Energy.ZERO)) {
                sold.get(version).add(at, energy.exported(), into);
            }
        }
        used = used.plus(counted);
    }

    /// Goes past energy that counts for tiers alone.
    void pass(EnergyBucket energy) {
        seek(energy.startMillis());
        used = used.plus(energy.imported());
    }

    /// What one more kWh costs, and earns, at a time; the next time at which that may change.
    record Prices(
            int version,
            Optional<Pricing.Offer> bought,
            Optional<Pricing.Offer> sold,
            long nextChange) {}

    /// The prices at a time within the quarter hour that begins at `start`, in which the site
    /// imported what is `counted`. Does not go on.
    Prices prices(long start, long millis, Energy counted) {
        seek(start);
        if (version < 0) {
            return new Prices(version, Optional.empty(), Optional.empty(), Long.MAX_VALUE);
        }
        var at = moment(start, millis, counted);
        var in = bought.get(version);
        var out = sold.get(version);
        return new Prices(
                version,
                in.offer(at, millis),
                out.offer(at, millis),
                Math.min(in.nextChange(millis), out.nextChange(millis)));
    }

    private void seek(long millis) {
        if (days.seek(millis)) {
            version = tariff.versionOn(days.day());
            if (version >= 0) {
                bought.get(version).turn(days.day());
                sold.get(version).turn(days.day());
            }
        }
        if (millis >= periodEnd) {
            periodEnd = BillingPeriods.endOf(millis, site);
            used = Energy.ZERO;
        }
    }

    private Moment moment(long start, long end, Energy counted) {
        return new Moment(start, end, days.slot(start), used, counted);
    }
}
