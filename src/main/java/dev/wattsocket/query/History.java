package dev.wattsocket.query;

import dev.wattsocket.model.Channel;
import dev.wattsocket.store.SeriesStore;

/// What a chart draws: the samples themselves where they are few, else the least, mean and greatest
/// value of each stretch, so that no peak vanishes. A function of what is stored. Blocks; any
/// thread.
public final class History {
    public static final int PX_MAX = 4_000;

    private final SeriesStore store;

    public History(SeriesStore store) {
        this.store = store;
    }

    /// One channel between two times (epoch milliseconds), in at most `2 * px` points.
    ///
    /// @param now where coverage ends at the latest: the future is not a gap
    public Series read(Channel channel, long from, long to, int px, long now) {
        var points = new Points(from, to, px, channel);
        new Neighbours(store, channel.id()).scan(from, to, points);
        return points.series(Math.min(to, Math.max(now, from)));
    }

    /// Points in order of time, each the start of its stretch. `resolutionMillis` is the stretch's
    /// length, 0 where each point is a sample; `coverage` is the part of the range, 0 to 1, that
    /// readings speak of.
    public record Series(
            Channel channel,
            long resolutionMillis,
            double coverage,
            int size,
            long[] times,
            double[] min,
            double[] mean,
            double[] max) {}
}
