package dev.wattsocket.tariff;

import dev.wattsocket.model.Energy;
import java.math.BigInteger;

/// Parts of energy in whole millionths of a watt-hour. A part from the beginning is rounded down,
/// so that what lies between two of them sums to the whole.
final class Parts {
    private static final long MICRO = 1_000_000;
    private static final long MILLIS_MOST = 900_000;

    private Parts() {}

    /// The part that the first of two stretches of time has of energy in both.
    ///
    /// @param whole milliseconds, at most a quarter hour of them
    static Energy of(Energy energy, long part, long whole) {
        if (part == whole) {
            return energy;
        }
        if (whole > MILLIS_MOST) {
            throw new IllegalArgumentException("longer than a quarter hour: " + whole + " ms");
        }
        long even = Math.floorDiv(energy.wh(), whole);
        long rest = Math.floorMod(energy.wh(), whole) * MICRO + energy.micro();
        return new Energy(even * part, 0).plus(Energy.ofMicroWh(rest * part / whole));
    }

    /// Energy times a part of a whole.
    static Energy of(Energy energy, Energy part, Energy whole) {
        if (energy.equals(whole)) {
            return part;
        }
        var micro = micro(energy).multiply(micro(part)).divide(micro(whole));
        var split = micro.divideAndRemainder(BigInteger.valueOf(MICRO));
        return new Energy(split[0].longValueExact(), split[1].intValueExact());
    }

    private static BigInteger micro(Energy energy) {
        return energy.toKwh().movePointRight(9).toBigIntegerExact();
    }
}
