package dev.wattsocket.server;

import dev.wattsocket.store.NodeBoard.Told;
import dev.wattsocket.store.StoreException;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/status`: the nodes, and how each of them is.
final class StatusRoute {
    /// A node says something every two seconds; one that missed three is taken for gone.
    static final long SILENT_MILLIS = 7_000;

    private final House house;

    StatusRoute(House house) {
        this.house = house;
    }

    void add(Routes routes) {
        routes.reads("/status", this::status);
    }

    private void status(RoutingContext context) {
        var trouble = house.trouble().get();
        var json = new LinkedHashMap<String, Object>();
        json.put("status", trouble.isEmpty() ? "ok" : "failed");
        json.put("reason", trouble);
        json.put("nodes", nodes());
        Routes.json(context, json);
    }

    /// Where the database is away, nothing can be said of the others.
    private List<Map<String, Object>> nodes() {
        try {
            return house.nodes().all().stream().map(StatusRoute::json).toList();
        } catch (StoreException _) {
            return List.of();
        }
    }

    private static Map<String, Object> json(Told told) {
        var report = told.report();
        var json = new LinkedHashMap<String, Object>();
        json.put("id", report.id());
        json.put("address", report.address());
        json.put("version", report.version());
        json.put("started", report.startedMillis());
        json.put("age_ms", told.ageMillis());
        json.put("silent", told.ageMillis() > SILENT_MILLIS);
        json.put("sockets", report.sockets());
        json.put("values_stored", report.values());
        json.put("bus_lag_ms", report.busLagMillis() < 0 ? null : report.busLagMillis());
        json.put("settles", report.settles());
        json.put("trouble", report.trouble());
        return json;
    }
}
