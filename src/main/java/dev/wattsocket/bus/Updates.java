package dev.wattsocket.bus;

import dev.wattsocket.model.Samples;

/// Samples that moved the live state, in the order in which they did. Sample `i` has the offset
/// `firstOffset + i`; offsets of one epoch are contiguous. Immutable.
public record Updates(long firstOffset, Samples samples) {

    /// The offset of the last sample.
    public long lastOffset() {
        return firstOffset + samples.size() - 1;
    }
}
