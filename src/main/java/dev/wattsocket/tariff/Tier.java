package dev.wattsocket.tariff;

import dev.wattsocket.model.Energy;
import java.math.BigDecimal;
import java.util.Optional;

/// A block of energy with its price.
///
/// @param upToKwh what was imported since the billing period began, where this block ends; the last
///   has no end
public record Tier(String name, Optional<BigDecimal> upToKwh, BigDecimal price) {
    private static final int KWH_DECIMALS_MOST = 9;
    private static final BigDecimal KWH_MOST = BigDecimal.valueOf(1_000_000_000_000L);

    public Tier {
        Check.name(name);
        Check.money("price", price);
        upToKwh.ifPresent(kwh -> {
            Check.require(
                    kwh.signum() > 0 && kwh.compareTo(KWH_MOST) < 0,
                    "up_to_kwh is more than 0 and less than 1,000,000,000,000; it is %s."
                            .formatted(kwh));
            Check.decimals("up_to_kwh", kwh, KWH_DECIMALS_MOST);
        });
    }

    /// Where this block ends.
    Optional<Energy> end() {
        return upToKwh.map(kwh -> {
            var micro = kwh.movePointRight(KWH_DECIMALS_MOST).toBigIntegerExact();
            var parts = micro.divideAndRemainder(BigDecimal.valueOf(1_000_000).toBigInteger());
            return new Energy(parts[0].longValueExact(), parts[1].intValueExact());
        });
    }
}
