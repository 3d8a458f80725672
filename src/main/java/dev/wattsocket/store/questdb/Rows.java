package dev.wattsocket.store.questdb;

import dev.wattsocket.model.Samples;
import dev.wattsocket.store.ChannelSet;
import dev.wattsocket.store.SeriesStore.Visitor;
import io.questdb.cairo.TableReader;
import io.questdb.cairo.vm.api.MemoryCR;

/// The rows of one partition, in order of time, read in place. Of use until the reader is closed.
final class Rows {
    private final MemoryCR times;
    private final MemoryCR channels;
    private final MemoryCR values;
    private final MemoryCR intervals;
    private final long size;

    private Rows(TableReader reader, int partition, long size) {
        int base = reader.getColumnBase(partition);
        this.times = column(reader, base, ReadingsTable.TS);
        this.channels = column(reader, base, ReadingsTable.CHANNEL);
        this.values = column(reader, base, ReadingsTable.VALUE);
        this.intervals = column(reader, base, ReadingsTable.INTERVAL_S);
        this.size = size;
    }

    static Rows of(TableReader reader, int partition) {
        return new Rows(reader, partition, reader.openPartition(partition));
    }

    private static MemoryCR column(TableReader reader, int base, int column) {
        return reader.getColumn(TableReader.getPrimaryColumnIndex(base, column));
    }

    long size() {
        return size;
    }

    int channel(long row) {
        return channels.getInt(row << 2);
    }

    long timeMillis(long row) {
        return Math.floorDiv(times.getLong(row << 3), ReadingsTable.MICROS_PER_MILLI);
    }

    double value(long row) {
        return values.getDouble(row << 3);
    }

    /// Whether the row says that there is no value any more.
    boolean isDeleted(long row) {
        return Double.isNaN(value(row));
    }

    int intervalSeconds(long row) {
        return intervals.getInt(row << 2);
    }

    /// The first row at this time or later; the size where there is none.
    long firstAt(long micros) {
        long low = 0;
        long high = size;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (times.getLong(middle << 3) < micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The time of the first row of these channels; `Long.MAX_VALUE` where there is none.
    long firstOf(ChannelSet wanted) {
        for (long row = 0; row < size; row++) {
            if (wanted.has(channel(row)) && !isDeleted(row)) {
                return timeMillis(row);
            }
        }
        return Long.MAX_VALUE;
    }

    /// The time of the last row of these channels; `Long.MIN_VALUE` where there is none.
    long lastOf(ChannelSet wanted) {
        for (long row = size - 1; row >= 0; row--) {
            if (wanted.has(channel(row)) && !isDeleted(row)) {
                return timeMillis(row);
            }
        }
        return Long.MIN_VALUE;
    }

    void addTo(Samples.Builder samples, long row) {
        samples.add(channel(row), timeMillis(row), value(row), intervalSeconds(row));
    }

    /// Answers false where the visitor has seen enough.
    boolean show(ChannelSet wanted, long from, long to, Visitor visitor) {
        for (long row = from; row < to; row++) {
            int channel = channel(row);
            if (!wanted.has(channel)) {
                continue;
            }
            double value = value(row);
            if (!Double.isNaN(value)
                    && !visitor.visit(channel, timeMillis(row), value, intervalSeconds(row))) {
                return false;
            }
        }
        return true;
    }
}
