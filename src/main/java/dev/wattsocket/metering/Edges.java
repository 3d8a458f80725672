package dev.wattsocket.metering;

import dev.wattsocket.model.Energy;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/// The edges between buckets, rising: bucket `i` runs from edge `i` to edge `i + 1`. Epoch
/// milliseconds. Immutable.
public final class Edges {
    /// Buckets of one answer.
    public static final int BUCKETS_MAX = 100_000;

    private final long[] edges;

    private Edges(long[] edges) {
        this.edges = edges;
    }

    /// Edges of the calendar that cover a range; the first and last are those of the range itself.
    ///
    /// @throws IllegalArgumentException where that would be more than BUCKETS_MAX buckets
    public static Edges of(long fromMillis, long toMillis, By by, ZoneId zone) {
        return of(fromMillis, toMillis, by, zone, DayOfWeek.MONDAY);
    }

    /// The same, with weeks that begin with this day.
    public static Edges of(
            long fromMillis, long toMillis, By by, ZoneId zone, DayOfWeek weekStart) {
        var edges = new long[64];
        int count = 0;
        edges[count++] = fromMillis;
        var walk = new Walk(by, zone);
        long next = walk.after(by.startOf(fromMillis, zone, weekStart));
        while (next < toMillis) {
            if (count > BUCKETS_MAX) {
                throw new IllegalArgumentException(
                        "That is more than " + BUCKETS_MAX + " buckets; ask for longer ones.");
            }
            if (count + 1 >= edges.length) {
                edges = Arrays.copyOf(edges, edges.length * 2);
            }
            edges[count++] = next;
            next = walk.after(next);
        }
        edges[count++] = toMillis;
        return new Edges(Arrays.copyOf(edges, count));
    }

    /// Goes from one stretch of the calendar to the next; asks for the end of each day once.
    private static final class Walk {
        private final By by;
        private final ZoneId zone;
        private long dayEnd = Long.MIN_VALUE;

        Walk(By by, ZoneId zone) {
            this.by = by;
            this.zone = zone;
        }

        /// The end of the stretch that starts at a time.
        long after(long startMillis) {
            if (by.stepMillis() == 0) {
                return by.endOf(startMillis, zone);
            }
            if (startMillis >= dayEnd) {
                dayEnd = By.DAY.endOf(startMillis, zone);
            }
            return Math.min(startMillis + by.stepMillis(), dayEnd);
        }
    }

    public int buckets() {
        return edges.length - 1;
    }

    public long start(int bucket) {
        return edges[bucket];
    }

    public long end(int bucket) {
        return edges[bucket + 1];
    }

    public long first() {
        return edges[0];
    }

    public long last() {
        return edges[edges.length - 1];
    }

    /// What flows in each bucket, given whole quarter hours from the one that holds the first edge
    /// on, and, where an edge lies inside of one, what has flowed in it up to there.
    public List<EnergyBucket> buckets(EnergyCells cells, LongFunction<EnergyCells> until) {
        var buckets = new ArrayList<EnergyBucket>(buckets());
        var cut = new Cut(first(), cells, until);
        for (int bucket = 0; bucket < buckets(); bucket++) {
            buckets.add(cut.upTo(end(bucket)));
        }
        return buckets;
    }

    /// Walks along the quarter hours from edge to edge.
    private static final class Cut {
        private final EnergyCells cells;
        private final LongFunction<EnergyCells> until;
        private long at;
        private int cell;

        /// What of the quarter hour that holds `at` has flowed before it.
        private Part before;

        Cut(long first, EnergyCells cells, LongFunction<EnergyCells> until) {
            this.cells = cells;
            this.until = until;
            this.at = first;
            this.before = part(first);
        }

        EnergyBucket upTo(long edge) {
            var rest = part(edge);
            var imported = new Sum(rest.imported - before.imported);
            var exported = new Sum(rest.exported - before.exported);
            long covered = rest.covered - before.covered;
            for (; cell < cells.size() && cells.start(cell) + Quarter.MILLIS <= edge; cell++) {
                imported.add(cells.importMicroWh(cell));
                exported.add(cells.exportMicroWh(cell));
                covered += cells.coveredMillis(cell);
            }
            double part = Math.clamp(covered / (double) (edge - at), 0, 1);
            var bucket = new EnergyBucket(at, edge, imported.energy(), exported.energy(), part);
            at = edge;
            before = rest;
            return bucket;
        }

        private Part part(long edge) {
            if (edge == Quarter.startOf(edge)) {
                return new Part(0, 0, 0);
            }
            var one = until.apply(edge);
            return new Part(one.importMicroWh(0), one.exportMicroWh(0), one.coveredMillis(0));
        }
    }

    /// Millionths of a watt-hour that may be more than a long holds.
    private static final class Sum {
        private static final long MICRO = 1_000_000;

        private long wh;
        private long micro;

        Sum(long microWh) {
            add(microWh);
        }

        void add(long microWh) {
            wh += microWh / MICRO;
            micro += microWh % MICRO;
        }

        Energy energy() {
            return Energy.ofMicroWh(micro).plus(new Energy(wh, 0));
        }
    }

    private record Part(long imported, long exported, long covered) {}
}
