package dev.wattsocket.metering;

import java.time.ZoneId;
import java.util.Arrays;

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
        var edges = new long[64];
        int count = 0;
        edges[count++] = fromMillis;
        long next = by.endOf(by.startOf(fromMillis, zone), zone);
        while (next < toMillis) {
            if (count > BUCKETS_MAX) {
                throw new IllegalArgumentException(
                        "That is more than " + BUCKETS_MAX + " buckets; ask for longer ones.");
            }
            if (count + 1 >= edges.length) {
                edges = Arrays.copyOf(edges, edges.length * 2);
            }
            edges[count++] = next;
            next = by.endOf(next, zone);
        }
        edges[count++] = toMillis;
        return new Edges(Arrays.copyOf(edges, count));
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

    /// The bucket that holds this time, which lies between first and last.
    int bucketOf(long millis) {
        int found = Arrays.binarySearch(edges, millis);
        return found >= 0 ? Math.min(found, edges.length - 2) : -found - 2;
    }
}
