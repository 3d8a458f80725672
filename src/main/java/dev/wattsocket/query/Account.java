package dev.wattsocket.query;

import dev.wattsocket.metering.Balance;
import dev.wattsocket.model.Energy;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;

/// A site's balance of a stretch of time with what its energy cost, earned and emitted. Money is
/// exact: rounded where it is shown.
///
/// @param cost empty where nothing of what was bought has a price
/// @param earned empty where nothing of what was sold has a price, or nothing could be sold
/// @param unpriced what was bought without a price, and is not in the cost
/// @param grams of what was bought; empty where nobody knows them
public record Account(
        Balance balance,
        Optional<BigDecimal> cost,
        Optional<BigDecimal> earned,
        Energy unpriced,
        OptionalDouble grams) {

    /// This and the stretch that follows it, as one.
    Account plus(Account next) {
        return new Account(
                balance.plus(next.balance),
                sum(cost, next.cost),
                sum(earned, next.earned),
                unpriced.plus(next.unpriced),
                grams.isEmpty()
                        ? next.grams
                        : OptionalDouble.of(grams.getAsDouble() + next.grams.orElse(0)));
    }

    private static Optional<BigDecimal> sum(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.map(amount -> amount.add(other.orElse(BigDecimal.ZERO))).or(() -> other);
    }
}
