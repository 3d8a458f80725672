package dev.wattsocket.metering;

import java.util.ArrayList;
import java.util.List;

/// Energy as it falls into buckets, import and export each in the order of time. Whatever lies
/// outside the edges is left out. Confined to one thread.
public final class EnergySums {
    private final Edges edges;
    private final Flow imported;
    private final Flow exported;

    public EnergySums(Edges edges) {
        this.edges = edges;
        this.imported = new Flow(edges);
        this.exported = new Flow(edges);
    }

    /// Adds an amount that flowed evenly from one time to another.
    void spread(long fromMillis, long toMillis, double wh, boolean export) {
        (export ? exported : imported).add(new Stretch.Even(fromMillis, toMillis, wh));
    }

    /// Adds the integral of power that runs straight from one value to another.
    void integrate(long fromMillis, long toMillis, double fromWatts, double toWatts) {
        if (fromWatts > 0 || toWatts > 0) {
            imported.add(new Stretch.Slope(fromMillis, toMillis, fromWatts, toWatts));
        }
        if (fromWatts < 0 || toWatts < 0) {
            exported.add(new Stretch.Slope(fromMillis, toMillis, -fromWatts, -toWatts));
        }
    }

    /// Says that readings of one direction speak of this stretch.
    void cover(long fromMillis, long toMillis, boolean export) {
        (export ? exported : imported).cover(fromMillis, toMillis);
    }

    /// The buckets, once all is added.
    public List<EnergyBucket> buckets() {
        imported.end();
        exported.end();
        var buckets = new ArrayList<EnergyBucket>(edges.buckets());
        for (int i = 0; i < edges.buckets(); i++) {
            double length = edges.end(i) - edges.start(i);
            // A meter that tells both directions tells them together; one may tell export alone.
            long covered = Math.max(imported.coveredMillis(i), exported.coveredMillis(i));
            buckets.add(
                    new EnergyBucket(
                            edges.start(i),
                            edges.end(i),
                            imported.energy(i),
                            exported.energy(i),
                            Math.min(1, covered / length)));
        }
        return buckets;
    }
}
