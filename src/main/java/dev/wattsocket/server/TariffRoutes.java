package dev.wattsocket.server;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.model.Site;
import dev.wattsocket.query.Bills;
import dev.wattsocket.tariff.Tariff;
import dev.wattsocket.tariff.json.TariffJson;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/tariffs`: the price plans, and how to change them. Which one a site has is said at the site.
final class TariffRoutes {
    private final Catalog catalog;
    private final Bills bills;

    TariffRoutes(House house, Bills bills) {
        this.catalog = house.catalog();
        this.bills = bills;
    }

    void add(Routes routes) {
        routes.reads("/tariffs", this::list);
        routes.reads("/tariffs/:id", this::one);
        routes.takes(HttpMethod.PUT, "/tariffs/:id", Access::canChange, this::put);
        routes.takes(HttpMethod.DELETE, "/tariffs/:id", Access::canChange, this::delete);
    }

    private void list(RoutingContext context) {
        var tariffs = catalog.tariffs().stream().map(this::listed).toList();
        Routes.json(context, Map.of("tariffs", tariffs));
    }

    private Map<String, Object> listed(String id) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", id);
        json.put("name", bills.tariff(id).map(Tariff::name).orElse(id));
        json.put("sites", sitesOf(id));
        return json;
    }

    private List<String> sitesOf(String id) {
        return catalog.sites().stream()
                .map(Site::id)
                .filter(site -> catalog.sources(site).tariff().equals(Optional.of(id)))
                .toList();
    }

    private void one(RoutingContext context) {
        answer(context, known(Fields.id(context)));
    }

    private void put(RoutingContext context) {
        String id = Fields.newId(context);
        String document = TariffJson.write(read(context));
        catalog.putTariff(id, document);
        answer(context, document);
    }

    private static Tariff read(RoutingContext context) {
        var body = context.body().asString(StandardCharsets.UTF_8.name());
        try {
            return TariffJson.read(body == null ? "" : body);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private void delete(RoutingContext context) {
        String id = Fields.id(context);
        known(id);
        catalog.deleteTariff(id);
        Routes.json(context, Map.of("deleted", id));
    }

    private String known(String id) {
        return catalog.tariff(id)
                .orElseThrow(() -> Problem.notFound("There is no tariff " + id + "."));
    }

    private static void answer(RoutingContext context, String document) {
        Routes.json(context, document.getBytes(StandardCharsets.UTF_8));
    }
}
