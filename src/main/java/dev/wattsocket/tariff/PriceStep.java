package dev.wattsocket.tariff;

import java.math.BigDecimal;
import java.util.Optional;

/// What one more kWh costs, with all that is charged for it and the taxes, for as long as that
/// stays the same.
///
/// @param price exact
/// @param band the id of the band that holds
/// @param name of the band or tier
/// @param feedIn what a kWh earns, exact; empty where it earns nothing or nobody knows
public record PriceStep(
        long startMillis,
        long endMillis,
        BigDecimal price,
        Optional<String> band,
        String name,
        Optional<BigDecimal> feedIn) {
    /// Whether another step says the same for another time.
    boolean isLike(PriceStep other) {
        return price.compareTo(other.price) == 0
                && band.equals(other.band)
                && name.equals(other.name)
                && feedIn.equals(other.feedIn);
    }
}
