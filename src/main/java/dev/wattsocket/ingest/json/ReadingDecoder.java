package dev.wattsocket.ingest.json;

import dev.wattsocket.ingest.Reason;
import dev.wattsocket.ingest.Receipt.Refusal;
import dev.wattsocket.model.Reading;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Gathers the fields of one reading after the other: `meter`, `time`, `site` and `interval_ms`,
/// and every other number as a channel. Confined to one thread.
public final class ReadingDecoder {
    private final Readings into;
    private final List<Reading.Value> values = new ArrayList<>();
    private String meter = "";
    private String site = "";
    private long timeMillis = Reading.NO_TIME;
    private long intervalMillis;
    private boolean spoilt;

    public ReadingDecoder(Readings into) {
        this.into = into;
    }

    /// Decodes an array of readings; the parser stands at its beginning and is left at its end.
    public void array(JsonParser json) {
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                object(json);
            } else {
                json.skipChildren();
                into.addUnreadable(refusal("", "A reading is a JSON object."));
            }
        }
    }

    /// Decodes one reading; the parser stands at its beginning and is left at its end.
    public void object(JsonParser json) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            field(name, json);
        }
        end();
    }

    /// Takes one field of the reading under way; the parser stands at its value.
    public void field(String name, JsonParser json) {
        switch (name) {
            case "meter" -> meter = text(json, "meter");
            case "site" -> site = text(json, "site");
            case "time" -> timeMillis = time(json);
            case "interval_ms" -> intervalMillis = interval(json);
            default -> value(name, json);
        }
    }

    /// Whether the reading under way names a meter.
    public boolean hasMeter() {
        return !meter.isEmpty() || spoilt;
    }

    /// Ends the reading under way.
    public void end() {
        if (meter.isEmpty() && !spoilt) {
            into.refuse(refusal("", "The reading names no meter; add \"meter\":\"…\"."));
            spoilt = true;
        }
        if (spoilt) {
            into.add(new Reading("", "", Reading.NO_TIME, 0, List.of()));
        } else {
            into.add(new Reading(meter, site, timeMillis, intervalMillis, List.copyOf(values)));
        }
        meter = "";
        site = "";
        timeMillis = Reading.NO_TIME;
        intervalMillis = 0;
        spoilt = false;
        values.clear();
    }

    private void value(String name, JsonParser json) {
        switch (json.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    values.add(new Reading.Value(name, json.getDoubleValue()));
            // Not measured: as if it were not there.
            case VALUE_NULL -> {}
            case START_OBJECT, START_ARRAY -> {
                json.skipChildren();
                into.refuse(refusal(name, "A value is a number, not an object or a list."));
            }
            default -> into.refuse(refusal(name, "A value is a number without quotes."));
        }
    }

    private String text(JsonParser json, String name) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        json.skipChildren();
        spoil(name + " is a text in quotes.");
        return "";
    }

    private long time(JsonParser json) {
        switch (json.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                double millis = json.getDoubleValue();
                if (Math.abs(millis) < 1e17) {
                    return (long) millis;
                }
                spoil("time is not a number of milliseconds since 1970: " + millis);
            }
            case VALUE_STRING -> {
                return isoTime(json.getString());
            }
            case VALUE_NULL -> {}
            default -> {
                json.skipChildren();
                spoil("time is milliseconds since 1970, or ISO 8601 with an offset.");
            }
        }
        return Reading.NO_TIME;
    }

    private long isoTime(String text) {
        try {
            return text.indexOf('[') > 0
                    ? ZonedDateTime.parse(text).toInstant().toEpochMilli()
                    : OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException _) {
            spoil(
                    "time is milliseconds since 1970, or ISO 8601 with an offset such as "
                            + "2026-01-01T12:00:00+01:00.");
            return Reading.NO_TIME;
        }
    }

    private long interval(JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return 0;
        }
        if (json.currentToken().isNumeric()) {
            double millis = json.getDoubleValue();
            if (millis >= 1 && millis == Math.rint(millis) && millis < 1e15) {
                return (long) millis;
            }
        }
        json.skipChildren();
        spoil("interval_ms is a whole number of milliseconds, such as 900000.");
        return 0;
    }

    private void spoil(String detail) {
        if (!spoilt) {
            spoilt = true;
            into.refuse(refusal("", detail));
        }
    }

    private Refusal refusal(String channel, String detail) {
        return new Refusal(into.size(), channel, Reason.MALFORMED, detail);
    }
}
