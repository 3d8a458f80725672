package dev.wattsocket.metering;

/// Energy that flowed in one direction from one time to another, in watt-hours. Immutable.
sealed interface Stretch {
    long fromMillis();

    long toMillis();

    /// What had flowed at a time that lies within.
    double within(long millis);

    /// What had flowed at any time: nothing before, all of it afterwards.
    default double until(long millis) {
        return millis <= fromMillis() ? 0 : within(Math.min(millis, toMillis()));
    }

    default double whole() {
        return within(toMillis());
    }

    /// An amount that flowed evenly.
    record Even(long fromMillis, long toMillis, double wh) implements Stretch {
        @Override
        public double within(long millis) {
            return wh * ((millis - fromMillis) / (double) (toMillis - fromMillis));
        }
    }

    /// What lies above zero of power that ran straight from one value to another.
    record Slope(long fromMillis, long toMillis, double fromWatts, double toWatts)
            implements Stretch {
        private static final double MILLIS_AN_HOUR = 3_600_000;

        @Override
        public double within(long millis) {
            long into = millis - fromMillis;
            double slope = (toWatts - fromWatts) / (toMillis - fromMillis);
            return positive(fromWatts, fromWatts + slope * into) * (into / MILLIS_AN_HOUR);
        }

        /// The mean of what lies above zero of a straight line.
        private static double positive(double from, double to) {
            if (from >= 0 && to >= 0) {
                return (from + to) / 2;
            }
            if (from <= 0 && to <= 0) {
                return 0;
            }
            double above = Math.max(from, to);
            return above * above / (2 * Math.abs(from - to));
        }
    }
}
