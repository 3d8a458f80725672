package dev.wattsocket.server;

import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.model.Meter;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/// `/meters`: the devices, what they sent lately, and how to change what is known of them.
final class MeterRoutes {
    private final House house;
    private final MeterJson json;

    MeterRoutes(House house) {
        this.house = house;
        this.json = new MeterJson(house);
    }

    void add(Routes routes) {
        routes.reads("/meters", this::list);
        routes.reads(
                "/meters/:id",
                context -> Routes.json(context, json.meter(known(context), json.newest())));
        routes.reads("/meters/:id/messages", this::messages);
        routes.takes(HttpMethod.PUT, "/meters/:id", Access::canChange, this::put);
        routes.takes(HttpMethod.DELETE, "/meters/:id", Access::canChange, this::delete);
    }

    private void list(RoutingContext context) {
        String site = context.request().getParam("site");
        var newest = json.newest();
        var meters =
                house.catalog().meters().stream()
                        .filter(meter -> site == null || meter.site().equals(site))
                        .map(meter -> json.meter(meter, newest))
                        .toList();
        Routes.json(context, Map.of("meters", meters));
    }

    private void messages(RoutingContext context) {
        Routes.json(context, Map.of("messages", json.messages(known(context).id())));
    }

    private void put(RoutingContext context) {
        String id = Fields.newId(context);
        var catalog = house.catalog();
        var change = new MeterChange(catalog, Routes.body(context));
        var meter =
                catalog.alone(() -> {
                    var changed = change.of(id);
                    catalog.put(changed);
                    return changed;
                });
        Routes.json(context, json.meter(meter, json.newest()));
    }

    private void delete(RoutingContext context) {
        house.catalog().deleteMeter(known(context).id());
        Routes.json(context, Map.of("deleted", Fields.id(context)));
    }

    private Meter known(RoutingContext context) {
        String id = Fields.id(context);
        return house.catalog()
                .meter(id)
                .orElseThrow(() -> Problem.notFound("There is no meter " + id + "."));
    }
}
