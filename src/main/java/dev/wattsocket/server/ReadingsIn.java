package dev.wattsocket.server;

import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.ingest.Reason;
import dev.wattsocket.ingest.Receipt.Refusal;
import dev.wattsocket.ingest.csv.CsvReadings;
import dev.wattsocket.ingest.json.Json;
import dev.wattsocket.ingest.json.ReadingDecoder;
import dev.wattsocket.ingest.json.Readings;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// `POST /readings`: JSON, NDJSON or CSV in, what became of it out, after it is durable.
final class ReadingsIn {
    private final Submitter submitter;

    ReadingsIn(House house) {
        this.submitter = new Submitter(house);
    }

    void add(Routes routes) {
        routes.takes(HttpMethod.POST, "/readings", Access::canSend, this::post);
    }

    /// On a virtual thread.
    private void post(RoutingContext context) {
        byte[] body = Submitter.body(context);
        var readings = decode(contentType(context), body);
        submitter.submit(context, readings, body);
    }

    private static Readings decode(String type, byte[] body) {
        try {
            return switch (type) {
                case "text/csv" -> CsvReadings.decode(new String(body, StandardCharsets.UTF_8));
                case "application/x-ndjson", "application/ndjson", "application/jsonl" ->
                        lines(body);
                default -> json(body);
            };
        } catch (JacksonException e) {
            throw Problem.badRequest("This is not JSON: " + Json.reason(e));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /// One object, a list, or an object that holds a list under `readings`.
    private static Readings json(byte[] body) {
        var readings = new Readings();
        try (var json = Json.parser(body, 0, body.length)) {
            var token = json.nextToken();
            if (token == JsonToken.START_ARRAY) {
                new ReadingDecoder(readings).array(json);
            } else if (token == JsonToken.START_OBJECT) {
                object(json, readings);
            } else {
                throw Problem.badRequest(
                        "Send a reading such as {\"meter\":\"kitchen\",\"power\":1240.5}, or a"
                                + " list of them.");
            }
            if (json.nextToken() != null) {
                throw Problem.badRequest(
                        "Something follows the JSON; many objects a line each are"
                                + " application/x-ndjson.");
            }
        }
        return readings;
    }

    private static void object(JsonParser json, Readings into) {
        var naive = new ReadingDecoder(into);
        boolean isList = false;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.START_ARRAY && name.equals("readings")) {
                new ReadingDecoder(into).array(json);
                isList = true;
            } else if (!name.equals("type") && !name.equals("id")) {
                naive.field(name, json);
            } else {
                json.skipChildren();
            }
        }
        if (!isList) {
            naive.end();
        }
    }

    private static Readings lines(byte[] body) {
        var readings = new Readings();
        int from = 0;
        for (int at = 0; at <= body.length; at++) {
            if (at == body.length || body[at] == '\n') {
                line(body, from, at - from, readings);
                from = at + 1;
            }
        }
        return readings;
    }

    /// One line; what is wrong in it is wrong in it alone.
    private static void line(byte[] body, int from, int length, Readings into) {
        if (new String(body, from, length, StandardCharsets.UTF_8).isBlank()) {
            return;
        }
        int before = into.size();
        String wrong;
        try (var json = Json.parser(body, from, length)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                new ReadingDecoder(into).object(json);
                return;
            }
            wrong = "A line is one JSON object.";
        } catch (JacksonException e) {
            wrong = "This line is not JSON: " + Json.reason(e);
        }
        if (into.size() == before) {
            into.addUnreadable(new Refusal(before, "", Reason.MALFORMED, wrong));
        }
    }

    private static String contentType(RoutingContext context) {
        String type = context.request().getHeader("Content-Type");
        return type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }
}
