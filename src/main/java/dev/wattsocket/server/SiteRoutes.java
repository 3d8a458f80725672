package dev.wattsocket.server;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.model.Site;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;

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
        var sites = catalog.sites().stream().map(SiteRoutes::json).toList();
        Routes.json(context, Map.of("sites", sites));
    }

    private void put(RoutingContext context) {
        String id = Fields.newId(context);
        var body = Routes.body(context);
        var old =
                catalog.site(id)
                        .orElseGet(() ->
                                new Site(id, id, ZoneId.of("UTC"), Currency.getInstance("EUR")));
        var site =
                new Site(
                        id,
                        Fields.text(body, "name").orElse(old.name()),
                        Fields.text(body, "zone").map(SiteRoutes::zone).orElse(old.zone()),
                        Fields.text(body, "currency")
                                .map(SiteRoutes::currency)
                                .orElse(old.currency()));
        catalog.put(site);
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

    private static Map<String, Object> json(Site site) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", site.id());
        json.put("name", site.name());
        json.put("zone", site.zone().getId());
        json.put("currency", site.currency().getCurrencyCode());
        return json;
    }

    static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException _) {
            throw Problem.badRequest("There is no time zone " + id + "; one is Europe/Amsterdam.");
        }
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException _) {
            throw Problem.badRequest("There is no currency " + code + "; one is EUR.");
        }
    }
}
