package dev.wattsocket.ingest.entsoe;

import dev.wattsocket.model.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/// What the numbers of a series measure, and the power of ten that turns them into our unit.
record Measure(Quantity quantity, int decimalShift) {
    private static final Map<String, Measure> PRICES =
            Map.of("MWH", new Measure(Quantity.PRICE, -3), "KWH", new Measure(Quantity.PRICE, 0));
    private static final Map<String, Measure> QUANTITIES =
            Map.of(
                    "MAW", new Measure(Quantity.POWER, 6),
                    "KWT", new Measure(Quantity.POWER, 3),
                    "MWH", new Measure(Quantity.ENERGY_IMPORT, 6),
                    "KWH", new Measure(Quantity.ENERGY_IMPORT, 3));

    static Optional<Measure> ofPrice(String unit) {
        return Optional.ofNullable(PRICES.get(unit));
    }

    static Optional<Measure> ofQuantity(String unit) {
        return Optional.ofNullable(QUANTITIES.get(unit));
    }

    /// The number in our unit: the point is moved in the digits, so 41.07 EUR/MWh is 0.04107 and
    /// not a hair beside it.
    double value(BigDecimal amount) {
        return amount.scaleByPowerOfTen(decimalShift).doubleValue();
    }

    /// Whether a channel of this name can hold it.
    boolean fits(String channel) {
        var other = Quantity.of(channel);
        return other == quantity || other == Quantity.OTHER || (isEnergy() && isExport(other));
    }

    private boolean isEnergy() {
        return quantity == Quantity.ENERGY_IMPORT;
    }

    private static boolean isExport(Quantity other) {
        return other == Quantity.ENERGY_EXPORT;
    }
}
