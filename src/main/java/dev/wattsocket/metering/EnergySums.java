package dev.wattsocket.metering;

import java.util.ArrayList;
import java.util.List;

/// Energy as it falls into buckets. Whatever lies outside the edges is left out. Confined to one
/// thread.
public final class EnergySums {
    private static final double MILLIS_AN_HOUR = 3_600_000;

    private final Edges edges;
    private final Total[] imported;
    private final Total[] exported;
    private final long[] importCoveredMillis;
    private final long[] exportCoveredMillis;

    public EnergySums(Edges edges) {
        this.edges = edges;
        this.imported = totals(edges.buckets());
        this.exported = totals(edges.buckets());
        this.importCoveredMillis = new long[edges.buckets()];
        this.exportCoveredMillis = new long[edges.buckets()];
    }

    /// Adds an amount that flowed evenly from one time to another.
    void spread(long fromMillis, long toMillis, double wh, boolean export) {
        var into = export ? exported : imported;
        double rate = wh / (toMillis - fromMillis);
        each(fromMillis, toMillis, (bucket, from, to) -> into[bucket].add(rate * (to - from)));
    }

    /// Adds the integral of power that runs straight from one value to another.
    void integrate(long fromMillis, long toMillis, double fromWatts, double toWatts) {
        double slope = (toWatts - fromWatts) / (toMillis - fromMillis);
        each(
                fromMillis,
                toMillis,
                (bucket, from, to) -> {
                    double a = fromWatts + slope * (from - fromMillis);
                    double b = fromWatts + slope * (to - fromMillis);
                    double hours = (to - from) / MILLIS_AN_HOUR;
                    imported[bucket].add(positive(a, b) * hours);
                    exported[bucket].add(positive(-a, -b) * hours);
                });
    }

    /// Says that readings of one direction speak of this stretch.
    void cover(long fromMillis, long toMillis, boolean export) {
        var into = export ? exportCoveredMillis : importCoveredMillis;
        each(fromMillis, toMillis, (bucket, from, to) -> into[bucket] += to - from);
    }

    /// The buckets, rounded at their edges.
    public List<EnergyBucket> buckets() {
        var buckets = new ArrayList<EnergyBucket>(edges.buckets());
        var in = new Total();
        var out = new Total();
        long lastIn = 0;
        long lastOut = 0;
        for (int i = 0; i < edges.buckets(); i++) {
            in.add(imported[i].value());
            out.add(exported[i].value());
            long nextIn = Math.round(in.value() * 1000);
            long nextOut = Math.round(out.value() * 1000);
            double length = edges.end(i) - edges.start(i);
            // A meter that tells both directions tells them together; one may tell export alone.
            long covered = Math.max(importCoveredMillis[i], exportCoveredMillis[i]);
            buckets.add(
                    new EnergyBucket(
                            edges.start(i),
                            edges.end(i),
                            nextIn - lastIn,
                            nextOut - lastOut,
                            imported[i].value(),
                            Math.min(1, covered / length)));
            lastIn = nextIn;
            lastOut = nextOut;
        }
        return buckets;
    }

    private interface Part {
        void take(int bucket, long fromMillis, long toMillis);
    }

    private void each(long fromMillis, long toMillis, Part part) {
        long at = Math.max(fromMillis, edges.first());
        long end = Math.min(toMillis, edges.last());
        if (at >= end) {
            return;
        }
        for (int bucket = edges.bucketOf(at); at < end; bucket++) {
            long to = Math.min(end, edges.end(bucket));
            part.take(bucket, at, to);
            at = to;
        }
    }

    /// The mean of what lies above zero of a straight line.
    private static double positive(double from, double to) {
        if (from >= 0 && to >= 0) {
            return (from + to) / 2;
        }
        if (from <= 0 && to <= 0) {
            return 0;
        }
        double above = Math.max(from, to);
        return above * above / (2 * Math.abs(from - to));
    }

    private static Total[] totals(int count) {
        var totals = new Total[count];
        for (int i = 0; i < count; i++) {
            totals[i] = new Total();
        }
        return totals;
    }
}
