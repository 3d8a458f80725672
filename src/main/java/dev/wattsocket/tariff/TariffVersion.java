package dev.wattsocket.tariff;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What holds from a day on.
///
/// @param from a day in the site's zone
/// @param feedIn what exported energy earns; empty where it earns nothing
/// @param charges amounts for each imported kWh on top of its price
/// @param taxes percentages, each of its own kinds of lines; never of other taxes
public record TariffVersion(
        LocalDate from,
        EnergyPrice energy,
        Optional<EnergyPrice.Steady> feedIn,
        List<UnitCharge> charges,
        List<StandingCharge> standing,
        Optional<DemandCharge> demand,
        List<Tax> taxes) {
    public static final int CHARGES_MAX = 32;

    private static final int YEAR_LEAST = 2000;
    private static final int YEAR_MOST = 2199;

    public TariffVersion {
        Check.require(
                from.getYear() >= YEAR_LEAST && from.getYear() <= YEAR_MOST,
                "from lies in the years %d to %d; it is %s."
                        .formatted(YEAR_LEAST, YEAR_MOST, from));
        Check.size("charges", charges, CHARGES_MAX);
        Check.size("standing charges", standing, CHARGES_MAX);
        Check.size("taxes", taxes, CHARGES_MAX);
        charges = List.copyOf(charges);
        standing = List.copyOf(standing);
        taxes = List.copyOf(taxes);
    }

    /// What taxes make of one unit of money on lines of this kind, the unit included.
    BigDecimal withTaxes(LineKind kind) {
        var percent = BigDecimal.ZERO;
        for (var tax : taxes) {
            if (tax.on().contains(kind)) {
                percent = percent.add(tax.percent());
            }
        }
        return BigDecimal.ONE.add(percent.movePointLeft(2));
    }

    /// All charges for one kWh.
    BigDecimal chargesPerKwh() {
        return charges.stream().map(UnitCharge::perKwh).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
