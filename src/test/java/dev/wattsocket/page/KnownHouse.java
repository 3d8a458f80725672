package dev.wattsocket.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.TestNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A house with a clock that stands still, of whose last days every quarter hour is known in whole
/// watt-hours. It has a grid, a sun, a battery, a car, three circuits, a tariff and a carbon
/// series.
final class KnownHouse implements AutoCloseable {
    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PLAIN = "application/json";
    private static final int DAYS_BEFORE = 8;
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private static final String TARIFF =
            """
            {"name":"Day and night","versions":[{"from":"2025-01-01",
              "energy":{"kind":"bands","bands":[{"id":"night","name":"Night","price":"0.20"},
                {"id":"day","name":"Day","price":"0.30"}],
                "calendar":[{"from":"07:00","to":"23:00","band":"day"}],"otherwise":"night"},
              "feed_in":{"kind":"flat","price":"0.08"},
              "charges":[{"name":"Energy tax","per_kwh":"0.1088"}],
              "standing":[{"name":"Connection","per_day":"0.82"}],
              "demand":{"name":"Peak","per_kw":"4.10","floor_kw":"2.5"},
              "taxes":[{"name":"VAT","percent":"21","on":["energy","charge","standing","demand"]}]}]}
            """;

    private final TestNode node;
    private final Instant now;
    private final List<Quarter> quarters = new ArrayList<>();
    private final StringJoiner readings = new StringJoiner(",", "[", "]");

    KnownHouse(Path folder, Instant now) {
        this.now = now;
        node = TestNode.start(folder, InstantSource.fixed(now));
        meter("grid", "Grid", "grid");
        meter("sun", "Roof", "solar");
        meter("battery", "Battery", "battery");
        meter("car", "Car", "ev");
        meter("kitchen", "Kitchen", "load");
        meter("fridge", "Fridge", "load");
        meter("heating", "Heating", "load");
        meter("mix", "Mix of the grid", "other");
        node.put("/api/v1/meters/fridge", "{\"parent\":\"kitchen\"}");
        measure();
        assertThat(node.put("/api/v1/tariffs/two", TARIFF).statusCode()).isEqualTo(200);
        node.put("/api/v1/sites/home", "{\"tariff\":\"two\",\"carbon\":\"mix.carbon_intensity\"}");
    }

    private void meter(String id, String name, String role) {
        var body = "{\"site\":\"home\",\"name\":\"%s\",\"role\":\"%s\"}".formatted(name, role);
        node.put("/api/v1/meters/" + id, body);
    }

    /// What a quarter hour, or the part of it that has passed, came to, Wh.
    record Quarter(
            Instant start, Instant end, int fridge, int kitchen, int heating, int car, int sun) {
        private static final int NOT_MEASURED = 40;

        static Quarter at(Instant start, Instant end) {
            var wall = start.atZone(ZONE);
            int hour = wall.getHour();
            int part = wall.getMinute() / 15;
            int day = wall.getDayOfMonth();
            int fridge = 20 + part;
            boolean cooks = hour == 7 || hour == 12 || hour == 18;
            return new Quarter(
                    start,
                    end,
                    fridge,
                    fridge + (cooks ? 300 + 7 * day : 15),
                    (hour < 6 ? 250 : 100) + day,
                    hour >= 1 && hour < 4 ? 900 : 0,
                    Math.max(0, 80 * (6 - Math.abs(13 - hour)) - 3 * part));
        }

        int used() {
            return kitchen + heating + car + NOT_MEASURED;
        }

        int charged() {
            return Math.min(250, Math.max(0, sun - used()));
        }

        int given() {
            int hour = start.atZone(ZONE).getHour();
            return hour >= 18 && hour < 23 ? Math.min(120, used()) : 0;
        }

        int bought() {
            return Math.max(0, used() + charged() - sun - given());
        }

        int sold() {
            return Math.max(0, sun + given() - used() - charged());
        }

        /// What of an amount lies in a quarter that is not over; whole watt-hours like all of it.
        int part(int amount) {
            return (int) (amount * Duration.between(start, end).toMinutes() / QUARTER.toMinutes());
        }
    }

    private void measure() {
        var begin = midnight(-DAYS_BEFORE);
        for (var start = begin; start.isBefore(now); start = start.plus(QUARTER)) {
            var end = start.plus(QUARTER);
            quarters.add(Quarter.at(start, end.isAfter(now) ? now : end));
        }
        register("grid", Quarter::bought, Quarter::sold);
        register("sun", Quarter::sun, _ -> 0);
        register("battery", Quarter::given, Quarter::charged);
        register("car", Quarter::car, _ -> 0);
        register("kitchen", Quarter::kitchen, _ -> 0);
        register("fridge", Quarter::fridge, _ -> 0);
        for (var each : quarters) {
            long length = Duration.between(each.start(), each.end()).toMillis();
            interval("heating", each.start(), length, "energy_import", each.part(each.heating()));
            reading("heating", each.end(), "\"power\":" + 4 * each.heating());
        }
        reading("battery", now, "\"state_of_charge\":64");
        long hour = Duration.ofHours(1).toMillis();
        for (var at = begin; at.isBefore(midnight(2)); at = at.plusMillis(hour)) {
            interval("mix", at, hour, "carbon_intensity", 150 + 9 * at.atZone(ZONE).getHour());
        }
        var answer = node.post("/api/v1/readings", PLAIN, readings.toString());
        assertThat(answer.body()).endsWith("\"refused\":[]}");
    }

    /// Registers that never were at zero, and the mean power of each quarter hour at its end.
    private void register(String meter, ToIntFunction<Quarter> in, ToIntFunction<Quarter> out) {
        long[] counted = {12_345_000, 678_000};
        var form = "\"energy_import\":%d,\"energy_export\":%d,\"power\":%d";
        reading(meter, midnight(-DAYS_BEFORE), form.formatted(counted[0], counted[1], 0));
        for (var each : quarters) {
            counted[0] += each.part(in.applyAsInt(each));
            counted[1] += each.part(out.applyAsInt(each));
            int watts = 4 * (in.applyAsInt(each) - out.applyAsInt(each));
            reading(meter, each.end(), form.formatted(counted[0], counted[1], watts));
        }
    }

    private void reading(String meter, Instant at, String channels) {
        readings.add(
                "{\"meter\":\"%s\",\"time\":%d,%s}".formatted(meter, at.toEpochMilli(), channels));
    }

    private void interval(String meter, Instant start, long length, String channel, int value) {
        reading(meter, start, "\"interval_ms\":%d,\"%s\":%d".formatted(length, channel, value));
    }

    /// The midnight of the site that is so many days from the one before now.
    Instant midnight(int days) {
        return today().plusDays(days).atStartOfDay(ZONE).toInstant();
    }

    LocalDate today() {
        return now.atZone(ZONE).toLocalDate();
    }

    Instant now() {
        return now;
    }

    /// What was measured from one time to another, Wh.
    double sum(Instant from, Instant to, ToIntFunction<Quarter> amount) {
        return quarters.stream()
                .filter(each -> !each.start().isBefore(from) && each.start().isBefore(to))
                .mapToDouble(each -> each.part(amount.applyAsInt(each)))
                .sum();
    }

    /// The starts of a day's hours, as many as it has.
    List<Instant> hours(int days) {
        var all = new ArrayList<Instant>();
        for (var at = midnight(days); at.isBefore(midnight(days + 1)); ) {
            all.add(at);
            at = at.plus(1, ChronoUnit.HOURS);
        }
        return all;
    }

    /// What the server answers to a question under `/api/v1`.
    JsonNode ask(String path) {
        var answer = node.get("/api/v1" + path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /// The same of a day, so many days from today; what of it is over.
    JsonNode ask(String path, int days, String by) {
        var end = midnight(days + 1).isAfter(now) ? now : midnight(days + 1);
        return ask(path + range(midnight(days), end) + (by.isEmpty() ? "" : "&by=" + by));
    }

    static String range(Instant from, Instant to) {
        return "&from=%d&to=%d".formatted(from.toEpochMilli(), to.toEpochMilli());
    }

    TestNode node() {
        return node;
    }

    URI http(String path) {
        return node.http(path);
    }

    @Override
    public void close() {
        node.close();
    }
}
