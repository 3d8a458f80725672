package dev.wattsocket.metering;

/// A register that was replaced at this time: what the old device showed at its end, and what the
/// new one showed at its start, in Wh.
public record Exchanged(long timeMillis, double endWh, double startWh) {}
