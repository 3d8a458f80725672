package dev.wattsocket.metering;

import dev.wattsocket.model.Energy;
import java.util.ArrayDeque;
import java.util.Deque;

/// Energy in one direction as it adds up over time, read at the edges between buckets. What it
/// shows at an edge depends on the stretches alone and not on what other edges there are, so that
/// rounding at the edges loses nothing in any partition. Confined to one thread.
final class Flow {
    private final Edges edges;
    private final double[] atEdge;
    private final long[] coveredMillis;
    private final Total ended = new Total();

    /// Stretches that may reach beyond the newest start, in the order of their starts.
    private final Deque<Stretch> open = new ArrayDeque<>();

    private int edgesPassed;

    Flow(Edges edges) {
        this.edges = edges;
        this.atEdge = new double[edges.buckets() + 1];
        this.coveredMillis = new long[edges.buckets()];
    }

    /// Adds a stretch that starts no earlier than those before it.
    void add(Stretch stretch) {
        pass(stretch.fromMillis());
        while (!open.isEmpty() && open.getFirst().toMillis() <= stretch.fromMillis()) {
            ended.add(open.removeFirst().whole());
        }
        open.addLast(stretch);
    }

    /// Says that readings speak of a stretch of time.
    void cover(long fromMillis, long toMillis) {
        edges.each(fromMillis, toMillis, (bucket, from, to) -> coveredMillis[bucket] += to - from);
    }

    /// No more stretches come.
    void end() {
        pass(Long.MAX_VALUE);
    }

    /// What flowed in a bucket; neighbours sum to the whole exactly.
    Energy energy(int bucket) {
        return Energy.ofWh(atEdge[bucket + 1]).minus(Energy.ofWh(atEdge[bucket]));
    }

    long coveredMillis(int bucket) {
        return coveredMillis[bucket];
    }

    /// Reads the edges that no stretch to come can change.
    private void pass(long millis) {
        while (edgesPassed < atEdge.length && edges.edge(edgesPassed) <= millis) {
            long edge = edges.edge(edgesPassed);
            double sum = ended.value();
            for (var stretch : open) {
                sum += stretch.until(edge);
            }
            atEdge[edgesPassed++] = sum;
        }
    }
}
