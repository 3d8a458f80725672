package dev.wattsocket.tariff;

import dev.wattsocket.model.Energy;
import java.util.List;
import java.util.Optional;

/// The price of the block that the site has reached in its billing period. What flows while a block
/// ends is split there.
final class TierPricing implements Pricing {
    private final int firstRate;
    private final EnergyPrice.Tiers prices;
    private final List<Energy> ends;

    TierPricing(int firstRate, EnergyPrice.Tiers prices) {
        this.firstRate = firstRate;
        this.prices = prices;
        this.ends = prices.tiers().stream().flatMap(tier -> tier.end().stream()).toList();
    }

    @Override
    public void add(Moment at, Energy energy, Tally into) {
        var until = at.used().plus(at.counted());
        int tier = tierAt(at.used());
        var given = Energy.ZERO;
        // Of a meter that is not the whole site each block gets the part that it has of the site.
        while (tier < ends.size() && ends.get(tier).compareTo(until) < 0) {
            var counted = ends.get(tier).minus(at.used());
            var upToHere = Parts.of(energy, counted, at.counted());
            into.add(firstRate + tier, upToHere.minus(given));
            given = upToHere;
            tier++;
        }
        into.add(firstRate + tier, energy.minus(given));
    }

    @Override
    public Optional<Offer> offer(Moment at, long millis) {
        int tier = tierAt(at.used().plus(at.counted()));
        return Optional.of(new Offer(firstRate + tier, prices.tiers().get(tier).price()));
    }

    private int tierAt(Energy used) {
        int tier = 0;
        while (tier < ends.size() && ends.get(tier).compareTo(used) <= 0) {
            tier++;
        }
        return tier;
    }
}
