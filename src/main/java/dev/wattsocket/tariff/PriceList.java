package dev.wattsocket.tariff;

import dev.wattsocket.metering.By;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Site;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Lists the prices of a range of time, equal neighbours as one. Confined to one thread.
final class PriceList {
    private final Tariff tariff;
    private final Rate.Table table;
    private final Walk walk;
    private final List<PriceStep> steps = new ArrayList<>();

    PriceList(Tariff tariff, Rate.Table table, Walk walk) {
        this.tariff = tariff;
        this.table = table;
        this.walk = walk;
    }

    /// The steps between two times.
    ///
    /// @param known what the site imported, from where tiers begin to count
    List<PriceStep> list(long from, long to, Site site, List<EnergyBucket> known) {
        int next = 0;
        for (; next < known.size() && known.get(next).startMillis() < from; next++) {
            walk.pass(known.get(next));
        }
        var quarters = Edges.of(from, to, By.QUARTER, site.zone());
        for (int i = 0; i < quarters.buckets(); i++) {
            long end = quarters.end(i);
            var counted = Energy.ZERO;
            for (; next < known.size() && known.get(next).startMillis() < end; next++) {
                counted = counted.plus(known.get(next).imported());
            }
            quarter(quarters.start(i), end, counted);
            walk.pass(new EnergyBucket(quarters.start(i), end, counted, Energy.ZERO, 1));
        }
        return steps;
    }

    private void quarter(long start, long end, Energy counted) {
        for (long at = start; at < end; ) {
            var prices = walk.prices(start, at, counted);
            long until = Math.min(end, prices.nextChange());
            if (prices.bought().isPresent()) {
                add(step(at, until, prices.version(), prices.bought().get(), prices));
            }
            at = until;
        }
    }

    private PriceStep step(
            long from, long to, int version, Pricing.Offer bought, Walk.Prices prices) {
        var terms = tariff.versions().get(version);
        var charges = terms.chargesPerKwh().multiply(terms.withTaxes(LineKind.CHARGE));
        var price = bought.price().multiply(terms.withTaxes(LineKind.ENERGY)).add(charges);
        var rate = table.rates().get(bought.rate());
        var feedIn =
                prices.sold().map(sold -> sold.price().multiply(terms.withTaxes(LineKind.FEED_IN)));
        return new PriceStep(
                from, to, plain(price), rate.band(), rate.name(), feedIn.map(PriceList::plain));
    }

    /// The same amount is the same number of decimals.
    private static BigDecimal plain(BigDecimal amount) {
        return amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    private void add(PriceStep step) {
        if (!steps.isEmpty()) {
            var last = steps.getLast();
            if (last.endMillis() == step.startMillis() && last.isLike(step)) {
                steps.set(
                        steps.size() - 1,
                        new PriceStep(
                                last.startMillis(),
                                step.endMillis(),
                                step.price(),
                                step.band(),
                                step.name(),
                                step.feedIn()));
                return;
            }
        }
        steps.add(step);
    }
}
