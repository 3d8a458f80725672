package dev.wattsocket.model;

/// The unit that values of a quantity are kept in; kilo and mega exist only on screens and in
/// files.
public enum Unit {
    WATT("W"),
    VAR("var"),
    VOLT_AMPERE("VA"),
    VOLT("V"),
    AMPERE("A"),
    HERTZ("Hz"),
    CELSIUS("°C"),
    PERCENT("%"),
    WATT_HOUR("Wh"),
    VAR_HOUR("varh"),
    VOLT_AMPERE_HOUR("VAh"),
    CUBIC_METRE("m3"),
    PER_KILOWATT_HOUR("/kWh"),
    GRAM_PER_KILOWATT_HOUR("g/kWh"),
    NONE("");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    /// As it is printed on the wire.
    public String symbol() {
        return symbol;
    }
}
