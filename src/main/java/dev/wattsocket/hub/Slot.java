package dev.wattsocket.hub;

/// One channel in one audience: whether its newest value waits to be sent, and when one last was.
/// Confined to the live loop.
final class Slot {
    final Audience audience;
    final ChannelName name;
    int seat;
    boolean pending;
    long lastSentNanos;

    Slot(Audience audience, ChannelName name, long nowNanos) {
        this.audience = audience;
        this.name = name;
        this.lastSentNanos = nowNanos - audience.ask.periodNanos();
    }
}
