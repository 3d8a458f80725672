package dev.wattsocket.cli.transfer;

import dev.wattsocket.model.Reading;
import java.util.ArrayList;
import java.util.List;

/// Readings that are sent together, with the lines that they came from. Confined to one thread at a
/// time.
final class Batch {
    static final int READINGS_MAX = 10_000;
    static final int VALUES_MAX = 40_000;

    private final List<Reading> readings = new ArrayList<>(READINGS_MAX);
    private final long[] lines = new long[READINGS_MAX];
    private int values;

    void add(long line, Reading reading) {
        lines[readings.size()] = line;
        readings.add(reading);
        values += reading.values().size();
    }

    boolean isFull() {
        return readings.size() == READINGS_MAX || values >= VALUES_MAX;
    }

    boolean isEmpty() {
        return readings.isEmpty();
    }

    List<Reading> readings() {
        return readings;
    }

    /// The line that the reading at `index` came from.
    long line(int index) {
        return index >= 0 && index < readings.size() ? lines[index] : 0;
    }
}
