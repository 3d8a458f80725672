package dev.wattsocket.bus;

import dev.wattsocket.model.Samples;

/// Samples that moved the live state, in the order in which they did. Sample `i` has the offset
/// `firstOffset + i`; offsets of one epoch are contiguous. A value that is not a number says that
/// the channel has none any more; a time may be older than the one before it, where the newest
/// sample was deleted. Immutable.
public record Updates(long firstOffset, Samples samples) {

    /// The offset of the last sample.
    public long lastOffset() {
        return firstOffset + samples.size() - 1;
    }
}
