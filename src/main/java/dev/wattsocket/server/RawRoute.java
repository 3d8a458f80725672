package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.model.Channel;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// `GET /readings`: what is stored of one meter, streamed as fast as the client takes it, in JSON,
/// NDJSON or CSV.
final class RawRoute {
    private static final int STUCK_SECONDS = 30;

    private final House house;

    RawRoute(House house) {
        this.house = house;
    }

    void add(Routes routes) {
        routes.reads("/readings", this::readings);
    }

    private void readings(RoutingContext context) {
        var params = new QueryParams(house, context);
        var meter = params.meter();
        var range = params.range(params.zone(meter));
        var channels =
                params.text("channel")
                        .map(name -> List.of(params.channel(meter, name)))
                        .orElseGet(() -> house.catalog().channels(meter.id()));
        String format = params.text("format").orElse("json").toLowerCase(Locale.ROOT);
        var rows = new RawRows(meter.id(), channels, format(format), part -> send(context, part));
        context.response()
                .setChunked(true)
                .putHeader("Content-Type", rows.contentType())
                .putHeader("Cache-Control", "no-store");
        rows.begin();
        int[] ids = channels.stream().mapToInt(Channel::id).toArray();
        if (ids.length > 0) {
            house.store().scan(ids, range.from(), range.to(), rows);
        }
        rows.end();
        context.vertx().runOnContext(_ -> context.response().end());
    }

    private static RawRows.Format format(String name) {
        return switch (name) {
            case "json" -> RawRows.Format.JSON;
            case "ndjson" -> RawRows.Format.NDJSON;
            case "csv" -> RawRows.Format.CSV;
            default -> throw Problem.badRequest("format is json, ndjson or csv.");
        };
    }

    /// Hands a part to the socket and waits until it takes more; false once nobody takes it.
    private static boolean send(RoutingContext context, JsonBytes part) {
        var response = context.response();
        if (response.closed()) {
            return false;
        }
        var room = new Semaphore(0);
        var buffer = Buffer.buffer(part.toBytes());
        context.vertx()
                .runOnContext(_ -> {
                    var _ = response.write(buffer).onComplete(_ -> room.release());
                });
        try {
            return room.tryAcquire(STUCK_SECONDS, TimeUnit.SECONDS) && !response.closed();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
