package dev.wattsocket.cli.transfer;

import dev.wattsocket.ingest.ReadingSink;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Site;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A running server, over HTTP.
final class ServerTarget implements Target, Registry {
    private final ServerCalls server;
    private final Map<String, Site> sites = new HashMap<>();
    private final Set<String> meters = new HashSet<>();

    ServerTarget(ServerCalls server) {
        this.server = server;
        for (var site : server.get("/api/v1/sites").path("sites")) {
            String id = site.path("id").asString();
            sites.put(
                    id,
                    new Site(
                            id,
                            site.path("name").asString(),
                            ZoneId.of(site.path("zone").asString()),
                            Currency.getInstance(site.path("currency").asString())));
        }
        for (var meter : server.get("/api/v1/meters").path("meters")) {
            meters.add(meter.path("id").asString());
        }
    }

    @Override
    public Registry registry() {
        return this;
    }

    @Override
    public ReadingSink sink() {
        return new ServerSink(server);
    }

    @Override
    public Optional<MeterFigures> figures(String meter, long fromMillis, long toMillis) {
        return new ServerFigures(server).of(meter, fromMillis, toMillis);
    }

    @Override
    public Optional<Site> site(String id) {
        return Optional.ofNullable(sites.get(id));
    }

    @Override
    public boolean hasMeter(String id) {
        return meters.contains(id);
    }

    @Override
    public void put(Site site) {
        server.put(
                "/api/v1/sites/" + encoded(site.id()),
                Map.of(
                        "name", site.name(),
                        "zone", site.zone().getId(),
                        "currency", site.currency().getCurrencyCode()));
        sites.put(site.id(), site);
    }

    @Override
    public void put(Meter meter) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("site", meter.site());
        body.put("name", meter.name());
        body.put("role", meter.role().wireName());
        body.put("parent", meter.parent().orElse(null));
        server.put("/api/v1/meters/" + encoded(meter.id()), body);
        meters.add(meter.id());
    }

    @Override
    public void close() {
        server.close();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
