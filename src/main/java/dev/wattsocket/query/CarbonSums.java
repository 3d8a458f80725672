package dev.wattsocket.query;

import dev.wattsocket.metering.Edges;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.metering.Steps;
import dev.wattsocket.model.Energy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// Gathers the greenhouse gases of quarter hours into the buckets of an answer. Confined to one
/// thread.
final class CarbonSums {
    private static final double WH_A_KWH = 1_000;

    private final Edges edges;
    private final Steps intensity;
    private final double[] grams;
    private final boolean[] isKnown;
    private final double[] avoided;
    private final boolean[] isAvoidedKnown;
    private final double[] covered;
    private final Energy[] imported;

    /// Quarter hours come in order of time.
    private int bucket;

    CarbonSums(Edges edges, Steps intensity) {
        this.edges = edges;
        this.intensity = intensity;
        this.grams = new double[edges.buckets()];
        this.isKnown = new boolean[edges.buckets()];
        this.avoided = new double[edges.buckets()];
        this.isAvoidedKnown = new boolean[edges.buckets()];
        this.covered = new double[edges.buckets()];
        this.imported = new Energy[edges.buckets()];
        Arrays.fill(imported, Energy.ZERO);
    }

    /// Takes quarter hours of what was bought.
    void bought(List<EnergyBucket> quarters) {
        for (var quarter : quarters) {
            find(quarter.startMillis());
            imported[bucket] = imported[bucket].plus(quarter.imported());
            var mean = intensity.mean(quarter.startMillis(), quarter.endMillis());
            if (mean.isKnown() && quarter.coverage() > 0) {
                isKnown[bucket] = true;
                grams[bucket] += grams(quarter.imported(), mean);
                covered[bucket] +=
                        mean.coverage()
                                * quarter.coverage()
                                * (quarter.endMillis() - quarter.startMillis());
            }
        }
    }

    /// Takes quarter hours of the sun, and what of the same was sold (or nothing).
    void sun(List<EnergyBucket> made, List<EnergyBucket> bought) {
        for (int i = 0; i < made.size(); i++) {
            var quarter = made.get(i);
            find(quarter.startMillis());
            var mean = intensity.mean(quarter.startMillis(), quarter.endMillis());
            if (mean.isKnown() && quarter.coverage() > 0) {
                var sold = bought.isEmpty() ? Energy.ZERO : bought.get(i).exported();
                var used = quarter.imported().minus(sold);
                isAvoidedKnown[bucket] = true;
                avoided[bucket] += used.isNegative() ? 0 : grams(used, mean);
            }
        }
    }

    List<CarbonBucket> buckets() {
        var buckets = new ArrayList<CarbonBucket>(edges.buckets());
        for (int i = 0; i < edges.buckets(); i++) {
            var mean = intensity.mean(edges.start(i), edges.end(i));
            buckets.add(
                    new CarbonBucket(
                            edges.start(i),
                            edges.end(i),
                            known(isKnown[i], grams[i]),
                            known(mean.isKnown(), mean.value()),
                            imported[i],
                            known(isAvoidedKnown[i], avoided[i]),
                            Math.min(1, covered[i] / (edges.end(i) - edges.start(i)))));
        }
        return buckets;
    }

    /// All buckets together.
    CarbonBucket total() {
        double sum = 0;
        double kept = 0;
        double known = 0;
        boolean anySum = false;
        boolean anyKept = false;
        var energy = Energy.ZERO;
        for (int i = 0; i < edges.buckets(); i++) {
            sum += grams[i];
            kept += avoided[i];
            known += covered[i];
            anySum |= isKnown[i];
            anyKept |= isAvoidedKnown[i];
            energy = energy.plus(imported[i]);
        }
        var mean = intensity.mean(edges.first(), edges.last());
        return new CarbonBucket(
                edges.first(),
                edges.last(),
                known(anySum, sum),
                known(mean.isKnown(), mean.value()),
                energy,
                known(anyKept, kept),
                Math.min(1, known / (edges.last() - edges.first())));
    }

    private void find(long millis) {
        if (millis < edges.start(bucket)) {
            bucket = 0;
        }
        while (millis >= edges.end(bucket)) {
            bucket++;
        }
    }

    /// Of energy whose intensity is known for a part of its time, that part counts.
    private static double grams(Energy energy, Steps.Mean mean) {
        return energy.toWh() / WH_A_KWH * mean.value() * mean.coverage();
    }

    private static OptionalDouble known(boolean isKnown, double value) {
        return isKnown ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
