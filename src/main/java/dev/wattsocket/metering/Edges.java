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

    /// One of the edges, of which there is one more than buckets.
    long edge(int index) {
        return edges[index];
    }

    public long first() {
        return edges[0];
    }

    public long last() {
        return edges[edges.length - 1];
    }

    /// A part of a stretch of time, which lies in one bucket.
    interface Part {
        void take(int bucket, long fromMillis, long toMillis);
    }

    /// Cuts a stretch of time at the edges, and leaves out what lies outside of them.
    void each(long fromMillis, long toMillis, Part part) {
        long at = Math.max(fromMillis, first());
        long end = Math.min(toMillis, last());
        if (at >= end) {
            return;
        }
        for (int bucket = bucketOf(at); at < end; bucket++) {
            long to = Math.min(end, end(bucket));
            part.take(bucket, at, to);
            at = to;
        }
    }

    /// The bucket that holds this time, which lies between first and last.
    private int bucketOf(long millis) {
        int found = Arrays.binarySearch(edges, millis);
        return found >= 0 ? Math.min(found, edges.length - 2) : -found - 2;
    }
}
