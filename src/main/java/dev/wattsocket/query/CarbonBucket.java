package dev.wattsocket.query;

import dev.wattsocket.model.Energy;
import java.util.OptionalDouble;

/// The greenhouse gases of a stretch of time.
///
/// @param grams of what was imported; empty where nothing of it has a known intensity
/// @param intensity of the grid, in g/kWh: the mean of the stretch, weighted by time
/// @param imported all of it, also what has no known intensity
/// @param avoidedGrams what the sun that was used here would have been from the grid; empty without
///   a sun
/// @param coverage part of the stretch, 0 to 1, of which both energy and intensity are known
public record CarbonBucket(
        long startMillis,
        long endMillis,
        OptionalDouble grams,
        OptionalDouble intensity,
        Energy imported,
        OptionalDouble avoidedGrams,
        double coverage) {}
