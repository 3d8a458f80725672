package dev.wattsocket.model;

import java.util.List;

/// Values of one meter at one instant, as they arrived; it may still be refused.
///
/// `timeMillis` is UTC epoch milliseconds, or NO_TIME where the device gave none. `site` is empty
/// unless the device named one. `intervalMillis` is 0 unless the values belong to a stretch of time
/// that starts at the reading's time.
public record Reading(
        String meter, String site, long timeMillis, long intervalMillis, List<Value> values) {

    /// The time of a reading whose device has no clock: it gets the receive time.
    public static final long NO_TIME = Long.MIN_VALUE;

    /// One channel's value, in the channel's unit.
    public record Value(String channel, double value) {}
}
