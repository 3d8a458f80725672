package dev.wattsocket.ingest;

import java.util.Locale;

/// Why a reading, or one value of it, is refused. Each is a metric.
public enum Reason {
    /// Not the shape of a reading: no meter, a field of the wrong type, no value at all.
    MALFORMED,
    /// A meter, site or channel name with characters that names may not have, or too long.
    BAD_NAME,
    NOT_FINITE,
    UNKNOWN_METER,
    UNKNOWN_SITE,
    /// The meter is a sum of others, so it has no readings of its own.
    VIRTUAL_METER,
    TIME_IN_FUTURE,
    TIME_TOO_OLD,
    /// Outside what the quantity can physically be.
    OUT_OF_RANGE,
    /// An interval for a channel that is not of intervals, or the other way round.
    KIND_MISMATCH,
    BAD_INTERVAL,
    /// A document says two things of one time, and this is the one that is not taken.
    AMBIGUOUS,
    /// The sender, or the catalog, has made all the meters or channels it may.
    TOO_MANY_METERS,
    TOO_MANY_CHANNELS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
