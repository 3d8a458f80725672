package dev.wattsocket.server;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.model.CarbonSource;
import dev.wattsocket.model.Site;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/sites`: the places, and how to change them.
final class SiteRoutes {
    private final Catalog catalog;

    SiteRoutes(House house) {
        this.catalog = house.catalog();
    }

    void add(Routes routes) {
        routes.reads("/sites", this::list);
        routes.reads("/sites/:id", context -> Routes.json(context, json(known(context))));
        routes.takes(HttpMethod.PUT, "/sites/:id", Access::canChange, this::put);
        routes.takes(HttpMethod.DELETE, "/sites/:id", Access::canChange, this::delete);
    }

    private void list(RoutingContext context) {
        var sites = catalog.sites().stream().map(this::json).toList();
        Routes.json(context, Map.of("sites", sites));
    }

    private void put(RoutingContext context) {
        String id = Fields.newId(context);
        var change = new SiteChange(catalog, Routes.body(context));
        var site =
                catalog.alone(() -> {
                    var changed = change.of(catalog.site(id).orElseGet(() -> newSite(id)));
                    catalog.put(changed, change.of(catalog.sources(id)));
                    return changed;
                });
        Routes.json(context, json(site));
    }

    private void delete(RoutingContext context) {
        catalog.deleteSite(known(context).id());
        Routes.json(context, Map.of("deleted", Fields.id(context)));
    }

    private Site known(RoutingContext context) {
        String id = Fields.id(context);
        return catalog.site(id).orElseThrow(() -> Problem.notFound("There is no site " + id + "."));
    }

    private Map<String, @Nullable Object> json(Site site) {
        var sources = catalog.sources(site.id());
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", site.id());
        json.put("name", site.name());
        json.put("zone", site.zone().getId());
        json.put("currency", site.currency().getCurrencyCode());
        json.put("week_start", site.weekStart().name().toLowerCase(Locale.ROOT));
        json.put("demand_minutes", site.demandMinutes());
        json.put("billing_day", site.billingDay());
        json.put("tariff", sources.tariff().orElse(null));
        json.put("carbon", sources.carbon().map(SiteRoutes::json).orElse(null));
        return json;
    }

    private static Object json(CarbonSource carbon) {
        return switch (carbon) {
            case CarbonSource.Constant(var grams) -> grams;
            case CarbonSource.Series series -> series.text();
        };
    }

    private static Site newSite(String id) {
        return new Site(id, id, ZoneId.of("UTC"), Currency.getInstance("EUR"));
    }

    static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException _) {
            throw Problem.badRequest("There is no time zone " + id + "; one is Europe/Amsterdam.");
        }
    }
}
