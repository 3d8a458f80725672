package dev.wattsocket.cli.transfer;

import java.util.Arrays;

/// How many samples each channel has, what they sum up to, and a sum over all that they say, by a
/// number for each channel. Samples come in the order of time. Confined to one thread.
final class SampleTally {
    private final long[] counts;
    private final double[] sums;
    private final long[] marks;

    SampleTally(int channels) {
        counts = new long[channels];
        sums = new double[channels];
        marks = new long[channels];
    }

    void add(int channel, long timeMillis, double value, int intervalSeconds) {
        counts[channel]++;
        sums[channel] += value;
        long mark = timeMillis * 0x9E3779B97F4A7C15L + intervalSeconds;
        marks[channel] += (mark ^ Double.doubleToLongBits(value)) * 0xC2B2AE3D27D4EB4FL;
    }

    long count(int channel) {
        return counts[channel];
    }

    double sum(int channel) {
        return sums[channel];
    }

    long all() {
        return Arrays.stream(counts).sum();
    }

    /// Whether both saw the same of a channel.
    boolean agrees(SampleTally other, int channel) {
        return counts[channel] == other.counts[channel]
                && Double.compare(sums[channel], other.sums[channel]) == 0
                && marks[channel] == other.marks[channel];
    }
}
