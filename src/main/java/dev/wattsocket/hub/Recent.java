package dev.wattsocket.hub;

import dev.wattsocket.bus.Origin;
import dev.wattsocket.bus.Reach;
import dev.wattsocket.bus.Updates;

/// The last updates in order, for viewers who were away for a while. A ring of fixed size: what is
/// overwritten can still be had from the store, by time. Confined to the live loop.
final class Recent {
    /// Minus a chain: an update that passed.
    private static final int PASSED = -2;

    private final int[] channels;
    private final long[] times;
    private final double[] values;
    private final int[] intervals;
    private final int[] chains;
    private final long[] origins;
    private final int mask;
    private long firstOffset = 1;
    private long lastOffset;

    /// @param capacity updates that are kept; a power of two
    /// @param notesOrigins whether it is kept where each update came in
    Recent(int capacity, boolean notesOrigins) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("not a power of two: " + capacity);
        }
        channels = new int[capacity];
        times = new long[capacity];
        values = new double[capacity];
        intervals = new int[capacity];
        chains = new int[notesOrigins ? capacity : 0];
        origins = new long[notesOrigins ? capacity : 0];
        mask = capacity - 1;
    }

    void put(Updates updates) {
        put(updates, false);
    }

    /// What showed nothing new when it came: only for those who come from another node.
    void putPassed(Updates updates) {
        put(updates, true);
    }

    private void put(Updates updates, boolean isPassed) {
        var samples = updates.samples();
        for (int i = 0; i < samples.size(); i++) {
            int at = (int) (updates.firstOffset() + i) & mask;
            channels[at] = samples.channel(i);
            times[at] = samples.timeMillis(i);
            values[at] = samples.value(i);
            intervals[at] = samples.intervalSeconds(i);
        }
        if (chains.length > 0) {
            note(updates, isPassed);
        }
        lastOffset = updates.lastOffset();
        firstOffset = Math.max(firstOffset, lastOffset - mask);
    }

    private void note(Updates updates, boolean isPassed) {
        var origin = updates.origin();
        for (int i = 0; i < updates.samples().size(); i++) {
            long offset = updates.firstOffset() + i;
            int at = (int) offset & mask;
            int chain = i < updates.readings() ? origin.chain() : Origin.NO_CHAIN;
            chains[at] = isPassed ? PASSED - chain : chain;
            origins[at] = origin.offset(i, offset);
        }
    }

    /// Whether the update at this offset, one of this site, is one that a viewer lacks.
    boolean isLacking(long offset, String site, Reach.After after) {
        if (chains.length == 0) {
            return true;
        }
        int at = (int) offset & mask;
        boolean isPassed = chains[at] <= PASSED;
        if (!after.isFromElsewhere()) {
            return !isPassed;
        }
        int chain = isPassed ? PASSED - chains[at] : chains[at];
        return after.lacks(site, chain, origins[at]);
    }

    /// Whether every update after this offset is still here.
    boolean reachesBackTo(long offset) {
        return offset + 1 >= firstOffset && offset <= lastOffset;
    }

    int channel(long offset) {
        return channels[(int) offset & mask];
    }

    long timeMillis(long offset) {
        return times[(int) offset & mask];
    }

    double value(long offset) {
        return values[(int) offset & mask];
    }

    int intervalSeconds(long offset) {
        return intervals[(int) offset & mask];
    }
}
