package dev.wattsocket.cli.transfer;

import dev.wattsocket.model.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Readings of a server, which streams them as lines of JSON.
final class ServerSource implements ExportSource {
    private static final long LATEST_MILLIS = 253_402_300_799_999L; // the year 9999 ends

    private static final Set<String> NOT_CHANNELS = Set.of("meter", "time", "interval_ms");

    private final ServerCalls server;

    ServerSource(ServerCalls server) {
        this.server = server;
    }

    @Override
    public List<String> channels(ExportWanted wanted) {
        var names = new ArrayList<String>();
        for (var id : wanted.meters()) {
            for (var channel : meter(id).path("channels")) {
                String name = channel.path("name").asString();
                if (wanted.wants(name) && !names.contains(name)) {
                    names.add(name);
                }
            }
        }
        if (names.isEmpty()) {
            throw new Failure("The meters have none of these channels.");
        }
        return names;
    }

    @Override
    public void read(ExportWanted wanted, Writer into) throws IOException {
        for (var id : wanted.meters()) {
            try (var lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    server.stream(path(id, wanted)), StandardCharsets.UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.isBlank()) {
                        var reading = reading(id, ServerCalls.JSON.readTree(line), wanted);
                        if (!reading.values().isEmpty()) {
                            into.write(reading);
                        }
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private String path(String id, ExportWanted wanted) {
        var zone = zone(meter(id).path("site").asString());
        var path = new StringBuilder("/api/v1/readings?format=ndjson&meter=");
        path.append(ServerTarget.encoded(id));
        path.append("&from=").append(Math.max(0, wanted.fromMillis(zone)));
        path.append("&to=").append(Math.min(LATEST_MILLIS, wanted.toMillis(zone)));
        return path.toString();
    }

    private JsonNode meter(String id) {
        return server.get("/api/v1/meters/" + ServerTarget.encoded(id));
    }

    private ZoneId zone(String site) {
        var found = server.get("/api/v1/sites/" + ServerTarget.encoded(site));
        return ZoneId.of(found.path("zone").asString());
    }

    private static Reading reading(String meter, JsonNode line, ExportWanted wanted) {
        var values = new ArrayList<Reading.Value>();
        for (var field : line.properties()) {
            boolean isChannel = !NOT_CHANNELS.contains(field.getKey());
            if (isChannel && wanted.wants(field.getKey()) && field.getValue().isNumber()) {
                values.add(new Reading.Value(field.getKey(), field.getValue().doubleValue()));
            }
        }
        return new Reading(
                meter, "", line.path("time").asLong(), line.path("interval_ms").asLong(0), values);
    }
}
