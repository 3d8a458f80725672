package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.Eventually;
import dev.wattsocket.kit.TestNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A sum of meters looks like a meter: live, in history, in energy.
final class VirtualMeterTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long NEW_YEAR = 1_767_225_600_000L;
    private static final long HOUR = 3_600_000;

    @TempDir Path folder;
    private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(folder);
        for (long at = 0; at <= HOUR; at += 60_000) {
            send("grid", NEW_YEAR + at, 3_000);
            send("solar", NEW_YEAR + at, 500);
            send("car", NEW_YEAR + at, 1_200);
        }
        assertThat(node.put("/api/v1/meters/rest", "{\"formula\":\"grid + solar - car\"}").body())
                .contains("\"virtual\":true");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void itsPowerIsTheSumOfTheNewest() {
        Eventually.eventually("2,300 W", () -> live("rest") == 2_300);

        send("car", NEW_YEAR + HOUR + 1_000, 200);

        Eventually.eventually("3,300 W", () -> live("rest") == 3_300);
    }

    @Test
    void itsEnergyIsTheSumOfTheirs() {
        var energy = get("/energy?meter=rest&by=quarter");

        assertThat(energy.path("buckets")).hasSize(4);
        for (var bucket : energy.path("buckets")) {
            assertThat(bucket.path("energy_import").asDouble()).isEqualTo(575);
            assertThat(bucket.path("energy_export").asDouble()).isZero();
            assertThat(bucket.path("coverage").asDouble()).isEqualTo(1);
        }
    }

    @Test
    void itHasAHistory() {
        var series = get("/history?series=rest.power&px=30").path("series").path(0);

        assertThat(series.path("mean")).isNotEmpty();
        for (var mean : series.path("mean")) {
            assertThat(mean.asDouble()).isEqualTo(2_300);
        }
    }

    @Test
    void itTakesNoReadingsOfItsOwn() {
        var answer =
                node.post("/api/v1/readings", "application/json", reading("rest", NEW_YEAR, 1));

        assertThat(answer.body()).contains("virtual_meter");
    }

    @Test
    void figuresAreTheSameOnceRebuilt() {
        var before = get("/energy?meter=rest&by=hour");

        var told = node.post("/api/v1/rebuild", "application/json", "").body().lines().toList();

        assertThat(told.getFirst()).isEqualTo("{\"done\":0,\"all\":4}");
        assertThat(told.getLast()).isEqualTo("{\"done\":4,\"all\":4}");
        assertThat(get("/energy?meter=rest&by=hour")).isEqualTo(before);
    }

    private double live(String meter) {
        for (var reading : get("/live?").path("readings")) {
            if (reading.path("meter").asString().equals(meter)) {
                return reading.path("power").asDouble();
            }
        }
        return Double.NaN;
    }

    private void send(String meter, long time, double watts) {
        assertThat(
                        node.post(
                                        "/api/v1/readings",
                                        "application/json",
                                        reading(meter, time, watts))
                                .statusCode())
                .isEqualTo(200);
    }

    private static String reading(String meter, long time, double watts) {
        return "{\"meter\":\"%s\",\"time\":%d,\"power\":%s}".formatted(meter, time, watts);
    }

    /// An answer about the hour.
    private JsonNode get(String path) {
        String range = "from=%d&to=%d".formatted(NEW_YEAR, NEW_YEAR + HOUR);
        return JSON.readTree(node.get("/api/v1" + path + "&" + range).body());
    }
}
