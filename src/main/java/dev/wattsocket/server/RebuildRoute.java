package dev.wattsocket.server;

import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.hub.JsonBytes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/// `/rebuild`: computes all rollups anew, and tells how far it is, a line each.
final class RebuildRoute {
    private final House house;

    RebuildRoute(House house) {
        this.house = house;
    }

    void add(Routes routes) {
        routes.takes(HttpMethod.POST, "/rebuild", Access::canChange, this::rebuild);
    }

    private void rebuild(RoutingContext context) {
        var response = context.response();
        response.setChunked(true)
                .putHeader("Content-Type", "application/x-ndjson")
                .putHeader("Cache-Control", "no-store");
        house.rollups()
                .rebuild((done, all) -> {
                    var line = new JsonBytes(64).raw("{\"done\":").number(done);
                    line.raw(",\"all\":").number(all).raw("}\n");
                    response.write(Buffer.buffer(line.toBytes()));
                });
        response.end();
    }
}
