package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.TestNode;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.StringJoiner;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tariffs, bills, costs and prices over the routes of a whole node.
final class MoneyTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NOON =
            """
            {"kind":"bands","bands":[{"id":"morning","name":"Morning","price":"0.10"},
            {"id":"day","name":"Day","price":"0.40"}],
            "calendar":[{"from":"00:00","to":"12:00","band":"morning"}],"otherwise":"day"}
            """;

    @TempDir Path folder;
    @AutoClose private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(folder);
    }

    @Test
    void aPriceThatChangesBetweenTwoReadingsSplitsTheEnergyThere() {
        tariff("home", NOON);
        send(
                register("grid", "2026-05-04T11:30:00+02:00", 1_000),
                register("grid", "2026-05-04T12:30:00+02:00", 3_000));

        var bill = get("/bill?site=home&from=2026-05-04&to=2026-05-05");
        var energy = get("/energy?meter=grid&by=hour&from=2026-05-04T11:00&to=2026-05-04T13:00");

        assertThat(bill.path("total").asString()).isEqualTo("0.50");
        var lines = bill.path("periods").path(0).path("lines");
        assertThat(lines).hasSize(2);
        assertThat(lines.path(0).path("band").asString()).isEqualTo("morning");
        assertThat(lines.path(0).path("quantity").asString()).isEqualTo("1");
        assertThat(lines.path(1).path("amount").asString()).isEqualTo("0.40");
        assertThat(bill.path("tariff").path("id").asString()).isEqualTo("home");
        assertThat(energy.path("currency").asString()).isEqualTo("EUR");
        assertThat(energy.at("/buckets/0/cost").asString()).isEqualTo("0.10");
        assertThat(energy.at("/buckets/1/cost").asString()).isEqualTo("0.40");
        assertThat(energy.at("/buckets/1/earned").asString()).isEqualTo("0.00");
    }

    @Test
    void aPriceCorrectedForLastMarchRatesLastMarchAgain() {
        tariff("home", "{\"kind\":\"dynamic\",\"series\":\"spot.price\",\"markup\":\"0.02\"}");
        send(
                register("grid", "2026-02-01T00:00:00+01:00", 0),
                register("grid", "2026-05-01T00:00:00+02:00", 2_135_000));
        send(price("2026-02-10T12:00:00+01:00", 0.30), price("2026-03-10T12:00:00+01:00", 0.30));
        var before = get("/bill?site=home&from=2026-02-01&to=2026-05-01");

        send(price("2026-03-10T12:00:00+01:00", 0.50));
        var after = get("/bill?site=home&from=2026-02-01&to=2026-05-01");

        // One kWh each hour.
        assertThat(totals(before)).isEqualTo("0.32 0.32 0.00");
        assertThat(totals(after)).isEqualTo("0.32 0.52 0.00");
        assertThat(after.path("unpriced_import").asDouble()).isEqualTo(2_133_000);
        var lines = after.path("periods").path(2).path("lines");
        assertThat(lines).isEmpty();
    }

    @Test
    void aChangedTariffRatesAnyPastRangeAtOnce() {
        tariff("home", flat("0.20"));
        send(
                register("grid", "2026-01-01T00:00:00+01:00", 0),
                register("grid", "2026-02-01T00:00:00+01:00", 100_000));
        assertThat(total("2026-01-01", "2026-02-01")).isEqualTo("20.00");

        tariff("home", flat("0.25"));

        assertThat(total("2026-01-01", "2026-02-01")).isEqualTo("25.00");
    }

    @Test
    void anotherTariffCanBeTriedOnTheSameEnergy() {
        tariff("home", flat("0.20"));
        send(
                register("grid", "2026-01-01T00:00:00+01:00", 0),
                register("grid", "2026-03-01T00:00:00+01:00", 1_416_000));

        var preview =
                post(
                        "/bill/preview",
                        "{\"site\":\"home\",\"from\":\"2026-01-01\",\"to\":\"2026-03-01\",\"tariff\":"
                                + document(flat("0.15"))
                                + "}");

        assertThat(preview.at("/current/total").asString()).isEqualTo("283.20");
        assertThat(preview.at("/other/total").asString()).isEqualTo("212.40");
        assertThat(preview.path("difference").asString()).isEqualTo("-70.80");
        assertThat(preview.at("/periods/1/difference").asString()).isEqualTo("-33.60");
        assertThat(preview.at("/other/tariff/id").isNull()).isTrue();
    }

    @Test
    void withoutATariffNothingHasAPriceAndTheBillSaysSo() {
        send(
                register("grid", "2026-01-01T00:00:00+01:00", 0),
                register("grid", "2026-01-02T00:00:00+01:00", 24_000));

        var bill = get("/bill?site=home&from=2026-01-01&to=2026-01-02");
        var energy = get("/energy?meter=grid&from=2026-01-01&to=2026-01-02");

        assertThat(bill.path("tariff").isNull()).isTrue();
        assertThat(bill.path("unpriced_import").asDouble()).isEqualTo(24_000);
        assertThat(bill.at("/periods/0/lines")).isEmpty();
        assertThat(energy.at("/buckets/0/cost").isNull()).isTrue();
        assertThat(get("/prices?from=2026-01-01&to=2026-01-02").path("steps")).isEmpty();
    }

    @Test
    void severalGridMetersAreOneBillAndTheOthersOnlyPartsOfIt() {
        tariff("home", flat("0.20"));
        role("north", "grid");
        role("south", "grid");
        for (var meter : new String[] {"north", "south", "kitchen"}) {
            send(
                    register(meter, "2026-01-01T00:00:00+01:00", 0),
                    register(meter, "2026-01-02T00:00:00+01:00", 10_000));
        }

        var energy = get("/energy?meters=north,kitchen&from=2026-01-01&to=2026-01-02");

        assertThat(total("2026-01-01", "2026-01-02")).isEqualTo("4.00");
        assertThat(energy.at("/meters/0/buckets/0/cost").asString()).isEqualTo("2.00");
        assertThat(energy.at("/meters/1/meter").asString()).isEqualTo("kitchen");
        assertThat(energy.at("/meters/1/buckets/0/cost").asString()).isEqualTo("2.00");
        assertThat(energy.at("/meters/1/buckets/0/earned").isNull()).isTrue();
    }

    @Test
    void withoutAGridMeterTheLoadsAreBilled() {
        tariff("home", flat("0.20"));
        role("sun", "solar");
        role("ev", "ev");
        role("charger", "ev");
        node.put("/api/v1/meters/charger", "{\"parent\":\"ev\"}");
        for (var meter : new String[] {"sun", "ev", "charger", "kitchen"}) {
            send(
                    register(meter, "2026-01-01T00:00:00+01:00", 0),
                    register(meter, "2026-01-02T00:00:00+01:00", 10_000));
        }

        assertThat(total("2026-01-01", "2026-01-02")).isEqualTo("4.00");
        assertThat(
                        get("/energy?meter=sun&from=2026-01-01&to=2026-01-02")
                                .at("/buckets/0/cost")
                                .isNull())
                .isTrue();
    }

    @Test
    void tiersAndDemandLookAtTheWholeBillingPeriod() {
        put(
                "home",
                """
                {"name":"Home","versions":[{"from":"2026-01-01","energy":{"kind":"tiers","tiers":[
                {"name":"First","up_to_kwh":"240","price":"0.10"},{"name":"Rest","price":"0.30"}]},
                "demand":{"name":"Peak","per_kw":"6.20"}}]}
                """);
        send(
                register("grid", "2026-01-01T00:00:00+01:00", 0),
                register("grid", "2026-01-20T00:00:00+01:00", 456_000),
                register("grid", "2026-01-20T01:00:00+01:00", 461_000),
                register("grid", "2026-02-01T00:00:00+01:00", 750_000));

        var lines = get("/bill?from=2026-01-10T12:00&to=2026-01-12").at("/periods/0/lines");
        var steps = get("/prices?from=2026-01-10T12:00&to=2026-01-12").path("steps");

        // 24 kWh a day: 240 of them until the eleventh; the peak is of the twentieth.
        assertThat(lines.at("/0/quantity").asString()).isEqualTo("12");
        assertThat(lines.at("/1/quantity").asString()).isEqualTo("24");
        assertThat(lines.at("/2/quantity").asString()).isEqualTo("5");
        assertThat(lines.at("/2/amount").asString()).isEqualTo("1.00");
        assertThat(lines.at("/2/note").asString())
                .isEqualTo("highest at 2026-01-20 00:00; 1 of 31 days");
        assertThat(steps.at("/0/name").asString()).isEqualTo("First");
        assertThat(steps.at("/1/start").asLong()).isEqualTo(millis("2026-01-10T23:45:00+01:00"));
    }

    @Test
    void aMonthlyAmountIsBilledByTheDayToo() {
        tariff("home", flat("0.20"));
        send(
                "{\"meter\":\"grid\",\"time\":%d,\"interval_ms\":%d,\"energy_import\":744000}"
                        .formatted(millis("2026-01-01T00:00:00+01:00"), 31 * 86_400_000L));

        assertThat(total("2026-01-20", "2026-01-21")).isEqualTo("4.80");
    }

    @Test
    void whatIsWrongIsToldInASentence() {
        assertThat(problem(node.put("/api/v1/tariffs/home", "{\"name\":\"x\"}").body()))
                .isEqualTo("versions is a list of at least one version; it is missing.");
        assertThat(problem(node.put("/api/v1/tariffs/home", "").body()))
                .isEqualTo("The tariff is an object: {…}; it is missing.");
        assertThat(problem(node.get("/api/v1/bill?site=attic").body()))
                .isEqualTo("There is no site attic.");
        assertThat(problem(node.get("/api/v1/bill?tariff=none").body()))
                .isEqualTo("There is no tariff none.");
        assertThat(problem(node.get("/api/v1/bill?from=0001-01-01").body()))
                .isEqualTo("A bill has at most 1200 billing periods; ask for less.");
        assertThat(problem(node.get("/api/v1/prices?from=2000-01-01").body()))
                .isEqualTo("That is more than 100000 buckets; ask for longer ones.");
        assertThat(problem(node.post("/api/v1/bill/preview", "application/json", "{}").body()))
                .startsWith("Say which tariff to compare with");
    }

    @Test
    void aTariffThatASiteHasCannotBeDeleted() {
        tariff("home", flat("0.20"));

        var refused = delete("/tariffs/home");
        node.put("/api/v1/sites/home", "{\"tariff\":null}");
        var gone = delete("/tariffs/home");

        assertThat(refused).contains("\"status\":409");
        assertThat(gone).isEqualTo("{\"deleted\":\"home\"}");
        assertThat(get("/tariffs").path("tariffs")).isEmpty();
        assertThat(node.get("/api/v1/tariffs/home").statusCode()).isEqualTo(404);
    }

    private String delete(String path) {
        return node.send(HttpRequest.newBuilder(node.http("/api/v1" + path)).DELETE().build())
                .body();
    }

    private static String problem(String body) {
        return JSON.readTree(body).path("detail").asString();
    }

    private static String flat(String price) {
        return "{\"kind\":\"flat\",\"price\":\"" + price + "\"}";
    }

    private static String document(String energy) {
        return "{\"name\":\"Home\",\"versions\":[{\"from\":\"2026-01-01\",\"energy\":"
                + energy
                + "}]}";
    }

    private void tariff(String id, String energy) {
        put(id, document(energy));
    }

    private void put(String id, String document) {
        assertThat(node.put("/api/v1/tariffs/" + id, document).statusCode()).isEqualTo(200);
        var site = node.put("/api/v1/sites/home", "{\"tariff\":\"" + id + "\"}");
        assertThat(site.statusCode()).isEqualTo(200);
    }

    private void role(String meter, String role) {
        String body = "{\"site\":\"home\",\"role\":\"" + role + "\"}";
        assertThat(node.put("/api/v1/meters/" + meter, body).statusCode()).isEqualTo(200);
    }

    private static long millis(String time) {
        return OffsetDateTime.parse(time).toInstant().toEpochMilli();
    }

    private static String register(String meter, String time, double wh) {
        return "{\"meter\":\"%s\",\"time\":%d,\"energy_import\":%s}"
                .formatted(meter, millis(time), wh);
    }

    private static String price(String time, double price) {
        return "{\"meter\":\"spot\",\"time\":%d,\"interval_ms\":3600000,\"price\":%s}"
                .formatted(millis(time), price);
    }

    private void send(String... readings) {
        var body = new StringJoiner(",", "[", "]");
        for (var each : readings) {
            body.add(each);
        }
        var answer = node.post("/api/v1/readings", "application/json", body.toString());
        assertThat(answer.body()).endsWith("\"refused\":[]}");
    }

    private String total(String from, String to) {
        return get("/bill?site=home&from=" + from + "&to=" + to).path("total").asString();
    }

    private static String totals(JsonNode bill) {
        var totals = new StringJoiner(" ");
        bill.path("periods").forEach(each -> totals.add(each.path("total").asString()));
        return totals.toString();
    }

    private JsonNode get(String path) {
        var answer = node.get("/api/v1" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private JsonNode post(String path, String body) {
        var answer = node.post("/api/v1" + path, "application/json", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
