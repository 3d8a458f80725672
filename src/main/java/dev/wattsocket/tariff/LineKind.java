package dev.wattsocket.tariff;

import java.util.Locale;
import java.util.Optional;

/// What a line of a bill is for.
public enum LineKind {
    /// Imported energy at its price.
    ENERGY,
    /// An amount for each kWh on top of the price.
    CHARGE,
    /// An amount for each day.
    STANDING,
    /// An amount for the highest demand.
    DEMAND,
    /// Exported energy at its price; a negative amount.
    FEED_IN,
    /// A part of other lines.
    TAX;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LineKind> of(String wireName) {
        for (var kind : values()) {
            if (kind.wireName().equals(wireName)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
