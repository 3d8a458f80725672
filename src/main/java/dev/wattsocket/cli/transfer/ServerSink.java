package dev.wattsocket.cli.transfer;

import dev.wattsocket.ingest.ReadingSink;
import dev.wattsocket.ingest.Reason;
import dev.wattsocket.ingest.Receipt;
import dev.wattsocket.ingest.Receipt.Refusal;
import dev.wattsocket.model.Reading;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// Sends readings to a server as lines of JSON.
final class ServerSink implements ReadingSink {
    private final ServerCalls server;

    ServerSink(ServerCalls server) {
        this.server = server;
    }

    @Override
    public Receipt send(List<Reading> readings) {
        var answer = server.postLines("/api/v1/readings", lines(readings));
        var refused = new ArrayList<Refusal>();
        for (var item : answer.path("refused")) {
            refused.add(
                    new Refusal(
                            item.path("index").asInt(),
                            item.path("channel").asString(""),
                            reason(item),
                            item.path("detail").asString("")));
        }
        return new Receipt(answer.path("accepted").asInt(), refused);
    }

    private static byte[] lines(List<Reading> readings) {
        var bytes = new ByteArrayOutputStream(readings.size() * 128);
        try (var json = ServerCalls.JSON.createGenerator(bytes)) {
            for (var reading : readings) {
                write(reading, json);
                json.writeRaw('\n');
            }
        }
        return bytes.toByteArray();
    }

    static void write(Reading reading, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("meter", reading.meter());
        if (!reading.site().isEmpty()) {
            json.writeStringProperty("site", reading.site());
        }
        json.writeNumberProperty("time", reading.timeMillis());
        if (reading.intervalMillis() > 0) {
            json.writeNumberProperty("interval_ms", reading.intervalMillis());
        }
        for (var value : reading.values()) {
            json.writeNumberProperty(value.channel(), value.value());
        }
        json.writeEndObject();
    }

    private static Reason reason(JsonNode item) {
        String name = item.path("reason").asString("").toUpperCase(Locale.ROOT);
        for (var reason : Reason.values()) {
            if (reason.name().equals(name)) {
                return reason;
            }
        }
        return Reason.MALFORMED;
    }
}
