package dev.wattsocket.query;

import dev.wattsocket.store.SeriesStore;

/// Reads a range of one channel together with the readings around its edges, which say what
/// happened between the edge and the first reading inside. Blocks; any thread.
final class Neighbours {
    private static final long[] REACHES = {
        60_000L, 3_600_000L, 86_400_000L, 32L * 86_400_000L, 400L * 86_400_000L
    };

    private final SeriesStore store;
    private final int[] channel;

    Neighbours(SeriesStore store, int channel) {
        this.store = store;
        this.channel = new int[] {channel};
    }

    /// Shows all from the last reading before the range to the first one at or after its end.
    void scan(long from, long to, SeriesStore.Visitor visitor) {
        long before = before(from);
        store.scan(channel, before, to, visitor);
        after(to, visitor);
    }

    /// The time of the last reading before this one; the time itself where there is none.
    private long before(long from) {
        for (long reach : REACHES) {
            long[] last = {Long.MIN_VALUE};
            store.scan(
                    channel,
                    from - reach,
                    from,
                    (_, time, _, _) -> {
                        last[0] = time;
                        return true;
                    });
            if (last[0] != Long.MIN_VALUE) {
                return last[0];
            }
        }
        return from;
    }

    private void after(long to, SeriesStore.Visitor visitor) {
        for (long reach : REACHES) {
            boolean[] found = {false};
            store.scan(
                    channel,
                    to,
                    to + reach,
                    (id, time, value, seconds) -> {
                        found[0] = true;
                        visitor.visit(id, time, value, seconds);
                        return false;
                    });
            if (found[0]) {
                return;
            }
        }
    }
}
