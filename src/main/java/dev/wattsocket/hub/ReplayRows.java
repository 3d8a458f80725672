package dev.wattsocket.hub;

import dev.wattsocket.store.SeriesStore;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// Turns rows of the store, in order of time, into replay frames: the values of one instant are
/// gathered so that a meter's belong to one reading. Confined to the replaying thread.
final class ReplayRows implements SeriesStore.Visitor {
    /// Values that go out together.
    static final int PART_VALUES = 4_096;

    private final StoreReplay.Cut cut;
    private final Predicate<List<byte[]>> send;
    private final FrameWriter writer = new FrameWriter();
    private final double[] values;
    private final int[] intervals;
    private final boolean[] present;
    private final int[] indexOfChannel;
    private long time = Long.MIN_VALUE;
    private int waiting;
    private boolean wanted = true;

    /// @param send takes frames, answers whether more are wanted
    ReplayRows(StoreReplay.Cut cut, Predicate<List<byte[]>> send) {
        int count = cut.names().length;
        this.cut = cut;
        this.send = send;
        this.values = new double[count];
        this.intervals = new int[count];
        this.present = new boolean[count];
        this.indexOfChannel = new int[cut.names()[count - 1].id() + 1];
        for (int i = 0; i < count; i++) {
            indexOfChannel[cut.names()[i].id()] = i;
        }
        begin();
    }

    @Override
    public boolean visit(int channel, long timeMillis, double value, int intervalSeconds) {
        if (timeMillis != time) {
            writeInstant();
            time = timeMillis;
        }
        int index = indexOfChannel[channel];
        if (timeMillis <= cut.newest()[index]) {
            values[index] = value;
            intervals[index] = intervalSeconds;
            present[index] = true;
        }
        return wanted;
    }

    void end() {
        writeInstant();
        if (waiting > 0 && wanted) {
            wanted = send.test(writer.end());
        }
    }

    private void writeInstant() {
        if (waiting >= PART_VALUES) {
            wanted = wanted && send.test(writer.end());
            waiting = 0;
            begin();
        }
        for (int i = 0; i < present.length; i++) {
            if (present[i]) {
                writer.value(cut.names()[i], time, values[i], intervals[i]);
                waiting++;
            }
        }
        Arrays.fill(present, false);
    }

    private void begin() {
        writer.begin("readings", cut.sub(), "\"replay\":true,");
    }
}
