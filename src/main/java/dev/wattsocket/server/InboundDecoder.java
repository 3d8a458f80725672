package dev.wattsocket.server;

import dev.wattsocket.hub.Ask;
import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.hub.Position;
import dev.wattsocket.hub.Start;
import dev.wattsocket.ingest.json.Json;
import dev.wattsocket.ingest.json.ReadingDecoder;
import dev.wattsocket.ingest.json.Readings;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Decodes one message in one pass: its fields may come in any order, and whatever is not a field
/// of the protocol may be a channel of a naive device. Used once.
final class InboundDecoder {
    private static final int NAMES_MAX = 10_000;
    private static final int ID_CHARS_MAX = 64;

    private final Readings readings = new Readings();
    private final ReadingDecoder naive = new ReadingDecoder(readings);
    private String type = "";
    private String id = "";
    private String sub = "";
    private String token = "";
    private Optional<String> site = Optional.empty();
    private Set<String> meters = Set.of();
    private Set<String> channels = Set.of();
    private int maxRate = Ask.RATE_DEFAULT;
    private Start start = new Start.Snapshot();
    private boolean siteIsText = true;
    private boolean figures;
    private boolean figuresIsFlag = true;
    private boolean hasList;
    private String complaint = "";

    private InboundDecoder() {}

    static Inbound decode(byte[] utf8) {
        var decoder = new InboundDecoder();
        try (var json = Json.parser(utf8, 0, utf8.length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return decoder.wrong(ErrorCode.BAD_MESSAGE, "A message is one JSON object.");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                decoder.field(name, json);
            }
            if (json.nextToken() != null) {
                return decoder.wrong(
                        ErrorCode.BAD_JSON, "Something follows the object; send one a frame.");
            }
            return decoder.message();
        } catch (JacksonException e) {
            return decoder.wrong(ErrorCode.BAD_JSON, "This is not JSON: " + Json.reason(e));
        }
    }

    private void field(String name, JsonParser json) {
        switch (name) {
            case "type" -> type = text(name, json);
            case "id" -> id(json);
            case "token" -> token = text(name, json);
            case "readings" -> list(json);
            case "meters" -> meters = names(name, json);
            case "channels" -> channels = names(name, json);
            case "max_rate" -> rate(json);
            case "since" -> since(json);
            case "site" -> {
                siteIsText = json.currentToken() == JsonToken.VALUE_STRING;
                site = siteIsText ? Optional.of(json.getString()) : Optional.empty();
                naive.field(name, json);
            }
            case "figures" -> {
                figures = json.currentToken() == JsonToken.VALUE_TRUE;
                figuresIsFlag = json.currentToken().isBoolean();
                naive.field(name, json);
            }
            default -> naive.field(name, json);
        }
    }

    private Inbound message() {
        return switch (type) {
            case "" -> sent();
            case "readings", "reading" -> sent();
            case "subscribe" -> subscribe();
            case "unsubscribe" -> new Inbound.Unsubscribe(id, sub);
            case "auth" -> new Inbound.Auth(id, token);
            case "ping" -> new Inbound.Ping(id);
            default ->
                    wrong(
                            ErrorCode.UNKNOWN_TYPE,
                            "The type is one of readings, subscribe, unsubscribe, auth and ping.");
        };
    }

    private Inbound sent() {
        if (!complaint.isEmpty()) {
            return wrong(ErrorCode.BAD_MESSAGE, complaint);
        }
        if (!hasList) {
            if (type.isEmpty() && !naive.hasMeter()) {
                return wrong(
                        ErrorCode.BAD_MESSAGE,
                        "A message has a type, or is a reading such as"
                                + " {\"meter\":\"kitchen\",\"power\":1240.5}.");
            }
            naive.end();
        }
        return new Inbound.Sent(id, readings);
    }

    private Inbound subscribe() {
        if (!complaint.isEmpty()) {
            return wrong(ErrorCode.BAD_MESSAGE, complaint);
        }
        if (!siteIsText) {
            return wrong(ErrorCode.BAD_MESSAGE, "site is a text.");
        }
        if (!figuresIsFlag) {
            return wrong(ErrorCode.BAD_MESSAGE, "figures is true or false.");
        }
        if (sub.isEmpty()) {
            return wrong(ErrorCode.BAD_MESSAGE, "A subscription has an id, such as \"id\":\"1\".");
        }
        var ask = new Ask(sub, site, meters, channels, maxRate);
        return new Inbound.Subscribe(id, ask, start, figures);
    }

    private void list(JsonParser json) {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            hasList = true;
            new ReadingDecoder(readings).array(json);
        } else {
            json.skipChildren();
            hasList = true;
            complaint = "readings is a list.";
        }
    }

    private void id(JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_STRING
                || json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            sub = json.getString();
            sub = sub.substring(0, Math.min(sub.length(), ID_CHARS_MAX));
            id =
                    json.currentToken() == JsonToken.VALUE_NUMBER_INT
                            ? sub
                            : new String(
                                    new JsonBytes(64).string(sub).toBytes(),
                                    StandardCharsets.UTF_8);
        } else {
            json.skipChildren();
        }
    }

    private void rate(JsonParser json) {
        double rate = json.currentToken().isNumeric() ? json.getDoubleValue() : 0;
        json.skipChildren();
        if (rate >= 1 && rate <= Ask.RATE_MAX && rate == Math.rint(rate)) {
            maxRate = (int) rate;
        } else {
            complaint = "max_rate is a whole number from 1 to " + Ask.RATE_MAX + ".";
        }
    }

    private void since(JsonParser json) {
        switch (json.currentToken()) {
            case VALUE_NUMBER_INT -> start = new Start.AfterTime(millis(json));
            case VALUE_STRING ->
                    start =
                            Position.parse(json.getString())
                                    .<Start>map(Start.After::new)
                                    .orElse(new Start.Lost());
            case VALUE_NULL -> {}
            default -> {
                json.skipChildren();
                complaint = "since is a position, or a time in milliseconds.";
            }
        }
    }

    private static long millis(JsonParser json) {
        double millis = json.getDoubleValue();
        return (long) Math.clamp(millis, 0, 9e15);
    }

    private Set<String> names(String field, JsonParser json) {
        var names = new LinkedHashSet<String>();
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.VALUE_STRING && names.size() < NAMES_MAX) {
                    names.add(json.getString());
                } else {
                    json.skipChildren();
                    complaint = field + " is a list of at most " + NAMES_MAX + " names.";
                }
            }
        } else if (json.currentToken() != JsonToken.VALUE_NULL) {
            json.skipChildren();
            complaint = field + " is a list of names.";
        }
        return names;
    }

    private String text(String field, JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        json.skipChildren();
        complaint = field + " is a text.";
        return "?";
    }

    private Inbound wrong(ErrorCode code, String message) {
        return new Inbound.Wrong(id, code, message);
    }
}
