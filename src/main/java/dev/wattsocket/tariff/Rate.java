package dev.wattsocket.tariff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One price of one version of a tariff, which energy is added up under.
///
/// @param kind ENERGY or FEED_IN
/// @param price empty where it follows a series
record Rate(
        int version,
        LineKind kind,
        String name,
        Optional<String> band,
        Optional<BigDecimal> price) {

    /// All rates of a tariff; those of a version's energy, and of its feed-in, lie together in the
    /// order of its bands or tiers.
    record Table(List<Rate> rates, int[] firstBought, int[] firstSold) {
        static Table of(Tariff tariff) {
            var rates = new ArrayList<Rate>();
            int versions = tariff.versions().size();
            var bought = new int[versions];
            var sold = new int[versions];
            for (int i = 0; i < versions; i++) {
                var version = tariff.versions().get(i);
                bought[i] = rates.size();
                add(rates, i, LineKind.ENERGY, "Energy", version.energy());
                sold[i] = rates.size();
                if (version.feedIn().isPresent()) {
                    add(rates, i, LineKind.FEED_IN, "Feed-in", version.feedIn().get());
                }
            }
            return new Table(List.copyOf(rates), bought, sold);
        }

        private static void add(
                List<Rate> rates, int version, LineKind kind, String name, EnergyPrice price) {
            var none = Optional.<String>empty();
            switch (price) {
                case EnergyPrice.Flat flat ->
                        rates.add(new Rate(version, kind, name, none, Optional.of(flat.price())));
                case EnergyPrice.Dynamic _ ->
                        rates.add(new Rate(version, kind, name, none, Optional.empty()));
                case EnergyPrice.Bands bands ->
                        bands.bands()
                                .forEach(band ->
                                        rates.add(
                                                new Rate(
                                                        version,
                                                        kind,
                                                        band.name(),
                                                        Optional.of(band.id()),
                                                        Optional.of(band.price()))));
                case EnergyPrice.Tiers tiers ->
                        tiers.tiers()
                                .forEach(tier ->
                                        rates.add(
                                                new Rate(
                                                        version,
                                                        kind,
                                                        tier.name(),
                                                        none,
                                                        Optional.of(tier.price()))));
            }
        }
    }
}
