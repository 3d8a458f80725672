package dev.wattsocket.rollup;

import dev.wattsocket.metering.Quarter;
import dev.wattsocket.store.RollupStore.Mark;
import dev.wattsocket.store.RollupStore.Progress;
import java.util.ArrayList;
import java.util.List;

/// What is known of one channel's way into rollups. Its fields belong to who holds the lock of
/// `Upkeep`; `settling` is held by who settles it, for as long as that takes.
final class Tracked {
    static final Progress NOTHING = new Progress(Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, 0);

    final Object settling = new Object();
    final List<Mark> marks = new ArrayList<>();
    Progress progress = NOTHING;

    /// The newest sample's time, as far as it was handed to the store.
    long newest = Long.MIN_VALUE;

    /// The longest interval, in milliseconds.
    long longest;

    /// A sample up to this time is late: it changes what was, or is just being, rolled up.
    long lateUpTo = Long.MIN_VALUE;

    /// The end of the last quarter hour that was computed, and the newest sample then.
    long closed = Long.MIN_VALUE;

    long settledFor = Long.MIN_VALUE;

    /// What the store kept from before the program started.
    void resume(Progress before) {
        progress = before;
        lateUpTo = before.lateUpToMillis();
        longest = before.longestMillis();
    }

    /// A sample is on its way to the store.
    void handed(long time, long intervalMillis) {
        newest = Math.max(newest, time);
        longest = Math.max(longest, intervalMillis);
    }

    void settled(Progress now, long closedMillis, long newestThen, List<Mark> dealtWith) {
        progress = now;
        lateUpTo = now.lateUpToMillis();
        longest = Math.max(longest, now.longestMillis());
        closed = closedMillis;
        settledFor = newestThen;
        marks.removeAll(dealtWith);
    }

    /// Whether all full quarter hours before the newest sample are rolled up.
    boolean isSettled() {
        return marks.isEmpty() && (newest == settledFor || closed >= Quarter.startOf(newest));
    }
}
