package dev.wattsocket.rollup;

import dev.wattsocket.metering.Quarter;
import dev.wattsocket.store.RollupStore.Mark;
import dev.wattsocket.store.RollupStore.Progress;
import java.util.ArrayList;
import java.util.List;

/// What is known of one channel's way into rollups. Its fields belong to who holds the lock of
/// `Rollups`; `settling` is held by who settles it, for as long as that takes.
final class Tracked {
    static final Progress NOTHING = new Progress(Long.MIN_VALUE, Long.MIN_VALUE);

    final Object settling = new Object();
    final List<Mark> marks = new ArrayList<>();
    Progress progress = NOTHING;

    /// The newest sample's time, as far as it was handed to the store.
    long newest = Long.MIN_VALUE;

    /// A sample up to this time is late: it changes what was, or is just being, rolled up.
    long lateUpTo = Long.MIN_VALUE;

    /// The newest sample when it was last settled.
    long settledFor = Long.MIN_VALUE;

    private long reach = Long.MIN_VALUE;

    /// A sample is on its way to the store.
    void handed(long time, long intervalMillis) {
        newest = Math.max(newest, time);
        reach = Math.max(reach, time + intervalMillis);
    }

    /// The end of the last quarter hour that any sample speaks of.
    long knownUpTo() {
        return newest == Long.MIN_VALUE ? newest : Quarter.atOrAfter(reach + 1);
    }

    /// Whether all full quarter hours before the newest sample are rolled up, or as many as can be.
    boolean isSettled() {
        return marks.isEmpty()
                && (newest == settledFor || progress.upToMillis() >= Quarter.startOf(newest));
    }
}
