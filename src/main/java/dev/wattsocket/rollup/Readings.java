package dev.wattsocket.rollup;

import dev.wattsocket.store.SeriesStore;
import java.util.Optional;
import java.util.OptionalLong;

/// The stored samples of one channel, and those around a time. Blocks; any thread.
final class Readings {
    private static final long[] REACHES = {
        60_000L, 3_600_000L, 86_400_000L, 32L * 86_400_000L, Readings.FAR
    };

    /// Samples further apart than this say nothing about the time between them.
    static final long FAR = 400L * 86_400_000L;

    private final SeriesStore store;
    private final int[] channel;

    Readings(SeriesStore store, int channel) {
        this.store = store;
        this.channel = new int[] {channel};
    }

    /// Shows all samples with `from <= time < to`, until the visitor has seen enough.
    void scan(long from, long to, SeriesStore.Visitor visitor) {
        store.scan(channel, from, to, visitor);
    }

    /// The time of the sample that is so many samples before this time, or of the earliest of them;
    /// the time itself where there is none.
    long before(long time, int samples) {
        var ring = new long[samples];
        for (long reach : REACHES) {
            int[] count = {0};
            scan(
                    time - reach,
                    time,
                    (_, at, _, _) -> {
                        ring[count[0]++ % samples] = at;
                        return true;
                    });
            if (count[0] >= samples || (reach == FAR && count[0] > 0)) {
                return ring[count[0] >= samples ? count[0] % samples : 0];
            }
        }
        return time;
    }

    /// Shows so many samples from this time on, as far as there are any; answers the last one's
    /// time.
    OptionalLong after(long time, int samples, SeriesStore.Visitor visitor) {
        long from = time;
        int[] left = {samples};
        long[] last = {Long.MIN_VALUE};
        for (long reach : REACHES) {
            if (left[0] == 0) {
                break;
            }
            scan(
                    from,
                    time + reach,
                    (id, at, value, seconds) -> {
                        last[0] = at;
                        visitor.visit(id, at, value, seconds);
                        return --left[0] > 0;
                    });
            from = time + reach;
        }
        return last[0] == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(last[0]);
    }

    /// The time in `[from, to)` of the first value that is lower than the one before it.
    OptionalLong firstFall(long from, long to) {
        long[] fall = {Long.MIN_VALUE};
        double[] last = {Double.NEGATIVE_INFINITY};
        scan(
                before(from, 1),
                to,
                (_, at, value, _) -> {
                    if (value < last[0] && at >= from) {
                        fall[0] = at;
                    }
                    last[0] = value;
                    return fall[0] == Long.MIN_VALUE;
                });
        return fall[0] == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(fall[0]);
    }

    /// From the earliest to the latest sample.
    Optional<SeriesStore.Span> span() {
        return store.span(channel);
    }
}
