package dev.wattsocket.hub;

import dev.wattsocket.bus.Updates;
import dev.wattsocket.model.Samples;
import java.util.Arrays;
import java.util.BitSet;

/// The newest sample of every channel with the offset at which it came. Confined to the live loop.
final class Board {
    private long[] times = new long[0];
    private double[] values = new double[0];
    private int[] intervals = new int[0];
    private long[] offsets = new long[0];
    private final BitSet sums = new BitSet();
    private long lastOffset;
    private int channelMax;

    void put(Updates updates) {
        var samples = updates.samples();
        for (int i = 0; i < samples.size(); i++) {
            int channel = samples.channel(i);
            if (channel >= times.length) {
                grow(channel + 1);
            }
            channelMax = Math.max(channelMax, channel);
            times[channel] = samples.timeMillis(i);
            values[channel] = samples.value(i);
            intervals[channel] = samples.intervalSeconds(i);
            offsets[channel] = Double.isNaN(values[channel]) ? 0 : updates.firstOffset() + i;
        }
        for (int i = updates.readings(); i < samples.size(); i++) {
            sums.set(samples.channel(i));
        }
        lastOffset = updates.lastOffset();
    }

    /// The board is told up to here: what came in showed nothing new.
    void pass(long offset) {
        lastOffset = offset;
    }

    /// Whether the channel is a sum of others.
    boolean isSum(int channel) {
        return sums.get(channel);
    }

    /// The offset up to which the board is told.
    long lastOffset() {
        return lastOffset;
    }

    /// The highest channel id that may have a sample.
    int channelMax() {
        return channelMax;
    }

    /// The offset of the channel's newest sample; 0 where there is none.
    long offset(int channel) {
        return channel < offsets.length ? offsets[channel] : 0;
    }

    long timeMillis(int channel) {
        return times[channel];
    }

    double value(int channel) {
        return values[channel];
    }

    int intervalSeconds(int channel) {
        return intervals[channel];
    }

    Samples newest() {
        var newest = new Samples.Builder(channelMax + 1);
        for (int channel = 0; channel < offsets.length; channel++) {
            if (offsets[channel] > 0) {
                newest.add(channel, times[channel], values[channel], intervals[channel]);
            }
        }
        return newest.build();
    }

    private void grow(int atLeast) {
        int length = Math.max(64, Math.max(atLeast, times.length * 2));
        times = Arrays.copyOf(times, length);
        values = Arrays.copyOf(values, length);
        intervals = Arrays.copyOf(intervals, length);
        offsets = Arrays.copyOf(offsets, length);
    }
}
