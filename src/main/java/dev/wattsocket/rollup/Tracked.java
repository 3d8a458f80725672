package dev.wattsocket.rollup;

import dev.wattsocket.store.RollupState;
import dev.wattsocket.store.RollupTracking.Mark;
import dev.wattsocket.store.RollupTracking.Progress;
import dev.wattsocket.store.RollupTracking.Settled;
import java.util.ArrayList;
import java.util.List;

/// What is known of one channel's way into rollups. Its fields belong to who holds the lock of
/// `LocalTracking`; `settling` is held by who settles it, for as long as that takes.
final class Tracked {
    final Object settling = new Object();
    final List<Mark> marks = new ArrayList<>();

    /// A sample up to this time is late: it changes what was, or is just being, rolled up.
    long lateUpTo = Long.MIN_VALUE;

    private Progress progress = Progress.NOTHING;
    private long newest = Long.MIN_VALUE;
    private long longest;
    private long closed = Long.MIN_VALUE;
    private long settledFor = Long.MIN_VALUE;
    private long revised;
    private long appended;
    private long lastBatch;
    private long reach = Long.MIN_VALUE;

    /// What the store kept from before the program started.
    void resume(Progress before) {
        progress = before;
        lateUpTo = before.lateUpToMillis();
        longest = before.longestMillis();
    }

    /// The newest sample of those from before the program started. An older one may reach further.
    void resumed(long time, long intervalMillis) {
        handed(time, intervalMillis, 0);
        reach = newest + longest;
    }

    /// A sample is on its way to the store.
    void handed(long time, long intervalMillis, long batch) {
        appended++;
        lastBatch = batch;
        reach = Math.max(reach, time + intervalMillis);
        newest = Math.max(newest, time);
        longest = Math.max(longest, intervalMillis);
    }

    /// @param then what it was when that began
    void settled(Settled now, RollupState then) {
        progress = now.progress();
        lateUpTo = progress.lateUpToMillis();
        if (progress.longestMillis() > longest) {
            // One from before the program started: wherever it is, it reaches no further.
            longest = progress.longestMillis();
            reach = Math.max(reach, newest + longest);
        }
        closed = now.closedMillis();
        settledFor = then.newest();
        marks.removeAll(then.marks());
        if (now.rewrote()) {
            revised++;
        }
    }

    /// Quarter hours that were right may have changed.
    void revised() {
        revised++;
    }

    /// The batch that the last sample is in.
    long lastBatch() {
        return lastBatch;
    }

    RollupState state() {
        return new RollupState(
                progress,
                List.copyOf(marks),
                newest,
                longest,
                closed,
                settledFor,
                revised,
                appended,
                Math.max(reach, progress.upToMillis()));
    }
}
