package dev.wattsocket.server;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/// Whether the server does its work, told from the way that readings take.
final class Health {
    private static final Map<String, String> DEGRADED =
            Map.of("status", "degraded", "reason", Lobby.DEGRADED);

    private final House house;

    Health(House house) {
        this.house = house;
    }

    void ready(RoutingContext context) {
        var trouble = house.trouble().get();
        if (trouble.isEmpty()) {
            boolean isDegraded = house.degraded().getAsBoolean();
            Routes.json(context, isDegraded ? DEGRADED : Map.of("status", "ok"));
        } else {
            context.response().setStatusCode(503);
            Routes.json(context, Map.of("status", "failed", "reason", trouble));
        }
    }
}
