package dev.wattsocket.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Figures and times as a page in British English has to show them, by rules of its own.
final class Shown {
    private static final String MISSING = "–";
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final DateTimeFormatter CLOCK = in("HH:mm");
    private static final DateTimeFormatter DAY = in("EEE, d MMM yyyy");
    private static final DateTimeFormatter SHORT_DAY = in("d MMM");
    private static final DateTimeFormatter ZONE_NAME = in("zzz");

    private Shown() {}

    private static DateTimeFormatter in(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.UK);
    }

    /// A number with so many decimals, a half away from zero.
    static String number(BigDecimal value, int digits) {
        var rounded = value.setScale(digits, RoundingMode.HALF_UP);
        var pattern = "#,##0" + (digits == 0 ? "" : "." + "0".repeat(digits));
        var symbols = DecimalFormatSymbols.getInstance(Locale.UK);
        return new DecimalFormat(pattern, symbols).format(rounded);
    }

    static String number(double value, int digits) {
        return number(new BigDecimal(value), digits);
    }

    /// Three figures of an amount, in the unit that the rounded number asks for.
    private static String three(double value, String... units) {
        var scaled = new BigDecimal(value);
        for (var unit : units) {
            int digits = unit.equals(units[0]) ? 0 : digits(scaled.abs());
            if (scaled.abs().setScale(digits, RoundingMode.HALF_UP).compareTo(THOUSAND) < 0) {
                return number(scaled, digits) + " " + unit;
            }
            scaled = scaled.movePointLeft(3);
        }
        throw new IllegalArgumentException("too large to be shown: " + value);
    }

    private static int digits(BigDecimal size) {
        if (size.compareTo(new BigDecimal("9.995")) < 0) {
            return 2;
        }
        return size.compareTo(new BigDecimal("99.95")) < 0 ? 1 : 0;
    }

    static String power(double watts) {
        return three(watts, "W", "kW", "MW");
    }

    static String energy(double wattHours) {
        return three(wattHours, "Wh", "kWh", "MWh");
    }

    static String carbon(double grams) {
        return three(grams, "g", "kg", "t");
    }

    static String kwh(double wattHours, int digits) {
        return number(new BigDecimal(wattHours).movePointLeft(3), digits) + " kWh";
    }

    static String percent(double part, int digits) {
        return number(part * 100, digits) + " %";
    }

    static String money(JsonNode amount) {
        return amount.isNull() || amount.isMissingNode() ? MISSING : money(amount.asString());
    }

    static String money(String amount) {
        var value = new BigDecimal(amount);
        return (value.signum() < 0 ? "-€" : "€") + number(value.abs(), 2);
    }

    /// A price of a kilowatt-hour, with four decimals.
    static String price(String amount) {
        return "€" + number(new BigDecimal(amount), 4);
    }

    private static ZonedDateTime wall(Instant at) {
        return at.atZone(KnownHouse.ZONE);
    }

    /// Sun, 26 Oct 2025.
    static String day(Instant at) {
        return DAY.format(wall(at));
    }

    /// 26 Oct.
    static String shortDay(Instant at) {
        return SHORT_DAY.format(wall(at));
    }

    static String clock(Instant at) {
        return CLOCK.format(wall(at));
    }

    /// The time of the wall clock, with its zone where the clock shows it twice.
    static String hour(Instant at) {
        var wall = wall(at);
        boolean isTwice =
                KnownHouse.ZONE.getRules().getValidOffsets(wall.toLocalDateTime()).size() > 1;
        return clock(at) + (isTwice ? " " + ZONE_NAME.format(wall) : "");
    }

    /// 02:00 CEST – 02:00: an hour from its start on.
    static String hours(Instant start) {
        return hour(start) + " – " + clock(start.plusSeconds(3_600));
    }
}
