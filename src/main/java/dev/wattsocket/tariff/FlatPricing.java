package dev.wattsocket.tariff;

import dev.wattsocket.model.Energy;
import java.math.BigDecimal;
import java.util.Optional;

/// One price at all times.
record FlatPricing(int rate, BigDecimal price) implements Pricing {
    @Override
    public void add(Moment at, Energy energy, Tally into) {
        into.add(rate, energy);
    }

    @Override
    public Optional<Offer> offer(Moment at, long millis) {
        return Optional.of(new Offer(rate, price));
    }
}
