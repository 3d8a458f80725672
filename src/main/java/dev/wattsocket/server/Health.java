package dev.wattsocket.server;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/// Whether the server does its work, told from the way that readings take.
final class Health {
    private final House house;

    Health(House house) {
        this.house = house;
    }

    void ready(RoutingContext context) {
        var trouble = house.trouble().get();
        if (trouble.isEmpty()) {
            Routes.json(context, Map.of("status", "ok"));
        } else {
            context.response().setStatusCode(503);
            Routes.json(context, Map.of("status", "failed", "reason", trouble));
        }
    }
}
