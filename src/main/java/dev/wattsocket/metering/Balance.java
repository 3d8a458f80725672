package dev.wattsocket.metering;

import dev.wattsocket.model.Energy;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/// A site's energy in one stretch of time, and who fed whom; stretches side by side sum to the
/// whole exactly.
///
/// @param parts what the site has meters for
/// @param flows all of them; without a meter at the grid it gives and takes what is left
/// @param coveredMillis how long readings speak of all that it is made of
public record Balance(
        long startMillis,
        long endMillis,
        Map<Part, Energy> parts,
        Map<Flow, Energy> flows,
        long coveredMillis) {

    /// This and the stretch that follows it, as one.
    public Balance plus(Balance next) {
        return new Balance(
                startMillis,
                next.endMillis,
                sum(parts, next.parts),
                sum(flows, next.flows),
                coveredMillis + next.coveredMillis);
    }

    /// Part of the stretch that is known, 0 to 1.
    public double coverage() {
        return Math.clamp(coveredMillis / (double) (endMillis - startMillis), 0, 1);
    }

    /// The part of the sun's energy that was not exported, 0 to 1; empty where there is none.
    public OptionalDouble selfConsumption() {
        return rest(Part.GRID_EXPORT, Part.SOLAR);
    }

    /// The part of the home's use that was not imported, 0 to 1; empty where it used nothing.
    public OptionalDouble autarky() {
        return rest(Part.GRID_IMPORT, Part.HOME);
    }

    private OptionalDouble rest(Part taken, Part of) {
        var whole = parts.get(of);
        var less = parts.get(taken);
        if (whole == null || less == null || whole.compareTo(Energy.ZERO) <= 0) {
            return OptionalDouble.empty();
        }
        double rest = whole.minus(less).toWh() / whole.toWh();
        return OptionalDouble.of(Math.clamp(rest, 0, 1));
    }

    private static <K extends Enum<K>> Map<K, Energy> sum(Map<K, Energy> one, Map<K, Energy> two) {
        Map<K, Energy> sum = new EnumMap<>(one);
        two.forEach((key, energy) -> sum.merge(key, energy, Energy::plus));
        return sum;
    }
}
