package dev.wattsocket.tariff.json;

import dev.wattsocket.tariff.Band;
import dev.wattsocket.tariff.BandRule;
import dev.wattsocket.tariff.DayKind;
import dev.wattsocket.tariff.EnergyPrice;
import dev.wattsocket.tariff.Tier;
import java.math.BigDecimal;
import java.time.Month;
import java.util.HashSet;
import java.util.regex.Pattern;

/// Reads how the price of a kWh is found.
final class PriceReader {
    private static final Pattern TIME_OF_DAY = Pattern.compile("([01]\\d|2[0-4]):([0-5]\\d)");
    private static final int MINUTES_AN_HOUR = 60;
    private static final int MINUTES_A_DAY = 1_440;

    private PriceReader() {}

    static EnergyPrice energy(Place at) {
        if (!at.node().isObject()) {
            throw at.wrong(
                    "says how a kWh is priced, such as {\"kind\":\"flat\",\"price\":\"0.2841\"}");
        }
        return switch (at.node().path("kind").asString("")) {
            case "flat" -> flat(at);
            case "bands" -> bands(at);
            case "tiers" -> tiers(at);
            case "dynamic" -> dynamic(at);
            default -> throw at.at("kind").wrong("is flat, bands, tiers or dynamic");
        };
    }

    private static EnergyPrice flat(Place at) {
        at.object("kind", "price");
        var price = at.at("price").decimal();
        return at.make(() -> new EnergyPrice.Flat(price));
    }

    private static EnergyPrice bands(Place at) {
        at.object("kind", "bands", "calendar", "otherwise", "holidays");
        var bands = at.list("bands", PriceReader::band);
        var calendar = at.list("calendar", PriceReader::rule);
        String otherwise = at.at("otherwise").text();
        var holidays = new HashSet<>(at.list("holidays", Place::day));
        return at.make(() -> new EnergyPrice.Bands(bands, calendar, otherwise, holidays));
    }

    private static Band band(Place at) {
        at.object("id", "name", "price");
        String id = at.at("id").text();
        String name = at.optional("name", Place::text).orElse(id);
        var price = at.at("price").decimal();
        return at.make(() -> new Band(id, name, price));
    }

    private static BandRule rule(Place at) {
        at.object("months", "days", "from", "to", "band");
        var months = new HashSet<>(at.list("months", PriceReader::month));
        var days = new HashSet<>(at.list("days", PriceReader::day));
        int from = at.optional("from", PriceReader::minute).orElse(0);
        int to = at.optional("to", PriceReader::minute).orElse(MINUTES_A_DAY);
        String band = at.at("band").text();
        return at.make(() -> new BandRule(months, days, from, to, band));
    }

    private static Month month(Place at) {
        int month = at.node().isInt() ? at.node().asInt() : 0;
        if (month < 1 || month > 12) {
            throw at.wrong("is the number of a month, 1 to 12");
        }
        return Month.of(month);
    }

    private static DayKind day(Place at) {
        return DayKind.of(at.text()).orElseThrow(() -> at.wrong("is monday to sunday, or holiday"));
    }

    private static int minute(Place at) {
        var time = TIME_OF_DAY.matcher(at.node().asString(""));
        if (!time.matches()) {
            throw at.wrong("is a time of day such as \"07:00\"; the end of the day is \"24:00\"");
        }
        return Integer.parseInt(time.group(1)) * MINUTES_AN_HOUR + Integer.parseInt(time.group(2));
    }

    private static EnergyPrice tiers(Place at) {
        at.object("kind", "tiers");
        var tiers = at.list("tiers", PriceReader::tier);
        return at.make(() -> new EnergyPrice.Tiers(tiers));
    }

    private static Tier tier(Place at) {
        at.object("name", "up_to_kwh", "price");
        String name = at.at("name").text();
        var upToKwh = at.optional("up_to_kwh", Place::decimal);
        var price = at.at("price").decimal();
        return at.make(() -> new Tier(name, upToKwh, price));
    }

    private static EnergyPrice dynamic(Place at) {
        at.object("kind", "series", "markup", "factor");
        String series = at.at("series").text();
        var markup = at.optional("markup", Place::decimal).orElse(BigDecimal.ZERO);
        var factor = at.optional("factor", Place::decimal).orElse(BigDecimal.ONE);
        return at.make(() -> new EnergyPrice.Dynamic(series, markup, factor));
    }
}
