package dev.wattsocket.tariff;

import dev.wattsocket.metering.Edges;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.model.Energy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Adds up what energy costs in each of some buckets, whose edges lie between quarter hours. Takes
/// energy in the order of time, from before the buckets where tiers count. Confined to one thread.
public final class Costs {
    private final Rate.Table table;
    private final Walk walk;
    private final Edges buckets;
    private final Tally tally;
    private final BigDecimal[] onEnergy;
    private final BigDecimal[] onFeedIn;
    private final BigDecimal[] chargesPerKwh;
    private final List<Cost> costs = new ArrayList<>();

    Costs(Tariff tariff, Rate.Table table, Walk walk, Edges buckets) {
        this.table = table;
        this.walk = walk;
        this.buckets = buckets;
        this.tally = new Tally(table);
        int versions = tariff.versions().size();
        onEnergy = new BigDecimal[versions];
        onFeedIn = new BigDecimal[versions];
        chargesPerKwh = new BigDecimal[versions];
        for (int i = 0; i < versions; i++) {
            var version = tariff.versions().get(i);
            onEnergy[i] = version.withTaxes(LineKind.ENERGY);
            onFeedIn[i] = version.withTaxes(LineKind.FEED_IN);
            chargesPerKwh[i] = version.chargesPerKwh().multiply(version.withTaxes(LineKind.CHARGE));
        }
    }

    /// Takes the next stretch of at most a quarter hour.
    ///
    /// @param counted what the whole site imported: what tiers count
    public void take(EnergyBucket energy, Energy counted) {
        while (costs.size() < buckets.buckets()
                && energy.startMillis() >= buckets.end(costs.size())) {
            close();
        }
        walk.take(energy, counted, tally);
        if (energy.endMillis() <= buckets.first()) {
            tally.clear();
        }
    }

    /// One cost for each bucket, once all is taken.
    public List<Cost> done() {
        while (costs.size() < buckets.buckets()) {
            close();
        }
        return costs;
    }

    private void close() {
        int bucket = costs.size();
        costs.add(
                new Cost(
                        buckets.start(bucket),
                        buckets.end(bucket),
                        tally.knows(LineKind.ENERGY) ? Optional.of(cost()) : Optional.empty(),
                        tally.knows(LineKind.FEED_IN) ? Optional.of(earned()) : Optional.empty(),
                        tally.unpricedImport()));
        tally.clear();
    }

    private BigDecimal cost() {
        var cost = sum(LineKind.ENERGY, onEnergy);
        for (int i = 0; i < chargesPerKwh.length; i++) {
            if (chargesPerKwh[i].signum() != 0 && !tally.imported(i).equals(Energy.ZERO)) {
                cost = cost.add(chargesPerKwh[i].multiply(tally.imported(i).toKwh()));
            }
        }
        return cost;
    }

    private BigDecimal earned() {
        return sum(LineKind.FEED_IN, onFeedIn);
    }

    private BigDecimal sum(LineKind kind, BigDecimal[] withTaxes) {
        var sum = BigDecimal.ZERO;
        for (int i = 0; i < table.rates().size(); i++) {
            var rate = table.rates().get(i);
            if (rate.kind() == kind && !tally.energy(i).equals(Energy.ZERO)) {
                sum = sum.add(tally.amount(i).multiply(withTaxes[rate.version()]));
            }
        }
        return sum;
    }
}
