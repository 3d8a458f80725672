package dev.wattsocket.rollup;

import dev.wattsocket.store.SampleSource;
import dev.wattsocket.store.SeriesStore;
import java.util.Optional;
import java.util.OptionalLong;

/// The stored samples of one channel up to some time, and those around a time. Blocks; any thread.
final class Readings {
    /// Without limit.
    static final long ALL = Long.MAX_VALUE;

    private static final long[] REACHES = {
        60_000L, 3_600_000L, 86_400_000L, 32L * 86_400_000L, 400L * 86_400_000L, ALL
    };

    private final SampleSource samples;
    private final int[] channel;
    private final long limit;

    /// @param limit samples from this time on are not seen
    Readings(SampleSource samples, int channel, long limit) {
        this.samples = samples;
        this.channel = new int[] {channel};
        this.limit = limit;
    }

    /// Shows all samples with `from <= time < to`, until the visitor has seen enough.
    void scan(long from, long to, SeriesStore.Visitor visitor) {
        if (from < Math.min(to, limit)) {
            samples.scan(channel, from, Math.min(to, limit), visitor);
        }
    }

    /// The time of the sample that is so many samples before this time, or of the earliest of them;
    /// the time itself where there is none.
    long before(long time, int samples) {
        var ring = new long[samples];
        int[] count = {0};
        for (long reach : REACHES) {
            count[0] = 0;
            scan(
                    reach == ALL ? -ALL : time - reach,
                    time,
                    (_, at, _, _) -> {
                        ring[count[0]++ % samples] = at;
                        return true;
                    });
            if (count[0] >= samples) {
                return ring[count[0] % samples];
            }
        }
        return count[0] > 0 ? ring[0] : time;
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
            long to = reach == ALL ? ALL : time + reach;
            scan(
                    from,
                    to,
                    (id, at, value, seconds) -> {
                        last[0] = at;
                        visitor.visit(id, at, value, seconds);
                        return --left[0] > 0;
                    });
            from = to;
        }
        return last[0] == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(last[0]);
    }

    /// The longest interval that starts in a range, in milliseconds.
    long longest(long from, long to) {
        long[] longest = {0};
        scan(
                from,
                to,
                (_, _, _, seconds) -> {
                    longest[0] = Math.max(longest[0], seconds * 1000L);
                    return true;
                });
        return longest[0];
    }

    /// From the earliest to the latest sample.
    Optional<SeriesStore.Span> span() {
        return samples.span(channel);
    }
}
