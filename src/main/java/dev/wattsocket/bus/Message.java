package dev.wattsocket.bus;

import dev.wattsocket.model.Samples;

/// What one node publishes of one site at one time: samples in the order in which they moved its
/// live state, each with its offset there. A value that is not a number takes back the sample of
/// that time. `previous` is the last offset of the message before it, 0 for the first: so a loss
/// shows. A message that is `conflated` has only the newest of each channel. Immutable.
public final class Message {
    /// Samples of one message; more go into several.
    public static final int SAMPLES_MAX = 4_096;

    private final String site;
    private final String epoch;
    private final long previous;
    private final boolean conflated;
    private final Samples samples;
    private final long[] offsets;

    Message(
            String site,
            String epoch,
            long previous,
            boolean conflated,
            Samples samples,
            long[] offsets) {
        if (samples.size() == 0 || samples.size() != offsets.length) {
            throw new IllegalArgumentException("samples without offsets: " + offsets.length);
        }
        this.site = site;
        this.epoch = epoch;
        this.previous = previous;
        this.conflated = conflated;
        this.samples = samples;
        this.offsets = offsets;
    }

    public String site() {
        return site;
    }

    /// The life of the node where it came in.
    public String epoch() {
        return epoch;
    }

    public long previous() {
        return previous;
    }

    public boolean isConflated() {
        return conflated;
    }

    public Samples samples() {
        return samples;
    }

    public long offset(int i) {
        return offsets[i];
    }

    public long last() {
        return offsets[offsets.length - 1];
    }
}
