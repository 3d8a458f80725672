package dev.wattsocket.demo;

/// A load of the house: watts as a function of time.
interface Load {
    long MINUTE = 60_000;
    long HOUR = 60 * MINUTE;
    long DAY = 24 * HOUR;

    /// Watts at a time (epoch milliseconds), never negative.
    double watts(long millis);

    /// Always on, wavering by a part of itself.
    static Load steady(long seed, double watts, double part) {
        return millis ->
                watts
                        * (1
                                + part * (Noise.smooth(seed, millis, 40_000) - 0.5)
                                + part / 4 * (Noise.smooth(seed + 1, millis, 700) - 0.5));
    }

    /// A compressor: on for a share of each period, with a surge when it starts.
    static Load compressor(long seed, double watts, long periodMillis, double share) {
        return millis -> {
            long cycle = Math.floorDiv(millis, periodMillis);
            long into = Math.floorMod(millis, periodMillis);
            double on = periodMillis * share * (0.8 + 0.4 * Noise.at(seed, cycle));
            if (into >= on) {
                return 1.2;
            }
            double surge = 1 + 1.4 * Math.exp(-into / 900.0);
            return watts * surge * (0.97 + 0.06 * Noise.smooth(seed, millis, 3_000));
        };
    }

    /// Lights: a few steps up in the evening, and some in the morning.
    static Load lights(long seed, double watts, Sun sun) {
        return millis -> {
            double dark = Math.clamp(1 - sun.height(millis) * 6, 0, 1);
            double hour = localHour(millis);
            double awake = hour > 6.3 && hour < 23.4 ? 1 : 0.06;
            double rooms = Math.floor(1 + 5 * Noise.smooth(seed, millis, 25 * MINUTE)) / 6;
            return watts * dark * awake * rooms * (0.99 + 0.02 * Noise.smooth(seed, millis, 2_000));
        };
    }

    /// Heating that follows the cold outside, modulating slowly.
    static Load heatPump(long seed, double wattsMax, Sun sun) {
        return millis -> {
            double need = Math.clamp((16 - sun.celsius(millis)) / 22, 0, 1);
            double on = Noise.smooth(seed, millis, 50 * MINUTE) < 0.25 + need ? 1 : 0;
            double swing = 0.85 + 0.3 * Noise.smooth(seed + 1, millis, 4 * MINUTE);
            double ripple = 0.985 + 0.03 * Noise.smooth(seed + 2, millis, 900);
            return 9 + wattsMax * need * on * swing * ripple;
        };
    }

    /// Hours of the house's day, about those of the clock on its wall.
    static double localHour(long millis) {
        return (Math.floorMod(millis, DAY) / (double) HOUR + 1.3) % 24;
    }
}
