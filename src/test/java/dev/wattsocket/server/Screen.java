package dev.wattsocket.server;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What a viewer sees, looked at as it comes: every value must be one that was asked for, and newer
/// than the one before. Values are ticks, which only rise.
final class Screen {
    private static final Set<String> BESIDE = Set.of("meter", "time");

    /// What is asked for; no meters or no channels means all.
    record Wanted(String sub, Set<String> meters, Set<String> channels, int maxRate) {
        String message() {
            return "{\"type\":\"subscribe\",\"id\":\"%s\",\"meters\":%s,\"channels\":%s,\"max_rate\":%d}"
                    .formatted(sub, list(meters), list(channels), maxRate);
        }

        boolean wants(String meter, String channel) {
            return (meters.isEmpty() || meters.contains(meter))
                    && (channels.isEmpty() || channels.contains(channel));
        }

        private static String list(Set<String> names) {
            return names.stream()
                    .map(name -> '"' + name + '"')
                    .collect(Collectors.joining(",", "[", "]"));
        }
    }

    private record Key(String sub, String meter, String channel) {}

    private final Map<String, Wanted> asked = new ConcurrentHashMap<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final Map<Key, Double> newest = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private long conflated;

    void expect(Wanted wanted) {
        asked.put(wanted.sub(), wanted);
    }

    /// Expects no more of a subscription; what is under way may still come.
    void end(String sub) {
        ended.add(sub);
    }

    /// Subscriptions that are not ended.
    List<String> subs() {
        return asked.keySet().stream().filter(sub -> !ended.contains(sub)).toList();
    }

    /// What was wrong so far, in sentences.
    Queue<String> wrong() {
        return wrong;
    }

    /// Values that the server said it left out. On the looking thread.
    long conflated() {
        return conflated;
    }

    /// Whether every subscription shows at least this tick for each channel that it asked for.
    boolean shows(int tick, List<String> meters) {
        for (var wanted : asked.values()) {
            for (var meter : meters) {
                for (var channel : Pour.CHANNELS) {
                    Double seen = newest.get(new Key(wanted.sub(), meter, channel));
                    boolean isWanted =
                            wanted.wants(meter, channel) && !ended.contains(wanted.sub());
                    if (isWanted && (seen == null || seen < tick)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    void look(JsonNode message) {
        switch (message.path("type").asString()) {
            case "snapshot", "readings" -> values(message);
            case "hello", "heartbeat" -> {}
            default -> wrong.add("unexpected: " + message);
        }
    }

    private void values(JsonNode message) {
        conflated += message.path("conflated").asLong(0);
        String sub = message.path("sub").asString();
        var wanted = asked.get(sub);
        if (wanted == null) {
            wrong.add("never asked: " + message);
            return;
        }
        for (var reading : message.path("readings")) {
            String meter = reading.path("meter").asString();
            for (var field : reading.properties()) {
                if (!BESIDE.contains(field.getKey())) {
                    var key = new Key(sub, meter, field.getKey());
                    value(wanted, key, field.getValue().asDouble());
                }
            }
        }
    }

    private void value(Wanted wanted, Key key, double value) {
        if (!wanted.wants(key.meter(), key.channel())) {
            wrong.add("not wanted: " + key);
        }
        Double before = newest.put(key, value);
        if (before != null && before >= value) {
            wrong.add("out of order: %s %s after %s".formatted(key, value, before));
        }
    }
}
