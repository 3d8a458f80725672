package dev.wattsocket.live;

import java.util.List;

/// A channel whose value is a signed sum of others' newest values.
public record LiveSum(int channel, List<Part> parts) {
    public LiveSum {
        parts = List.copyOf(parts);
    }

    /// A channel that is added, or subtracted where `sign` is -1.
    public record Part(int channel, int sign) {}
}
