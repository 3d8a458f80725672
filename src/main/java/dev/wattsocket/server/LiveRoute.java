package dev.wattsocket.server;

import dev.wattsocket.hub.Ask;
import dev.wattsocket.hub.JsonBytes;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/// `GET /live`: the newest value of everything, as plain JSON.
final class LiveRoute {
    private static final byte[] OPEN = "\"readings\":[".getBytes(StandardCharsets.US_ASCII);

    private final House house;

    LiveRoute(House house) {
        this.house = house;
    }

    void add(Router router, Handler<RoutingContext> allowed) {
        router.get("/api/v1/live").handler(allowed).handler(this::live);
    }

    private void live(RoutingContext context) {
        var site = Optional.ofNullable(context.request().getParam("site"));
        if (site.isPresent() && house.catalog().site(site.get()).isEmpty()) {
            throw Problem.notFound("There is no site " + site.get() + ".");
        }
        var ask = new Ask("live", site, Set.of(), Set.of(), Ask.RATE_DEFAULT);
        var vertx = context.vertx().getOrCreateContext();
        house.hub()
                .snapshot(
                        ask,
                        (readings, position) -> {
                            var json = new JsonBytes(readings.length + 128).raw("{\"time\":");
                            json.number(house.clock().millis()).raw(",\"position\":");
                            json.string(position.toString()).raw(',').raw(OPEN).raw(readings);
                            byte[] answer = json.raw("]}").toBytes();
                            vertx.runOnContext(_ -> Routes.json(context, answer));
                        });
    }
}
