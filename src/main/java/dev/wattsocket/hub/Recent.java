package dev.wattsocket.hub;

import dev.wattsocket.bus.Updates;

/// The last updates in order, for viewers who were away for a while. A ring of fixed size: what is
/// overwritten can still be had from the store, by time. Confined to the live loop.
final class Recent {
    private final int[] channels;
    private final long[] times;
    private final double[] values;
    private final int[] intervals;
    private final int mask;
    private long firstOffset = 1;
    private long lastOffset;

    /// @param capacity updates that are kept; a power of two
    Recent(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("not a power of two: " + capacity);
        }
        channels = new int[capacity];
        times = new long[capacity];
        values = new double[capacity];
        intervals = new int[capacity];
        mask = capacity - 1;
    }

    void put(Updates updates) {
        var samples = updates.samples();
        for (int i = 0; i < samples.size(); i++) {
            int at = (int) (updates.firstOffset() + i) & mask;
            channels[at] = samples.channel(i);
            times[at] = samples.timeMillis(i);
            values[at] = samples.value(i);
            intervals[at] = samples.intervalSeconds(i);
        }
        lastOffset = updates.lastOffset();
        firstOffset = Math.max(firstOffset, lastOffset - mask);
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
