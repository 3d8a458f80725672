package dev.wattsocket.kit;

import dev.wattsocket.model.Energy;
import java.util.stream.Stream;

/// Energy in whole units, for tests that compare.
public final class Energies {
    private Energies() {}

    public static long microWh(Energy energy) {
        return Math.addExact(Math.multiplyExact(energy.wh(), 1_000_000L), energy.micro());
    }

    public static Energy sum(Stream<Energy> parts) {
        return parts.reduce(Energy.ZERO, Energy::plus);
    }
}
