package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.TestNode;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Energy and demand over the routes of a whole node.
final class FiguresTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long NEW_YEAR = 1_767_225_600_000L;
    private static final long QUARTER = 900_000;

    @TempDir Path folder;
    @AutoClose private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(folder);
    }

    @Test
    void aFewSecondsAtTheEndOfTheRangeAreNoDemand() {
        var readings = new StringJoiner(",", "[", "]");
        for (long at = 0; at <= QUARTER + 30_000; at += 10_000) {
            readings.add(reading("grid", at, "power", at < QUARTER ? 1_000 : 9_000));
        }
        post(readings.toString());

        var demand = get("/demand?meter=grid&from=%d&to=%d", NEW_YEAR, NEW_YEAR + QUARTER + 30_000);

        var peak = demand.path("peak");
        var running = demand.path("intervals").path(1);
        assertThat(peak.path("start").asLong()).isEqualTo(NEW_YEAR);
        assertThat(peak.path("power").asDouble()).isBetween(1_000.0, 1_100.0);
        assertThat(running.path("power").asDouble()).isEqualTo(9_000 * 30 / 900.0);
        assertThat(running.path("coverage").asDouble()).isLessThan(0.04);
    }

    @Test
    void demandIsOfWholeQuarterHoursWhereverTheRangeBegins() {
        post("[" + reading("grid", 0, "power", 100) + "]");

        var demand = get("/demand?meter=grid&from=%d&to=%d", NEW_YEAR + 1, NEW_YEAR + QUARTER + 1);

        assertThat(demand.path("intervals")).hasSize(2);
        assertThat(demand.path("intervals").path(0).path("start").asLong()).isEqualTo(NEW_YEAR);
        assertThat(demand.path("peak").isNull()).isTrue();
    }

    @Test
    void aMeterThatTellsExportAloneIsCovered() {
        post(
                "["
                        + reading("roof", 0, "energy_export", 0)
                        + ","
                        + reading("roof", QUARTER, "energy_export", 250)
                        + "]");

        var energy =
                get("/energy?meter=roof&by=hour&from=%d&to=%d", NEW_YEAR, NEW_YEAR + 2 * QUARTER);

        var bucket = energy.path("buckets").path(0);
        assertThat(bucket.path("energy_export").asDouble()).isEqualTo(250);
        assertThat(bucket.path("coverage").asDouble()).isEqualTo(0.5);
    }

    private static String reading(String meter, long at, String channel, double value) {
        return "{\"meter\":\"%s\",\"time\":%d,\"%s\":%s}"
                .formatted(meter, NEW_YEAR + at, channel, value);
    }

    private void post(String readings) {
        var answer = node.post("/api/v1/readings", "application/json", readings);
        assertThat(answer.body()).endsWith("\"refused\":[]}");
    }

    private JsonNode get(String path, long from, long to) {
        return JSON.readTree(node.get("/api/v1" + path.formatted(from, to)).body());
    }
}
