package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.TestNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a site and a meter are set to, over HTTP.
final class SettingsRoutesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private Path folder;

    @Test
    void whatIsPutIsThereAlsoAfterARestart() {
        try (var node = TestNode.start(folder)) {
            put(node, "meters/mix", "{}");
            node.node().catalog().putTariff("plan", "{}");
            put(
                    node,
                    "sites/home",
                    "{\"week_start\":\"sunday\",\"demand_minutes\":30,\"billing_day\":12,"
                            + "\"tariff\":\"plan\",\"carbon\":\"mix.carbon_intensity\"}");
            put(node, "meters/sum", "{\"formula\":\" mix \"}");
            put(node, "meters/mix", "{\"max_power\":17250.5,\"modulus\":1e8,\"max_gap_ms\":90000}");
        }
        try (var node = TestNode.start(folder)) {
            var site = get(node, "sites/home");
            assertThat(site.path("week_start").asString()).isEqualTo("sunday");
            assertThat(site.path("demand_minutes").asInt()).isEqualTo(30);
            assertThat(site.path("billing_day").asInt()).isEqualTo(12);
            assertThat(site.path("tariff").asString()).isEqualTo("plan");
            assertThat(site.path("carbon").asString()).isEqualTo("mix.carbon_intensity");
            assertThat(get(node, "sites").path("sites").get(0)).isEqualTo(site);
            var mix = get(node, "meters/mix");
            assertThat(mix.path("max_power").asDouble()).isEqualTo(17_250.5);
            assertThat(mix.path("modulus").asDouble()).isEqualTo(1e8);
            assertThat(mix.path("max_gap_ms").asLong()).isEqualTo(90_000);
            assertThat(mix.path("virtual").asBoolean()).isFalse();
            var sum = get(node, "meters/sum");
            assertThat(sum.path("virtual").asBoolean()).isTrue();
            assertThat(sum.path("formula").asString()).isEqualTo("mix");
        }
    }

    @Test
    void whatIsLeftOutStaysAndNullTakesAway() {
        try (var node = TestNode.start(folder)) {
            put(node, "sites/home", "{\"carbon\":385.50,\"billing_day\":3}");
            put(node, "sites/home", "{\"name\":\"Our house\"}");
            var site = get(node, "sites/home");
            assertThat(site.path("carbon").decimalValue().toPlainString()).isEqualTo("385.5");
            assertThat(site.path("billing_day").asInt()).isEqualTo(3);
            assertThat(site.path("week_start").asString()).isEqualTo("monday");
            assertThat(put(node, "sites/home", "{\"carbon\":null}").path("carbon").isNull())
                    .isTrue();

            put(node, "meters/a", "{\"max_power\":100,\"max_gap_ms\":5000}");
            put(node, "meters/b", "{\"formula\":\"- a\"}");
            put(node, "meters/a", "{\"max_power\":null}");
            assertThat(get(node, "meters/a").path("max_power").isNull()).isTrue();
            assertThat(get(node, "meters/a").path("max_gap_ms").asInt()).isEqualTo(5_000);
            assertThat(put(node, "meters/b", "{\"name\":\"B\"}").path("formula").asString())
                    .isEqualTo("- a");
            assertThat(put(node, "meters/b", "{\"formula\":null}").path("virtual").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void whatIsNoneIsAnsweredWithASentence() {
        var wrong =
                new String[] {
                    "sites/home | {\"week_start\":\"Mon\"} | week_start is a day of the week",
                    "sites/home | {\"week_start\":1} | week_start is a text",
                    "sites/home | {\"demand_minutes\":20} | demand_minutes is 15, 30 or 60",
                    "sites/home | {\"demand_minutes\":\"15\"} | demand_minutes is a whole number",
                    "sites/home | {\"billing_day\":29} | billing_day is a whole number from 1 to 28",
                    "sites/home | {\"billing_day\":1.5} | billing_day is a whole number",
                    "sites/home | {\"carbon\":-1} | carbon is from 0 to 100000 g/kWh",
                    "sites/home | {\"carbon\":1e300} | carbon is a number of g/kWh, or a series",
                    "sites/home | {\"carbon\":[1]} | carbon is a number of g/kWh, or a series",
                    "sites/home | {\"carbon\":\"mix\"} | carbon is a number of g/kWh, or a series",
                    "sites/home | {\"carbon\":\"mix.co2\"} | There is no meter mix to take carbon from",
                    "sites/home | {\"tariff\":7} | tariff is a text",
                    "meters/a | {\"max_power\":0} | max_power is a number from 0.001 to 1000000000",
                    "meters/a | {\"max_power\":\"9\"} | max_power is a number",
                    "meters/a | {\"modulus\":1e99} | modulus is a number from 0.001",
                    "meters/a | {\"max_gap_ms\":999} | max_gap_ms is a whole number from 1000 to",
                    "meters/a | {\"max_gap_ms\":99999999999999999999} | max_gap_ms is a whole number",
                    "meters/a | {\"formula\":\"grid+sun\"} | grid+sun is no meter's id",
                    "meters/a | {\"formula\":\"\"} | formula is a text",
                    "meters/a | {\"formula\":{}} | formula is a text",
                    "meters/a | [] | The body is not a JSON object",
                    "meters/a | {\"formula\": | The body is not a JSON object",
                };
        try (var node = TestNode.start(folder)) {
            var before = get(node, "sites/home");
            for (var row : wrong) {
                var parts = row.split(" \\| ", -1);
                var answer = node.put("/api/v1/" + parts[0], parts[1]);
                assertThat(answer.statusCode()).as(row + answer.body()).isEqualTo(400);
                assertThat(answer.body()).contains(parts[2]);
            }
            assertThat(get(node, "sites/home")).isEqualTo(before);
            assertThat(node.get("/api/v1/meters/a").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whatDoesNotFitTheRestIsAConflict() {
        try (var node = TestNode.start(folder)) {
            put(node, "meters/a", "{}");
            put(node, "meters/sum", "{\"formula\":\"a\"}");
            for (var path :
                    new String[] {
                        "meters/b|{\"formula\":\"nobody\"}",
                        "meters/b|{\"formula\":\"a + sum\"}",
                        "sites/home|{\"tariff\":\"none\"}"
                    }) {
                var parts = path.split("\\|", -1);
                var answer = node.put("/api/v1/" + parts[0], parts[1]);
                assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(409);
            }
        }
    }

    @Test
    void manyWhoChangeOneSiteAtOnceLoseNothingOfEachOther() throws Exception {
        try (var node = TestNode.start(folder);
                var pool = Executors.newFixedThreadPool(8)) {
            var bodies =
                    new String[] {
                        "{\"name\":\"Changed\"}",
                        "{\"week_start\":\"sunday\"}",
                        "{\"demand_minutes\":60}",
                        "{\"billing_day\":20}",
                        "{\"carbon\":100}",
                        "{\"zone\":\"Asia/Kathmandu\"}",
                        "{\"currency\":\"NPR\"}",
                    };
            for (int round = 0; round < 5; round++) {
                put(
                        node,
                        "sites/home",
                        "{\"name\":\"Home\",\"week_start\":\"monday\",\"demand_minutes\":15,"
                                + "\"billing_day\":1,\"carbon\":null,\"zone\":\"UTC\",\"currency\":\"EUR\"}");
                var ends = new ArrayList<Future<JsonNode>>();
                for (var body : bodies) {
                    ends.add(pool.submit(() -> put(node, "sites/home", body)));
                }
                for (var end : ends) {
                    end.get();
                }
                assertThat(get(node, "sites/home").toString())
                        .isEqualTo(
                                "{\"id\":\"home\",\"name\":\"Changed\",\"zone\":\"Asia/Kathmandu\","
                                        + "\"currency\":\"NPR\",\"week_start\":\"sunday\","
                                        + "\"demand_minutes\":60,\"billing_day\":20,"
                                        + "\"tariff\":null,\"carbon\":100}");
            }
        }
    }

    private static JsonNode put(TestNode node, String path, String body) {
        var answer = node.put("/api/v1/" + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static JsonNode get(TestNode node, String path) {
        return JSON.readTree(node.get("/api/v1/" + path).body());
    }
}
