package dev.wattsocket.tariff;

import dev.wattsocket.metering.Steps;
import dev.wattsocket.model.Energy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// One price of one version at work: puts energy under the rates that it costs. Confined to one
/// thread.
interface Pricing {
    /// Says that what follows lies on this day.
    default void turn(LocalDate day) {}

    /// Adds energy that flowed evenly during this moment.
    void add(Moment at, Energy energy, Tally into);

    /// What one more kWh costs at a time within this moment; empty where nobody knows.
    Optional<Offer> offer(Moment at, long millis);

    /// The next time after this one at which the offer may change within a quarter hour.
    default long nextChange(long millis) {
        return Long.MAX_VALUE;
    }

    /// A rate, and its price at a time.
    record Offer(int rate, BigDecimal price) {}

    /// Energy that nobody pays for.
    Pricing NONE =
            new Pricing() {
                @Override
                public void add(Moment at, Energy energy, Tally into) {}

                @Override
                public Optional<Offer> offer(Moment at, long millis) {
                    return Optional.empty();
                }
            };

    static Pricing of(EnergyPrice price, int firstRate, LineKind kind, Map<String, Steps> series) {
        return switch (price) {
            case EnergyPrice.Flat(var one) -> new FlatPricing(firstRate, one);
            case EnergyPrice.Bands bands -> new BandPricing(firstRate, bands);
            case EnergyPrice.Tiers tiers -> new TierPricing(firstRate, tiers);
            case EnergyPrice.Dynamic dynamic ->
                    new MarketPricing(
                            firstRate,
                            kind,
                            dynamic,
                            series.getOrDefault(dynamic.series(), MarketPricing.NOTHING_KNOWN));
        };
    }
}
