package dev.wattsocket.metering;

import java.util.Arrays;

/// The readings of a register about which a later one may still decide, oldest first. Confined to
/// one thread.
final class Trail {
    /// Readings that are kept: a day of ten a second, rounded up.
    static final int POINTS_MAX = 1 << 20;

    private long[] times = new long[16];
    private double[] values = new double[16];
    private double[] added = new double[16];
    private int first;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /// @param addedWh what flowed since the reading before
    void add(long time, double value, double addedWh) {
        if (size == times.length) {
            grow();
        }
        int at = place(size++);
        times[at] = time;
        values[at] = value;
        added[at] = addedWh;
    }

    long firstTime() {
        return times[first];
    }

    double firstValue() {
        return values[first];
    }

    long secondTime() {
        return times[place(1)];
    }

    /// Where the first reading's device had come by the time of the second: the second's value,
    /// unless it began again in between.
    double secondReached() {
        double sum = values[first] + added[place(1)];
        // What simply rose is the later value itself, to the last bit.
        return added[place(1)] == values[place(1)] - values[first] ? values[place(1)] : sum;
    }

    long lastTime() {
        return times[place(size - 1)];
    }

    double lastValue() {
        return values[place(size - 1)];
    }

    void removeFirst() {
        first = place(1);
        size--;
    }

    void removeLast() {
        size--;
    }

    void clear() {
        size = 0;
    }

    private int place(int index) {
        return (first + index) & (times.length - 1);
    }

    /// Twice the room; what had gone round the end of the old room follows behind it.
    private void grow() {
        int room = times.length;
        times = Arrays.copyOf(times, room * 2);
        values = Arrays.copyOf(values, room * 2);
        added = Arrays.copyOf(added, room * 2);
        for (int i = 0; i < first; i++) {
            times[room + i] = times[i];
            values[room + i] = values[i];
            added[room + i] = added[i];
        }
    }
}
