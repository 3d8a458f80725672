package dev.wattsocket.tariff;

import dev.wattsocket.model.Names;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How the price of a kWh is found.
public sealed interface EnergyPrice {
    /// A price that does not depend on how much was used: what feed-in can have.
    sealed interface Steady extends EnergyPrice {}

    /// One price at all times.
    record Flat(BigDecimal price) implements Steady {
        public Flat {
            Check.money("price", price);
        }
    }

    /// A price for each band; the first rule of the calendar that fits says which band holds.
    ///
    /// @param otherwise the band that holds where no rule fits
    record Bands(
            List<Band> bands, List<BandRule> calendar, String otherwise, Set<LocalDate> holidays)
            implements Steady {
        public Bands {
            Check.require(!bands.isEmpty(), "bands has at least one band.");
            Check.size("bands", bands, Check.BANDS_MAX);
            Check.size("rules of a calendar", calendar, Check.RULES_MAX);
            Check.size("holidays", holidays, Check.HOLIDAYS_MAX);
            var ids = new HashSet<String>();
            for (var band : bands) {
                Check.require(
                        ids.add(band.id()), "Two bands are called \"%s\".".formatted(band.id()));
            }
            for (int i = 0; i < calendar.size(); i++) {
                checkKnown(ids, "calendar[%d].band".formatted(i), calendar.get(i).band());
            }
            checkKnown(ids, "otherwise", otherwise);
            bands = List.copyOf(bands);
            calendar = List.copyOf(calendar);
            holidays = Set.copyOf(holidays);
        }

        private static void checkKnown(Set<String> ids, String where, String band) {
            Check.require(
                    ids.contains(band),
                    "%s is \"%s\", but there is no band of that id; there are: %s."
                            .formatted(
                                    where,
                                    band,
                                    String.join(", ", ids.stream().sorted().toList())));
        }
    }

    /// A price for each block of what is imported in a billing period, the cheapest or the dearest
    /// first.
    record Tiers(List<Tier> tiers) implements EnergyPrice {
        public Tiers {
            Check.require(!tiers.isEmpty(), "tiers has at least one tier.");
            Check.size("tiers", tiers, Check.TIERS_MAX);
            for (int i = 0; i < tiers.size(); i++) {
                Check.require(
                        tiers.get(i).upToKwh().isPresent() == i < tiers.size() - 1,
                        "Each tier but the last says up_to_kwh, and the last does not.");
            }
            for (int i = 1; i < tiers.size() - 1; i++) {
                var before = tiers.get(i - 1).upToKwh().orElseThrow();
                var end = tiers.get(i).upToKwh().orElseThrow();
                Check.require(
                        end.compareTo(before) > 0,
                        "up_to_kwh rises from tier to tier; %s comes after %s."
                                .formatted(end, before));
            }
            tiers = List.copyOf(tiers);
        }
    }

    /// A price that follows a series, such as the day-ahead market's: its value times a factor, and
    /// a mark-up.
    ///
    /// @param series a meter and its channel: `spot.price`
    record Dynamic(String series, BigDecimal markup, BigDecimal factor) implements Steady {
        public Dynamic {
            int dot = series.lastIndexOf('.');
            Check.require(
                    dot > 0
                            && Names.isId(series.substring(0, dot))
                            && Names.isChannel(series.substring(dot + 1)),
                    "series is a meter and its channel, such as spot.price; it is \"%s\"."
                            .formatted(series));
            Check.money("markup", markup);
            Check.money("factor", factor);
        }

        /// What a kWh costs where the series has this value.
        BigDecimal price(double value) {
            return BigDecimal.valueOf(value).multiply(factor).add(markup);
        }
    }
}
