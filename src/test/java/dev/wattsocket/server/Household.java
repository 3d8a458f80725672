package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.TestNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A node with meters that are sent to, and asked about, over its routes.
final class Household implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private TestNode node;

    Household(Path folder) {
        this.folder = folder;
        this.node = TestNode.start(folder);
    }

    /// One value of a channel.
    static String reading(String meter, String channel, long millis, double value) {
        return "{\"meter\":\"%s\",\"time\":%d,\"%s\":%s}".formatted(meter, millis, channel, value);
    }

    /// Readings of one channel a step apart, the first of them at a time.
    static List<String> readings(
            String meter, String channel, long first, long step, double... values) {
        var all = new ArrayList<String>();
        for (int i = 0; i < values.length; i++) {
            all.add(reading(meter, channel, first + i * step, values[i]));
        }
        return all;
    }

    void send(List<String> readings) {
        var body = new StringJoiner(",", "[", "]");
        readings.forEach(body::add);
        var answer = node.post("/api/v1/readings", "application/json", body.toString());
        assertThat(answer.body()).endsWith("\"refused\":[]}");
    }

    void put(String path, String document) {
        var answer = node.put("/api/v1" + path, document);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    JsonNode get(String path) {
        var answer = node.get("/api/v1" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /// The buckets of a meter's energy.
    List<JsonNode> energy(String meter, String by, long from, long to) {
        var path = "/energy?meter=%s&by=%s&from=%d&to=%d".formatted(meter, by, from, to);
        return get(path).path("buckets").valueStream().toList();
    }

    /// Watt-hours of a meter, up to a hundred days.
    double imported(String meter, long from, long to) {
        return sum(energy(meter, "day", from, to), "energy_import");
    }

    static double sum(List<JsonNode> buckets, String name) {
        return buckets.stream().mapToDouble(each -> each.path(name).asDouble()).sum();
    }

    void restart() {
        node.close();
        node = TestNode.start(folder);
    }

    @Override
    public void close() {
        node.close();
    }
}
