package dev.wattsocket.demo;

import dev.wattsocket.model.Reading;
import dev.wattsocket.model.Reading.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/// The grid that the house hangs on: what a kilowatt-hour costs on its market, and how much carbon
/// is in it. Both follow what sun and wind leave over of what everybody draws. A function of seed
/// and time.
final class Market {
    static final String PRICES = "spot";
    static final String PRICE = "price";
    static final String MIX = "grid-mix";
    static final String INTENSITY = "carbon_intensity";

    /// Prices are made for quarter hours, the mix is told for hours.
    static final long PRICE_STEP = 15 * Load.MINUTE;

    static final long MIX_STEP = Load.HOUR;

    private static final double SUN_PART = 0.78;
    private static final double WIND_PART = 0.42;

    private final long seed;
    private final ZoneId zone;
    private final Sun sun;

    Market(long seed, ZoneId zone) {
        this.seed = seed * 1_000_003 + 500;
        this.zone = zone;
        this.sun = new Sun(this.seed);
    }

    /// Adds all that is known of the quarter hour that begins at this time.
    void add(long millis, List<Reading> into) {
        into.add(reading(PRICES, PRICE, millis, PRICE_STEP, price(millis)));
        if (Math.floorMod(millis, MIX_STEP) == 0) {
            into.add(reading(MIX, INTENSITY, millis, MIX_STEP, intensity(millis)));
        }
    }

    /// Euro a kilowatt-hour over the quarter hour that begins at this time, to the cent of a
    /// megawatt-hour.
    double price(long millis) {
        double left = left(millis + PRICE_STEP / 2);
        double scarce = Math.max(0, left - 0.72);
        double plenty = Math.min(0, left - 0.12);
        double euros = 0.018 + 0.125 * left + 0.55 * scarce * scarce + 0.16 * plenty;
        return Math.round(Math.clamp(euros, -0.08, 0.60) * 100_000) / 100_000.0;
    }

    /// Grams of CO2 a kilowatt-hour over the hour that begins at this time.
    double intensity(long millis) {
        double burnt = Math.clamp((left(millis + MIX_STEP / 2) + 0.12) / 1.15, 0, 1);
        return Math.round((38 + 452 * burnt) * 10) / 10.0;
    }

    /// What other plants than sun and wind have to make, as a part of the highest draw of a year.
    private double left(long millis) {
        double wind =
                0.65 * Noise.smooth(seed + 7, millis, 31 * Load.HOUR)
                        + 0.35 * Noise.smooth(seed + 8, millis, 5 * Load.HOUR);
        return drawn(millis) - WIND_PART * wind * wind - SUN_PART * sunshine(millis);
    }

    private double sunshine(long millis) {
        double height = Math.max(0, sun.height(millis));
        double haze = 0.45 + 0.55 * Noise.smooth(seed + 9, millis, Load.DAY);
        return Math.pow(height, 1.1) * haze;
    }

    private double drawn(long millis) {
        var local = Instant.ofEpochMilli(millis).atZone(zone);
        double hour = local.getHour() + local.getMinute() / 60.0;
        double people = 0.17 * bell(hour, 8.2, 1.8) + 0.27 * bell(hour, 18.7, 2.3);
        double works = isFree(local) ? 0.03 : 0.14 * bell(hour, 13, 5.5);
        double cold = Math.clamp((16 - sun.celsius(millis)) / 24, 0, 1);
        return 0.44 + people + works + 0.2 * cold;
    }

    private static boolean isFree(ZonedDateTime local) {
        return local.getDayOfWeek().getValue() > 5 || isChristmas(local.toLocalDate());
    }

    private static boolean isChristmas(LocalDate day) {
        return day.getMonth() == Month.DECEMBER
                && (day.getDayOfMonth() == 25 || day.getDayOfMonth() == 26);
    }

    private static double bell(double hour, double middle, double width) {
        double away = (hour - middle) / width;
        return Math.exp(-away * away / 2);
    }

    private static Reading reading(
            String meter, String channel, long millis, long length, double value) {
        return new Reading(
                meter, HouseReadings.SITE, millis, length, List.of(new Value(channel, value)));
    }
}
