package dev.wattsocket.cli.files;

import dev.wattsocket.model.Unit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The units that files use, and by which power of ten each differs from ours.
final class MapUnit {
    private static final Map<Unit, Map<String, Integer>> SHIFTS =
            Map.ofEntries(
                    Map.entry(Unit.WATT, Map.of("W", 0, "kW", 3, "MW", 6, "GW", 9)),
                    Map.entry(Unit.VAR, Map.of("var", 0, "kvar", 3, "Mvar", 6)),
                    Map.entry(Unit.VOLT_AMPERE, Map.of("VA", 0, "kVA", 3, "MVA", 6)),
                    Map.entry(Unit.VOLT, Map.of("mV", -3, "V", 0, "kV", 3)),
                    Map.entry(Unit.AMPERE, Map.of("mA", -3, "A", 0, "kA", 3)),
                    Map.entry(Unit.HERTZ, Map.of("mHz", -3, "Hz", 0)),
                    Map.entry(Unit.CELSIUS, Map.of("°C", 0, "C", 0)),
                    Map.entry(Unit.PERCENT, Map.of("%", 0)),
                    Map.entry(
                            Unit.WATT_HOUR,
                            Map.of("Wh", 0, "kWh", 3, "MWh", 6, "GWh", 9, "TWh", 12)),
                    Map.entry(Unit.VAR_HOUR, Map.of("varh", 0, "kvarh", 3, "Mvarh", 6)),
                    Map.entry(Unit.VOLT_AMPERE_HOUR, Map.of("VAh", 0, "kVAh", 3, "MVAh", 6)),
                    Map.entry(Unit.CUBIC_METRE, Map.of("l", -3, "m3", 0)),
                    Map.entry(Unit.PER_KILOWATT_HOUR, Map.of("/MWh", -3, "ct/kWh", -2, "/kWh", 0)),
                    Map.entry(
                            Unit.GRAM_PER_KILOWATT_HOUR,
                            Map.of("g/kWh", 0, "kg/MWh", 0, "kg/kWh", 3, "t/MWh", 3)),
                    Map.entry(Unit.NONE, Map.of("%", -2, "1", 0)));

    private MapUnit() {}

    /// The power of ten that turns a number in `symbol` into `unit`; empty where the two measure
    /// different things.
    static Optional<Integer> shift(String symbol, Unit unit) {
        // EUR/MWh is /MWh, and says of what besides.
        String plain =
                unit == Unit.PER_KILOWATT_HOUR ? symbol.replaceAll("^[A-Z]{3}(?=/)", "") : symbol;
        return Optional.ofNullable(symbols(unit).get(plain));
    }

    /// The currency that a price's unit begins with, as in EUR/MWh.
    ///
    /// @throws MapException where the letters are of none
    static Optional<Currency> currency(String symbol) {
        if (!symbol.matches("[A-Z]{3}/.*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Currency.getInstance(symbol.substring(0, 3)));
        } catch (IllegalArgumentException e) {
            throw new MapException(
                    "%s does not begin with a currency's three letters.".formatted(symbol), e);
        }
    }

    /// The symbols that stand for `unit` or a multiple of it, the smallest first.
    static List<String> names(Unit unit) {
        return symbols(unit).entrySet().stream()
                .sorted(
                        Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, Integer> symbols(Unit unit) {
        return SHIFTS.getOrDefault(unit, Map.of());
    }
}
