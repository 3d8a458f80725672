package dev.wattsocket.model;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// One value that was changed by hand: `oldValue` is what was there, empty where nothing was;
/// `newValue` what is there instead, empty where the value was deleted.
///
/// @param intervalSeconds the length of the interval that the value belongs to; 0 for any other
public record Correction(
        long id,
        String meter,
        String channel,
        long timeMillis,
        int intervalSeconds,
        OptionalDouble oldValue,
        OptionalDouble newValue,
        String note,
        long enteredMillis,
        String enteredBy,
        OptionalLong undoneMillis) {

    /// Whether it counts: it was not undone.
    public boolean stands() {
        return undoneMillis.isEmpty();
    }

    /// What belongs into the store because of it; empty for nothing.
    public OptionalDouble value() {
        return stands() ? newValue : oldValue;
    }

    /// Whether both are about the same value.
    public boolean isAboutTheSameAs(Correction other) {
        return timeMillis == other.timeMillis
                && channel.equals(other.channel)
                && meter.equals(other.meter);
    }

    public Correction withId(long number) {
        return new Correction(
                number,
                meter,
                channel,
                timeMillis,
                intervalSeconds,
                oldValue,
                newValue,
                note,
                enteredMillis,
                enteredBy,
                undoneMillis);
    }

    public Correction undone(long nowMillis) {
        return new Correction(
                id,
                meter,
                channel,
                timeMillis,
                intervalSeconds,
                oldValue,
                newValue,
                note,
                enteredMillis,
                enteredBy,
                OptionalLong.of(nowMillis));
    }
}
