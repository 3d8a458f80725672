package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.TestNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Days of prices on their way in, over HTTP.
final class MarketImportTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private Path folder;
    @AutoClose private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(folder);
    }

    @Test
    void aDayOfPricesIsStoredAsIntervalsOfANewMeterThatIsNoDevice() {
        var answer = post("spring.xml", "meter=spot");

        assertThat(answer.body()).isEqualTo("{\"accepted\":23,\"refused\":[]}");
        var stored = json("/api/v1/readings?meter=spot&from=2026-03-29&to=2026-03-30");
        assertThat(stored.path("readings")).hasSize(23);
        assertThat(stored.path("readings").path(0).toString())
                .isEqualTo(
                        "{\"meter\":\"spot\",\"time\":1774738800000,\"interval_ms\":3600000,\"price\":0.04107}");
        var meter = json("/api/v1/meters/spot");
        assertThat(meter.path("role").asString()).isEqualTo("other");
        assertThat(meter.path("site").asString()).isEqualTo("home");
    }

    @Test
    void theSameDayAgainChangesNothing() {
        post("spring.xml", "meter=spot");
        var before = json("/api/v1/readings?meter=spot&from=2026-03-01&to=2026-04-30");

        var answer = post("spring.xml", "meter=spot");

        assertThat(answer.body()).isEqualTo("{\"accepted\":23,\"refused\":[]}");
        assertThat(json("/api/v1/readings?meter=spot&from=2026-03-01&to=2026-04-30"))
                .isEqualTo(before);
    }

    @Test
    void whatIsWrongInADocumentIsRefusedBesideTheRest() {
        var answer = JSON.readTree(post("spoilt.xml", "meter=spot").body());

        assertThat(answer.path("accepted").asInt()).isEqualTo(4);
        assertThat(answer.path("refused")).hasSize(11);
        assertThat(answer.path("refused").path(0).toString())
                .isEqualTo(
                        "{\"index\":1,\"reason\":\"malformed\",\"detail\":\"Line 35: TimeSeries 1: Position 2: "
                                + "\\\"n/e\\\" is not a number.\"}");
    }

    @Test
    void oneOfTwoAuctionsOrLengthsCanBeChosen() {
        var first = JSON.readTree(post("auctions.xml", "meter=first").body());
        post("auctions.xml", "meter=second&sequence=2");
        post("lengths.xml", "meter=quarters&resolution=PT15M&channel=price");

        assertThat(first.path("accepted").asInt()).isEqualTo(96);
        assertThat(first.path("refused").path(0).path("reason").asString()).isEqualTo("ambiguous");
        assertThat(firstPrice("first")).isEqualTo(0.04);
        assertThat(firstPrice("second")).isEqualTo(0.05);
        assertThat(firstPrice("quarters")).isEqualTo(0.031);
    }

    @Test
    void pricesInAnotherCurrencyThanTheSitesAreNotTaken() {
        node.put("/api/v1/sites/dom", "{\"zone\":\"Europe/Warsaw\",\"currency\":\"PLN\"}");

        var answer = post("spring.xml", "meter=spot&site=dom");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("The prices are in \\\"EUR\\\", and the site counts in PLN");
        assertThat(node.get("/api/v1/meters/spot").statusCode()).isEqualTo(404);
    }

    @Test
    void whatCannotBeTakenIsToldInASentence() {
        assertThat(post("refusal.xml", "meter=spot").body())
                .contains("\"status\":400")
                .contains("(999) No data was found for these days & this place.");
        assertThat(post("spring.xml", "").body()).contains("?meter=spot");
        assertThat(post("spring.xml", "meter=no+id").body()).contains("1 to 64 letters");
        assertThat(post("spring.xml", "meter=a&site=b").body()).contains("There is no site b.");
        assertThat(post("spring.xml", "meter=a&channel=1").body()).contains("A channel's name");
        assertThat(post("spring.xml", "meter=a&sequence=0").body()).contains("sequence is");
        assertThat(post("spring.xml", "meter=a&resolution=hour").body()).contains("PT15M");
        assertThat(post("lengths.xml", "meter=a&resolution=PT30M").body())
                .contains("There is no reading in this.");
    }

    @Test
    void aNewMeterOfManySitesSaysWhere() {
        node.put("/api/v1/sites/dom", "{\"zone\":\"Europe/Warsaw\",\"currency\":\"PLN\"}");

        assertThat(post("spring.xml", "meter=spot").body()).contains("say at which site");
        assertThat(post("spring.xml", "meter=spot&site=home").statusCode()).isEqualTo(200);
        assertThat(post("spring.xml", "meter=spot").statusCode()).isEqualTo(200);
    }

    /// Tomorrow's prices come today; a meter's own readings don't.
    @Test
    void pricesAreTakenDaysAhead() {
        long now = System.currentTimeMillis();
        long inSixDays = now - now % 3_600_000 + 6 * 86_400_000L;

        assertThat(send(inSixDays, "\"interval_ms\":3600000,\"price\":0.1"))
                .contains("\"accepted\":1");
        assertThat(send(inSixDays, "\"power\":1")).contains("more than a day ahead");
        assertThat(send(inSixDays, "\"power\":1,\"price\":0.1")).contains("more than a day ahead");
        assertThat(send(inSixDays + 3 * 86_400_000L, "\"interval_ms\":3600000,\"price\":0.1"))
                .contains("more than 8 days ahead");
    }

    private String send(long time, String values) {
        String reading = "{\"meter\":\"p\",\"time\":%d,%s}".formatted(time, values);
        return node.post("/api/v1/readings", "application/json", reading).body();
    }

    private double firstPrice(String meter) {
        return json("/api/v1/readings?from=2026-01-01&to=2026-02-01&meter=" + meter)
                .path("readings")
                .path(0)
                .path("price")
                .asDouble();
    }

    private HttpResponse<String> post(String file, String query) {
        try {
            String text = Files.readString(Path.of("src/test/resources/entsoe", file));
            return node.post("/api/v1/import/entsoe?" + query, "application/xml", text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode json(String path) {
        return JSON.readTree(node.get(path).body());
    }
}
