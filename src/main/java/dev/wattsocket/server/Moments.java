package dev.wattsocket.server;

import dev.wattsocket.model.Channel;
import dev.wattsocket.store.SeriesStore;
import java.util.Arrays;
import java.util.List;

/// Puts stored samples of one time and length together: a row of values, in the order of the
/// channels. Confined to one thread.
final class Moments implements SeriesStore.Visitor {
    private final Taker taker;
    private final double[] values;
    private final boolean[] present;
    private final int[] placeOfChannel;
    private long time;
    private int interval;
    private boolean open;
    private boolean wanted = true;

    /// Takes one row after the other; answers whether more is wanted. Keeps nothing of it.
    interface Taker {
        boolean take(long timeMillis, long intervalMillis, double[] values, boolean[] present);
    }

    Moments(List<Channel> channels, Taker taker) {
        this.taker = taker;
        this.values = new double[channels.size()];
        this.present = new boolean[channels.size()];
        this.placeOfChannel = new int[channels.stream().mapToInt(Channel::id).max().orElse(0) + 1];
        for (int i = 0; i < channels.size(); i++) {
            placeOfChannel[channels.get(i).id()] = i;
        }
    }

    @Override
    public boolean visit(int channel, long timeMillis, double value, int intervalSeconds) {
        if (open && (timeMillis != time || intervalSeconds != interval)) {
            hand();
        }
        open = true;
        time = timeMillis;
        interval = intervalSeconds;
        values[placeOfChannel[channel]] = value;
        present[placeOfChannel[channel]] = true;
        return wanted;
    }

    /// Hands the last row over.
    void end() {
        if (open) {
            hand();
        }
    }

    private void hand() {
        wanted = wanted && taker.take(time, interval * 1000L, values, present);
        open = false;
        Arrays.fill(present, false);
    }
}
