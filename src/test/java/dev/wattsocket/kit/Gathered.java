package dev.wattsocket.kit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What one viewer has gathered over all its connections, channel by channel, in the order in which
/// it came.
public final class Gathered {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// One value at its time.
    public record Point(long millis, double value) {}

    private final Map<String, List<Point>> channels = new HashMap<>();
    private String position = "";
    private long newestMillis;
    private long conflated;
    private boolean lost;

    public static String key(String meter, String channel) {
        return meter + '.' + channel;
    }

    public void take(byte[] frame) {
        take(JSON.readTree(frame));
    }

    /// Takes a `snapshot` or `readings` message.
    public void take(JsonNode message) {
        lost |= message.has("resumed");
        if (lost) {
            return; // until it has come back another way
        }
        // In the middle of a replay there is none: who goes now comes back by time.
        position = message.path("position").asString("");
        conflated += message.path("conflated").asLong(0);
        for (var reading : message.path("readings")) {
            add(reading);
        }
    }

    public List<Point> of(String key) {
        return channels.getOrDefault(key, List.of());
    }

    /// The position of the last frame; empty where it carried none.
    public String position() {
        return position;
    }

    public long newestMillis() {
        return newestMillis;
    }

    /// Values that the server said it left out.
    public long conflated() {
        return conflated;
    }

    /// Whether the server said that it could not resume.
    public boolean isLost() {
        return lost;
    }

    public void found() {
        lost = false;
    }

    private void add(JsonNode reading) {
        long millis = reading.path("time").asLong();
        newestMillis = Math.max(newestMillis, millis);
        for (var field : reading.properties()) {
            if (!field.getKey().equals("meter") && !field.getKey().equals("time")) {
                channels.computeIfAbsent(
                                key(reading.path("meter").asString(), field.getKey()),
                                _ -> new ArrayList<>())
                        .add(new Point(millis, field.getValue().asDouble()));
            }
        }
    }
}
