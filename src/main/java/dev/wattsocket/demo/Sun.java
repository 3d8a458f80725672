package dev.wattsocket.demo;

/// The sun and the weather over the house, which stands near Amsterdam. A function of seed and
/// time.
final class Sun {
    private static final double LATITUDE = Math.toRadians(52.37);
    private static final double LONGITUDE_HOURS = 4.9 / 15;
    private static final double YEAR_DAYS = 365.2425;

    private final long seed;

    Sun(long seed) {
        this.seed = seed;
    }

    /// The sine of the sun's height; negative at night.
    double height(long millis) {
        double days = millis / (double) Load.DAY;
        double declination =
                Math.toRadians(23.44) * Math.sin(2 * Math.PI * (days - 79.5) / YEAR_DAYS);
        double hours = Math.floorMod(millis, Load.DAY) / (double) Load.HOUR + LONGITUDE_HOURS;
        double angle = Math.PI * (hours - 12) / 12;
        return Math.sin(LATITUDE) * Math.sin(declination)
                + Math.cos(LATITUDE) * Math.cos(declination) * Math.cos(angle);
    }

    /// What panels of this peak make, in watts.
    double watts(long millis, double peakWatts) {
        double height = height(millis);
        if (height <= 0) {
            return 0;
        }
        double haze = 0.35 + 0.65 * Noise.at(seed, Math.floorDiv(millis, Load.DAY));
        double cover = Noise.smooth(seed + 1, millis, 34 * Load.MINUTE);
        double edge = Noise.smooth(seed + 2, millis, 75_000);
        double cloud = Math.clamp((cover + 0.35 * edge - 0.62) * 3, 0, 0.85);
        double shimmer = 1 - 0.012 * Noise.smooth(seed + 3, millis, 1_100);
        return peakWatts * Math.pow(height, 1.15) * haze * (1 - cloud) * shimmer;
    }

    double celsius(long millis) {
        double days = millis / (double) Load.DAY;
        double season = 10.4 - 7.6 * Math.cos(2 * Math.PI * (days - 20) / YEAR_DAYS);
        double day = 3.1 * Math.sin(2 * Math.PI * (Load.localHour(millis) - 9) / 24);
        return season + day + 7 * (Noise.smooth(seed + 4, millis, 3 * Load.DAY) - 0.5);
    }
}
