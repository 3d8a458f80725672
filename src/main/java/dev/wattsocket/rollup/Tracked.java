package dev.wattsocket.rollup;

import dev.wattsocket.metering.Quarter;
import dev.wattsocket.store.RollupStore.Mark;
import dev.wattsocket.store.RollupStore.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is known of one channel's way into rollups. Its fields belong to who holds the lock of
/// `Upkeep`; `settling` is held by who settles it, for as long as that takes.
final class Tracked {
    static final Progress NOTHING = new Progress(Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, 0);

    final Object settling = new Object();
    final List<Mark> marks = new ArrayList<>();

    /// Of some marks, by their numbers, the last time that they may change anything at.
    final Map<Long, Long> reaches = new HashMap<>();

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

    void settled(Settling.Settled now, long newestThen, List<Mark> dealtWith) {
        progress = now.progress();
        lateUpTo = progress.lateUpToMillis();
        if (progress.longestMillis() > longest) {
            // One from before the program started: wherever it is, it reaches no further.
            longest = progress.longestMillis();
            reach = Math.max(reach, newest + longest);
        }
        closed = now.closedMillis();
        settledFor = newestThen;
        marks.removeAll(dealtWith);
        dealtWith.forEach(mark -> reaches.remove(mark.id()));
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

    /// How often something came.
    Standing standing() {
        return new Standing(Long.MAX_VALUE, revised, appended, Long.MIN_VALUE);
    }

    long reach() {
        return Math.max(reach, progress.upToMillis());
    }

    /// Whether all full quarter hours before the newest sample are rolled up, and no late sample
    /// waits.
    boolean isSettled() {
        return marks.isEmpty() && isForward();
    }

    /// Whether anything is known, and only late samples wait to be so too.
    boolean isBegun() {
        return progress.upToMillis() != Long.MIN_VALUE && isForward();
    }

    private boolean isForward() {
        return newest == settledFor || closed >= Quarter.startOf(newest);
    }
}
