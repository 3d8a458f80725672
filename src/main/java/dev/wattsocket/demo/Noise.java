package dev.wattsocket.demo;

/// Randomness that is a function: the same seed and place give the same number, in any order.
final class Noise {
    private Noise() {}

    /// A number in [0, 1) for a place on a line.
    static double at(long seed, long place) {
        long z = seed * 0x9E3779B97F4A7C15L + place * 0xD1B54A32D192ED03L + 0x2545F4914F6CDD1DL;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }

    /// A smooth curve in [0, 1) that takes a new turn each period.
    static double smooth(long seed, long millis, long periodMillis) {
        long place = Math.floorDiv(millis, periodMillis);
        double x = (double) Math.floorMod(millis, periodMillis) / periodMillis;
        double ease = x * x * (3 - 2 * x);
        double from = at(seed, place);
        return from + (at(seed, place + 1) - from) * ease;
    }
}
