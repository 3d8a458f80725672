package dev.wattsocket.hub;

import java.util.List;

/// Frames on their way to viewers, encoded once. `values` of them are in it; the oldest came at
/// `minOffset`, and whoever gets it has everything up to `position`.
record Delivery(List<byte[]> frames, int values, long minOffset, Position position) {
    long offset() {
        return position.offset();
    }
}
