package dev.wattsocket.bus;

import dev.wattsocket.model.Samples;

/// Samples that moved the live state, in the order in which they did. Sample `i` has the offset
/// `firstOffset + i`; offsets of one epoch are contiguous. A value that is not a number says that
/// the channel has none any more; a time may be older than the one before it, where the newest
/// sample was deleted. The last `sums` of them are sums of others, which each node computes for
/// itself. Immutable.
public record Updates(long firstOffset, Samples samples, int sums, Origin origin) {

    /// What readings moved that were taken in here.
    public Updates(long firstOffset, Samples samples) {
        this(firstOffset, samples, 0, Origin.HERE);
    }

    /// The offset of the last sample.
    public long lastOffset() {
        return firstOffset + samples.size() - 1;
    }

    /// How many of them are no sums.
    public int readings() {
        return samples.size() - sums;
    }
}
