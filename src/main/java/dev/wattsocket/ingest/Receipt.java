package dev.wattsocket.ingest;

import java.util.List;

/// What became of a batch of readings: `accepted` of them are durable, at least in part; each value
/// that is not has its refusal.
public record Receipt(int accepted, List<Refusal> refused) {

    /// Why the reading at `index` of its batch, or one channel's value of it (where `channel` is
    /// not empty), was not taken. `detail` is a sentence for the sender.
    public record Refusal(int index, String channel, Reason reason, String detail) {}
}
