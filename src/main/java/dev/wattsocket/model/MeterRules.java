package dev.wattsocket.model;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What is known of a device beyond its readings, and decides what they mean.
///
/// @param maxPowerWatts more than this can't flow
/// @param modulusWh where its energy registers begin again at 0
/// @param maxGapMillis a longer silence between readings of power is a gap
public record MeterRules(
        OptionalDouble maxPowerWatts, OptionalDouble modulusWh, OptionalLong maxGapMillis) {
    public static final MeterRules UNKNOWN =
            new MeterRules(OptionalDouble.empty(), OptionalDouble.empty(), OptionalLong.empty());

    public MeterRules {
        check("max_power", maxPowerWatts.orElse(1));
        check("modulus", modulusWh.orElse(1));
        check("max_gap", (double) maxGapMillis.orElse(1));
    }

    private static void check(String name, double value) {
        if (!Double.isFinite(value) || value <= 0) {
            throw new IllegalArgumentException(name + " is greater than 0, not " + value);
        }
    }
}
