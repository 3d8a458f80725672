package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.wattsocket.kit.ParquetRows;
import dev.wattsocket.kit.TestNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Figures as files: the same numbers as in JSON.
final class DownloadTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long NEW_YEAR = 1_767_225_600_000L;
    private static final String HOUR = "&from=2026-01-01T00:00:00Z&to=2026-01-01T01:00:00Z";

    @TempDir private Path folder;
    private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(folder.resolve("data"));
        var readings = new StringJoiner(",", "[", "]");
        for (int minute = 0; minute < 60; minute++) {
            readings.add(
                    "{\"meter\":\"grid\",\"time\":%d,\"power\":%s,\"energy_import\":%d}"
                            .formatted(
                                    NEW_YEAR + minute * 60_000L,
                                    minute % 2 == 0 ? "600.125" : "-4.5",
                                    minute * 10));
        }
        readings.add("{\"meter\":\"grid\",\"time\":%d,\"voltage\":230}".formatted(NEW_YEAR + 500));
        readings.add(
                "{\"meter\":\"spot\",\"time\":%d,\"interval_ms\":3600000,\"price\":-0.01234}"
                        .formatted(NEW_YEAR));
        node.post("/api/v1/readings", "application/json", readings.toString());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void readingsAsParquetAreTheReadings() {
        var json = json("/api/v1/readings?meter=grid" + HOUR).path("readings");

        var file = parquet("/api/v1/readings?meter=grid&format=parquet" + HOUR);

        assertThat(file.rows()).hasSameSizeAs(json).hasSize(61);
        for (int i = 0; i < json.size(); i++) {
            var row = file.rows().get(i);
            assertThat(row)
                    .containsEntry(
                            "time", Instant.ofEpochMilli(json.path(i).path("time").asLong()));
            for (var name : List.of("power", "energy_import", "voltage")) {
                assertThat(row.containsKey(name)).isEqualTo(json.path(i).has(name));
                if (row.containsKey(name)) {
                    assertThat(row).containsEntry(name, json.path(i).path(name).asDouble());
                }
            }
        }
        assertThat(file.metadata())
                .containsEntry("unit.power", "W")
                .containsEntry("zone", "Europe/Amsterdam");
    }

    @Test
    void pricesAsParquetHaveTheirLengthAndCurrency() {
        var file = parquet("/api/v1/readings?meter=spot&format=parquet" + HOUR);

        assertThat(file.rows().getFirst())
                .containsEntry("interval", 3_600_000.0)
                .containsEntry("price", -0.01234);
        assertThat(file.metadata()).containsEntry("unit.price", "EUR/kWh");
    }

    @Test
    void aChartIsARowForEachPoint() {
        String series = "/api/v1/history?series=grid.power,grid.voltage&px=20" + HOUR;
        var json = json(series).path("series");

        var csv = csv(series + "&format=csv");
        var file = parquet(series + "&format=parquet");

        int row = 0;
        for (var each : json) {
            for (int i = 0; i < each.path("time").size(); i++, row++) {
                var text = csv.get(row);
                var cells = file.rows().get(row);
                assertThat(text.getField("channel")).isEqualTo(each.path("channel").asString());
                assertThat(text.getField("unit")).isEqualTo(each.path("unit").asString());
                assertThat(Instant.parse(text.getField("time_utc")).toEpochMilli())
                        .isEqualTo(each.path("time").path(i).asLong());
                for (var name : List.of("min", "mean", "max")) {
                    double expected = each.path(name).path(i).asDouble();
                    assertThat(Double.parseDouble(text.getField(name))).isEqualTo(expected);
                    assertThat(cells).containsEntry(name, expected);
                }
            }
        }
        assertThat(csv).hasSize(row).hasSizeGreaterThan(12);
        assertThat(file.rows()).hasSize(row);
        assertThat(csv.getFirst().getField("time [Europe/Amsterdam]"))
                .isEqualTo("2026-01-01 01:00:00");
    }

    @Test
    void aFileHasAName() {
        var csv = node.get("/api/v1/history?series=grid.power&format=csv" + HOUR);
        var raw = node.get("/api/v1/readings?meter=grid&format=csv" + HOUR);

        assertThat(header(csv, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"history-grid-2026-01-01-2026-01-01.csv\"");
        assertThat(header(csv, "Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(header(raw, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"readings-grid-2026-01-01-2026-01-01.csv\"");
    }

    @Test
    void aFormThatThereIsNotIsTold() {
        var chart = node.get("/api/v1/history?series=grid.power&format=xlsx");
        var raw = node.get("/api/v1/readings?meter=grid&format=xlsx");

        assertThat(chart.statusCode()).isEqualTo(400);
        assertThat(chart.body()).contains("format is json, csv or parquet.");
        assertThat(raw.body()).contains("format is json, ndjson, csv or parquet.");
    }

    private ParquetRows parquet(String path) {
        var answer = node.download(path, folder.resolve("figures.parquet"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/vnd.apache.parquet");
        assertThat(header(answer, "Content-Disposition")).endsWith(".parquet\"");
        return ParquetRows.read(answer.body());
    }

    private List<NamedCsvRecord> csv(String path) {
        return CsvReader.builder().ofNamedCsvRecord(node.get(path).body()).stream().toList();
    }

    private JsonNode json(String path) {
        return JSON.readTree(node.get(path).body());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
