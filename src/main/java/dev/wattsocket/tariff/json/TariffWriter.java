package dev.wattsocket.tariff.json;

import dev.wattsocket.tariff.BandRule;
import dev.wattsocket.tariff.DayKind;
import dev.wattsocket.tariff.EnergyPrice;
import dev.wattsocket.tariff.LineKind;
import dev.wattsocket.tariff.Money;
import dev.wattsocket.tariff.Tariff;
import dev.wattsocket.tariff.TariffVersion;
import dev.wattsocket.tariff.Tier;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes tariffs as maps and lists, in the order of the documentation. Numbers are texts.
final class TariffWriter {
    private static final int MINUTES_AN_HOUR = 60;

    private TariffWriter() {}

    static Map<String, Object> document(Tariff tariff) {
        var document = new LinkedHashMap<String, Object>();
        document.put("name", tariff.name());
        document.put("versions", tariff.versions().stream().map(TariffWriter::version).toList());
        return document;
    }

    private static Map<String, Object> version(TariffVersion version) {
        var json = new LinkedHashMap<String, Object>();
        json.put("from", version.from().toString());
        json.put("energy", price(version.energy()));
        version.feedIn().ifPresent(price -> json.put("feed_in", price(price)));
        putSome(
                json,
                "charges",
                version.charges().stream()
                        .map(each -> named(each.name(), "per_kwh", each.perKwh()))
                        .toList());
        putSome(
                json,
                "standing",
                version.standing().stream()
                        .map(each -> named(each.name(), "per_day", each.perDay()))
                        .toList());
        version.demand()
                .ifPresent(demand -> {
                    var charge = named(demand.name(), "per_kw", demand.perKw());
                    if (demand.floorKw().signum() != 0) {
                        charge.put("floor_kw", Money.exact(demand.floorKw()));
                    }
                    json.put("demand", charge);
                });
        putSome(
                json,
                "taxes",
                version.taxes().stream()
                        .map(each -> {
                            var tax = named(each.name(), "percent", each.percent());
                            var on = each.on().stream().sorted().map(LineKind::wireName);
                            tax.put("on", on.toList());
                            return tax;
                        })
                        .toList());
        return json;
    }

    private static Map<String, Object> price(EnergyPrice price) {
        var json = new LinkedHashMap<String, Object>();
        switch (price) {
            case EnergyPrice.Flat(var one) -> {
                json.put("kind", "flat");
                json.put("price", Money.exact(one));
            }
            case EnergyPrice.Bands bands -> bands(json, bands);
            case EnergyPrice.Tiers(var tiers) -> {
                json.put("kind", "tiers");
                json.put("tiers", tiers.stream().map(TariffWriter::tier).toList());
            }
            case EnergyPrice.Dynamic(var series, var markup, var factor) -> {
                json.put("kind", "dynamic");
                json.put("series", series);
                json.put("markup", Money.exact(markup));
                json.put("factor", Money.exact(factor));
            }
        }
        return json;
    }

    private static void bands(Map<String, Object> json, EnergyPrice.Bands bands) {
        json.put("kind", "bands");
        json.put(
                "bands",
                bands.bands().stream()
                        .map(band -> {
                            var one = new LinkedHashMap<String, Object>();
                            one.put("id", band.id());
                            one.put("name", band.name());
                            one.put("price", Money.exact(band.price()));
                            return one;
                        })
                        .toList());
        json.put("calendar", bands.calendar().stream().map(TariffWriter::rule).toList());
        json.put("otherwise", bands.otherwise());
        putSome(
                json,
                "holidays",
                bands.holidays().stream().sorted().map(LocalDate::toString).toList());
    }

    private static Map<String, Object> rule(BandRule rule) {
        var json = new LinkedHashMap<String, Object>();
        putSome(json, "months", rule.months().stream().sorted().map(Month::getValue).toList());
        putSome(json, "days", rule.days().stream().sorted().map(DayKind::wireName).toList());
        json.put("from", time(rule.fromMinute()));
        json.put("to", time(rule.toMinute()));
        json.put("band", rule.band());
        return json;
    }

    private static String time(int minute) {
        return "%02d:%02d".formatted(minute / MINUTES_AN_HOUR, minute % MINUTES_AN_HOUR);
    }

    private static Map<String, Object> tier(Tier tier) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", tier.name());
        tier.upToKwh().ifPresent(kwh -> json.put("up_to_kwh", Money.exact(kwh)));
        json.put("price", Money.exact(tier.price()));
        return json;
    }

    private static Map<String, Object> named(String name, String what, BigDecimal amount) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", name);
        json.put(what, Money.exact(amount));
        return json;
    }

    private static void putSome(Map<String, Object> json, String name, List<?> list) {
        if (!list.isEmpty()) {
            json.put(name, list);
        }
    }
}
