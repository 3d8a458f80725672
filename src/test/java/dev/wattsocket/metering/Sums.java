package dev.wattsocket.metering;

import java.util.List;
import java.util.stream.IntStream;

/// A tally that is read as buckets.
final class Sums {
    private final Edges edges;
    private final long[] cuts;
    final Tally tally;

    Sums(Edges edges) {
        this.edges = edges;
        this.cuts =
                IntStream.rangeClosed(0, edges.buckets())
                        .mapToLong(i -> i == 0 ? edges.first() : edges.end(i - 1))
                        .filter(edge -> edge != Quarter.startOf(edge))
                        .toArray();
        this.tally = new Tally(edges.first(), edges.last(), cuts);
    }

    List<EnergyBucket> buckets() {
        var cells = new EnergyCells(tally.firstMillis(), tally.size());
        for (int at = 0; at < tally.size(); at++) {
            cells.set(
                    cells.start(at),
                    tally.importMicroWh(at),
                    tally.exportMicroWh(at),
                    tally.coveredMillis(at));
        }
        return edges.buckets(cells, this::until);
    }

    private EnergyCells until(long edge) {
        int cut =
                IntStream.range(0, cuts.length)
                        .filter(i -> cuts[i] == edge)
                        .findFirst()
                        .orElseThrow();
        long start = Quarter.startOf(edge);
        var cells = new EnergyCells(start, 1);
        cells.set(
                start,
                tally.importMicroWhUntil(cut),
                tally.exportMicroWhUntil(cut),
                tally.coveredMillisUntil(cut));
        return cells;
    }
}
