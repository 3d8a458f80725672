package dev.wattsocket.query;

import dev.wattsocket.metering.WeekProfile;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;

/// A meter's typical week in what is known of a range, and what of it is always on.
public record Profile(long fromMillis, long toMillis, WeekProfile week, AlwaysOn alwaysOn) {

    /// The power that is always on.
    ///
    /// @param watts empty where there is no telling
    /// @param method how that was found, or why not, in a sentence
    /// @param costOfYear exact; empty without a price
    public record AlwaysOn(OptionalDouble watts, String method, Optional<BigDecimal> costOfYear) {}
}
