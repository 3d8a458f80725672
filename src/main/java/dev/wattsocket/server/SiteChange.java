package dev.wattsocket.server;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.model.CarbonSource;
import dev.wattsocket.model.Site;
import dev.wattsocket.model.SiteSources;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What `PUT /sites/{id}` makes of a site: what the body leaves out stays as it was.
final class SiteChange {
    private final Catalog catalog;
    private final Map<?, ?> body;

    SiteChange(Catalog catalog, Map<?, ?> body) {
        this.catalog = catalog;
        this.body = body;
    }

    Site of(Site old) {
        return new Site(
                old.id(),
                Fields.text(body, "name").orElse(old.name()),
                Fields.text(body, "zone").map(SiteRoutes::zone).orElse(old.zone()),
                Fields.text(body, "currency").map(SiteChange::currency).orElse(old.currency()),
                Fields.text(body, "week_start").map(SiteChange::day).orElse(old.weekStart()),
                demandMinutes(old.demandMinutes()),
                (int) Fields.wholeNumber(body, "billing_day", 1, 28).orElse(old.billingDay()));
    }

    /// Here null is a wish: no tariff, no carbon.
    SiteSources of(SiteSources old) {
        return new SiteSources(
                body.containsKey("tariff") ? Fields.text(body, "tariff") : old.tariff(),
                body.containsKey("carbon") ? carbon() : old.carbon());
    }

    private int demandMinutes(int old) {
        long minutes = Fields.wholeNumber(body, "demand_minutes", 15, 60).orElse(old);
        if (minutes != 15 && minutes != 30 && minutes != 60) {
            throw Problem.badRequest("demand_minutes is 15, 30 or 60.");
        }
        return (int) minutes;
    }

    private Optional<CarbonSource> carbon() {
        return switch (body.get("carbon")) {
            case null -> Optional.empty();
            case Number number -> Optional.of(carbon(plain(number)));
            case String text -> Optional.of(carbon(text));
            default -> Optional.of(carbon(""));
        };
    }

    private CarbonSource carbon(String text) {
        try {
            var source = CarbonSource.parse(text);
            if (source instanceof CarbonSource.Series(var meter, _)
                    && catalog.meter(meter).isEmpty()) {
                throw Problem.badRequest(
                        "There is no meter %s to take carbon from; add it with PUT /api/v1/meters/%s."
                                .formatted(meter, meter));
            }
            return source;
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static String plain(Number number) {
        double value = number.doubleValue();
        return Double.isFinite(value) && Math.abs(value) < 1e15
                ? new BigDecimal(number.toString()).toPlainString()
                : "";
    }

    private static DayOfWeek day(String name) {
        for (var day : DayOfWeek.values()) {
            if (day.name().toLowerCase(Locale.ROOT).equals(name)) {
                return day;
            }
        }
        throw Problem.badRequest("week_start is a day of the week, such as monday.");
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException _) {
            throw Problem.badRequest("There is no currency " + code + "; one is EUR.");
        }
    }
}
