package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.ingest.MeterTraffic;
import dev.wattsocket.ingest.MeterTraffic.Message;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Reading;
import dev.wattsocket.model.Samples;
import dev.wattsocket.model.Term;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Meters as JSON, with their newest values and what they sent lately. Blocks; virtual threads
/// only.
final class MeterJson {
    private final House house;

    MeterJson(House house) {
        this.house = house;
    }

    /// The newest value of each channel, by channel id.
    Map<Integer, Map<String, Object>> newest() {
        var samples = new CompletableFuture<Samples>();
        house.hub().newest(samples::complete);
        var newest = samples.join();
        var byChannel = new HashMap<Integer, Map<String, Object>>();
        for (int i = 0; i < newest.size(); i++) {
            byChannel.put(
                    newest.channel(i),
                    Map.of("time", newest.timeMillis(i), "value", newest.value(i)));
        }
        return byChannel;
    }

    Map<String, @Nullable Object> meter(Meter meter, Map<Integer, Map<String, Object>> newest) {
        var channels = new ArrayList<Map<String, @Nullable Object>>();
        for (var channel : house.catalog().channels(meter.id())) {
            channels.add(channel(channel, newest.get(channel.id())));
        }
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", meter.id());
        json.put("site", meter.site());
        json.put("name", meter.name());
        json.put("role", meter.role().wireName());
        json.put("parent", meter.parent().orElse(null));
        json.put("virtual", meter.isVirtual());
        json.put("formula", meter.isVirtual() ? Term.print(meter.formula()) : null);
        json.put("max_power", Fields.orNull(meter.rules().maxPowerWatts()));
        json.put("modulus", Fields.orNull(meter.rules().modulusWh()));
        json.put("max_gap_ms", Fields.orNull(meter.rules().maxGapMillis()));
        json.put("channels", channels);
        var traffic = house.intake().traffic().of(meter.id());
        json.put("received", received(traffic.orElseGet(MeterTraffic::new)));
        json.put("period", Fields.orNull(traffic.orElseGet(MeterTraffic::new).periodMillis()));
        return json;
    }

    /// What the meter sent lately, the newest first.
    List<Map<String, Object>> messages(String meter) {
        var traffic = house.intake().traffic().of(meter);
        return traffic.stream()
                .flatMap(known -> known.messages().stream())
                .map(MeterJson::message)
                .toList();
    }

    private static Map<String, @Nullable Object> channel(
            Channel channel, @Nullable Map<String, Object> last) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("name", channel.name());
        json.put("kind", channel.kind().wireName());
        json.put("unit", channel.unit().symbol());
        json.put("last", last);
        return json;
    }

    private Map<String, @Nullable Object> received(MeterTraffic traffic) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("last", Fields.orNull(traffic.lastReceivedMillis()));
        json.put("per_minute", traffic.perMinute(house.clock().millis()));
        json.put("total", traffic.readings());
        json.put("refused", traffic.refusals());
        return json;
    }

    private static Map<String, Object> message(Message message) {
        var refused = new ArrayList<Map<String, Object>>();
        for (var refusal : message.refused()) {
            refused.add(
                    Map.of(
                            "channel", refusal.channel(),
                            "reason", refusal.reason().wireName(),
                            "detail", refusal.detail()));
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("received", message.receivedMillis());
        json.put("wire", message.wire().wireName());
        json.put("text", message.text().isEmpty() ? text(message.reading()) : message.text());
        json.put("refused", refused);
        return json;
    }

    private static String text(Reading reading) {
        var json = new JsonBytes(128).raw("{\"meter\":").string(reading.meter());
        if (reading.timeMillis() != Reading.NO_TIME) {
            json.raw(",\"time\":").number(reading.timeMillis());
        }
        if (reading.intervalMillis() != 0) {
            json.raw(",\"interval_ms\":").number(reading.intervalMillis());
        }
        for (var value : reading.values()) {
            json.raw(',').string(value.channel()).raw(':').number(value.value());
        }
        return new String(json.raw('}').toBytes(), StandardCharsets.UTF_8);
    }
}
