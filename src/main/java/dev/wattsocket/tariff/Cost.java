package dev.wattsocket.tariff;

import dev.wattsocket.model.Energy;
import java.math.BigDecimal;
import java.util.Optional;

/// What the energy of a stretch of time costs and earns: its price, what is charged for each kWh,
/// and their taxes; neither standing nor demand charges. Exact.
///
/// @param cost of what was imported; empty where nothing of it has a price
/// @param earned with what was exported; likewise
/// @param unpriced what was imported and has no price: it is not in the cost
public record Cost(
        long startMillis,
        long endMillis,
        Optional<BigDecimal> cost,
        Optional<BigDecimal> earned,
        Energy unpriced) {}
