package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.ingest.Receipt;
import dev.wattsocket.model.Site;
import java.util.List;

/// Writes the messages that a session sends besides the hub's frames.
final class Outbound {
    private Outbound() {}

    /// `fields` is JSON that tells of the program, ending with a comma.
    static byte[] hello(long nowMillis, String role, String fields, List<Site> sites) {
        var json = new JsonBytes(512);
        json.raw("{\"type\":\"hello\",\"protocol\":1,\"time\":").number(nowMillis);
        json.raw(",\"heartbeat\":").number(Lobby.HEARTBEAT_MILLIS);
        json.raw(",\"role\":").string(role).raw(',').raw(fields).raw("\"sites\":[");
        for (int i = 0; i < sites.size(); i++) {
            var site = sites.get(i);
            json.raw(i == 0 ? "{\"id\":" : ",{\"id\":").string(site.id());
            json.raw(",\"name\":").string(site.name());
            json.raw(",\"zone\":").string(site.zone().getId());
            json.raw(",\"currency\":").string(site.currency().getCurrencyCode()).raw('}');
        }
        return json.raw("]}").toBytes();
    }

    static byte[] ack(String id, Receipt receipt) {
        var json = new JsonBytes(64 + receipt.refused().size() * 96);
        json.raw("{\"type\":\"ack\",");
        id(json, id);
        json.raw("\"accepted\":").number(receipt.accepted()).raw(",\"refused\":");
        return refused(json, receipt.refused()).raw('}').toBytes();
    }

    static JsonBytes refused(JsonBytes json, List<Receipt.Refusal> refused) {
        json.raw('[');
        for (int i = 0; i < refused.size(); i++) {
            var refusal = refused.get(i);
            json.raw(i == 0 ? "{\"index\":" : ",{\"index\":").number(refusal.index());
            if (!refusal.channel().isEmpty()) {
                json.raw(",\"channel\":").string(refusal.channel());
            }
            json.raw(",\"reason\":\"").raw(refusal.reason().wireName());
            json.raw("\",\"detail\":").string(refusal.detail()).raw('}');
        }
        return json.raw(']');
    }

    static byte[] error(String id, ErrorCode code, String message) {
        var json = new JsonBytes(128).raw("{\"type\":\"error\",");
        id(json, id);
        json.raw("\"code\":\"").raw(code.wireName()).raw("\",\"message\":").string(message);
        return json.raw('}').toBytes();
    }

    static byte[] pong(String id, long nowMillis) {
        var json = new JsonBytes(64).raw("{\"type\":\"pong\",");
        id(json, id);
        return json.raw("\"time\":").number(nowMillis).raw('}').toBytes();
    }

    /// @param position empty where there is none that holds for all of the viewer's subscriptions
    static byte[] heartbeat(long nowMillis, String position) {
        var json = new JsonBytes(96).raw("{\"type\":\"heartbeat\",\"time\":").number(nowMillis);
        if (!position.isEmpty()) {
            json.raw(",\"position\":").string(position);
        }
        return json.raw('}').toBytes();
    }

    /// Whether what comes in at other nodes is late just now.
    static byte[] status(boolean isDegraded, String message) {
        var json = new JsonBytes(160).raw("{\"type\":\"status\",\"degraded\":");
        json.raw(Boolean.toString(isDegraded));
        if (isDegraded) {
            json.raw(",\"message\":").string(message);
        }
        return json.raw('}').toBytes();
    }

    private static void id(JsonBytes json, String id) {
        if (!id.isEmpty()) {
            json.raw("\"id\":").raw(id).raw(',');
        }
    }
}
