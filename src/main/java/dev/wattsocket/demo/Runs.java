package dev.wattsocket.demo;

/// A load that runs now and then: some times a day, within its hours, for a while.
///
/// `perDay` is how often at most; each run takes place with `chance`. `shape` gives the part of
/// `watts` that is drawn at a part of the run.
record Runs(
        long seed,
        double watts,
        double idleWatts,
        int perDay,
        double chance,
        double fromHour,
        double toHour,
        long leastMillis,
        long mostMillis,
        Shape shape)
        implements Load {

    /// How the power runs over one run, both from 0 to 1.
    interface Shape {
        double at(double part, long seed, long millis);

        Shape FLAT = (_, _, _) -> 1;

        /// A thermostat: full power, on and off.
        Shape THERMOSTAT =
                (part, seed, millis) ->
                        part < 0.12 || Math.floorMod(millis + seed * 977, 95_000) < 52_000
                                ? 1
                                : 0.03;

        /// Heats at first, then turns, and heats once more.
        Shape WASH =
                (part, seed, millis) ->
                        part < 0.22 || (part > 0.55 && part < 0.63)
                                ? 1
                                : 0.06 + 0.12 * Noise.smooth(seed, millis, 9_000);

        /// Full power that fades towards the end.
        Shape CHARGE = (part, _, _) -> part < 0.9 ? 1 : Math.max(0.2, (1 - part) * 10);
    }

    @Override
    public double watts(long millis) {
        long day = Math.floorDiv(millis, DAY);
        double now = run(day, millis) + run(day - 1, millis);
        return now == 0 ? idleWatts : now;
    }

    private double run(long day, long millis) {
        for (int i = 0; i < perDay; i++) {
            long place = day * 64 + i * 4L;
            if (Noise.at(seed, place) >= chance) {
                continue;
            }
            double hour = fromHour + (toHour - fromHour) * Noise.at(seed, place + 1);
            long start = day * DAY + (long) ((hour - 1.3) * HOUR);
            long length =
                    leastMillis + (long) ((mostMillis - leastMillis) * Noise.at(seed, place + 2));
            if (millis >= start && millis < start + length) {
                double part = (double) (millis - start) / length;
                double ripple = 0.985 + 0.03 * Noise.smooth(seed + 7, millis, 800);
                return Math.max(idleWatts, watts * shape.at(part, seed, millis) * ripple);
            }
        }
        return 0;
    }
}
