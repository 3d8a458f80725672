package dev.wattsocket.hub;

/// Where a subscription begins.
public sealed interface Start {
    /// With a snapshot.
    record Snapshot() implements Start {}

    /// After a position: what came since, or, where that is no longer known, a snapshot that says
    /// so.
    record After(Position position) implements Start {}

    /// After a time (epoch milliseconds): what the store has since, then live.
    record AfterTime(long timeMillis) implements Start {}

    /// After a position that nobody can read: a snapshot that says so.
    record Lost() implements Start {}
}
