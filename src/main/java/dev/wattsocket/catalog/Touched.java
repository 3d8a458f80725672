package dev.wattsocket.catalog;

/// A row that a change has touched: what another node reads again when it hears of it.
record Touched(Part part, String key) {

    enum Part {
        SITE,
        TARIFF,
        /// The meter and its channels.
        METER,
        /// The meter, its channels, and all that was entered for it.
        METER_GONE,
        TOKEN,
        SETTING,
        EXCHANGE,
        /// The correction, and whether it is settled.
        CORRECTION
    }
}
