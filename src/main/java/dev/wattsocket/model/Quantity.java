package dev.wattsocket.model;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a channel measures: its unit, its usual kind, and the limits outside which a value cannot
/// be true. A channel's name is the quantity's, with a phase after it where it has one
/// (`power_l1`). Power is positive when it flows into the site; both energy registers only rise.
public enum Quantity {
    POWER(Unit.WATT, Kind.GAUGE, -1e9, 1e9),
    REACTIVE_POWER(Unit.VAR, Kind.GAUGE, -1e9, 1e9),
    APPARENT_POWER(Unit.VOLT_AMPERE, Kind.GAUGE, 0, 1e9),
    POWER_FACTOR(Unit.NONE, Kind.GAUGE, -1, 1),
    VOLTAGE(Unit.VOLT, Kind.GAUGE, -1e6, 1e6),
    CURRENT(Unit.AMPERE, Kind.GAUGE, -1e6, 1e6),
    FREQUENCY(Unit.HERTZ, Kind.GAUGE, 0, 1_000),
    STATE_OF_CHARGE(Unit.PERCENT, Kind.GAUGE, 0, 100),
    TEMPERATURE(Unit.CELSIUS, Kind.GAUGE, -273.15, 10_000),
    ENERGY_IMPORT(Unit.WATT_HOUR, Kind.REGISTER, 0, 9e15),
    ENERGY_EXPORT(Unit.WATT_HOUR, Kind.REGISTER, 0, 9e15),
    REACTIVE_ENERGY_IMPORT(Unit.VAR_HOUR, Kind.REGISTER, 0, 9e15),
    REACTIVE_ENERGY_EXPORT(Unit.VAR_HOUR, Kind.REGISTER, 0, 9e15),
    APPARENT_ENERGY(Unit.VOLT_AMPERE_HOUR, Kind.REGISTER, 0, 9e15),
    VOLUME(Unit.CUBIC_METRE, Kind.REGISTER, 0, 1e12),
    /// What a kilowatt-hour costs, in the currency of the site.
    PRICE(Unit.PER_KILOWATT_HOUR, Kind.GAUGE, -1e6, 1e6),
    /// Greenhouse gases of a kilowatt-hour.
    CARBON_INTENSITY(Unit.GRAM_PER_KILOWATT_HOUR, Kind.GAUGE, 0, 1e5),
    /// Any other number that a device sends, kept under the device's own name.
    OTHER(Unit.NONE, Kind.GAUGE, -Double.MAX_VALUE, Double.MAX_VALUE);

    private static final Set<String> PHASES = Set.of("l1", "l2", "l3", "n");
    private static final Map<String, Quantity> BY_NAME = byName();

    private final Unit unit;
    private final Kind kind;
    private final double min;
    private final double max;

    Quantity(Unit unit, Kind kind, double min, double max) {
        this.unit = unit;
        this.kind = kind;
        this.min = min;
        this.max = max;
    }

    /// The quantity that a channel of this name measures; OTHER where the name is not one of ours.
    public static Quantity of(String channelName) {
        var whole = BY_NAME.get(channelName);
        if (whole != null) {
            return whole;
        }
        int cut = channelName.lastIndexOf('_');
        if (cut > 0 && PHASES.contains(channelName.substring(cut + 1))) {
            return BY_NAME.getOrDefault(channelName.substring(0, cut), OTHER);
        }
        return OTHER;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Unit unit() {
        return unit;
    }

    /// The kind of a channel whose readings do not say that they are intervals.
    public Kind kind() {
        return kind;
    }

    /// Whether an interval of this quantity carries an amount (else it carries a mean).
    public boolean isAmount() {
        return kind == Kind.REGISTER;
    }

    /// Whether values are published before their time, as tomorrow's prices are.
    public boolean isPublishedAhead() {
        return this == PRICE || this == CARBON_INTENSITY;
    }

    /// The least value that can be true, in the quantity's unit.
    public double min() {
        return min;
    }

    /// The greatest value that can be true, in the quantity's unit.
    public double max() {
        return max;
    }

    private static Map<String, Quantity> byName() {
        var names = new HashMap<String, Quantity>();
        for (var quantity : values()) {
            if (quantity != OTHER) {
                names.put(quantity.wireName(), quantity);
            }
        }
        return Map.copyOf(names);
    }
}
