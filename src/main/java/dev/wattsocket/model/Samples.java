package dev.wattsocket.model;

import java.util.Arrays;

/// A batch of accepted values, by columns, in the order of arrival. Immutable; any thread.
///
/// Times are epoch milliseconds; an interval sample carries its length in whole seconds, any other
/// sample 0.
public final class Samples {
    public static final Samples NONE = new Builder(0).build();

    private final int size;
    private final int[] channels;
    private final long[] times;
    private final double[] values;
    private final int[] intervalSeconds;

    private Samples(Builder from) {
        this.size = from.size;
        this.channels = from.channels;
        this.times = from.times;
        this.values = from.values;
        this.intervalSeconds = from.intervalSeconds;
    }

    public int size() {
        return size;
    }

    public int channel(int i) {
        return channels[i];
    }

    public long timeMillis(int i) {
        return times[i];
    }

    public double value(int i) {
        return values[i];
    }

    public int intervalSeconds(int i) {
        return intervalSeconds[i];
    }

    /// Gathers a batch. Confined to one thread; of no use after `build`.
    public static final class Builder {
        private int size;
        private int[] channels;
        private long[] times;
        private double[] values;
        private int[] intervalSeconds;

        public Builder(int expected) {
            channels = new int[expected];
            times = new long[expected];
            values = new double[expected];
            intervalSeconds = new int[expected];
        }

        public void add(int channel, long timeMillis, double value, int seconds) {
            if (size == channels.length) {
                grow(Math.max(16, size * 2));
            }
            channels[size] = channel;
            times[size] = timeMillis;
            values[size] = value;
            intervalSeconds[size] = seconds;
            size++;
        }

        public int size() {
            return size;
        }

        public Samples build() {
            return new Samples(this);
        }

        private void grow(int length) {
            channels = Arrays.copyOf(channels, length);
            times = Arrays.copyOf(times, length);
            values = Arrays.copyOf(values, length);
            intervalSeconds = Arrays.copyOf(intervalSeconds, length);
        }
    }
}
