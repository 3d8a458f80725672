package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.TestNode;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `/profile` of a whole node.
final class ProfileRouteTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    @TempDir Path folder;
    @AutoClose private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(folder);
    }

    /// Weeks with a change of the clock in them: hours are those of the clock.
    @Test
    void aWeekIsByTheClockOfTheSite() {
        hours("oven", "load", "2026-03-16", "2026-04-06", ProfileRouteTest::watts);

        var profile = profile("meter=oven&from=2026-03-16&to=2026-04-06");

        for (int day = 0; day < 7; day++) {
            for (int hour = 0; hour < 24; hour++) {
                double expected = day == 6 ? 100 + hour : 10 * hour;
                assertThat(profile.path("watts").path(day).path(hour).asDouble())
                        .as("%d %d", day, hour)
                        .isEqualTo(expected);
                assertThat(profile.path("coverage").path(day).path(hour).asDouble()).isOne();
            }
        }
    }

    private static double watts(ZonedDateTime hour) {
        boolean isSunday = hour.getDayOfWeek() == DayOfWeek.SUNDAY;
        return isSunday ? 100 + hour.getHour() : 10 * hour.getHour();
    }

    @Test
    void meansAreWeightedByWhatIsKnown() {
        // A Monday's hour is known whole at 100 W, the next one's only for a quarter of it.
        interval("oven", at("2026-06-01", 8), 60, 100);
        interval("oven", at("2026-06-08", 8), 15, 100);

        var profile = profile("meter=oven&from=2026-06-01&to=2026-06-09");

        assertThat(profile.path("from").asLong()).isEqualTo(at("2026-06-01", 8));
        assertThat(profile.path("to").asLong()).isEqualTo(at("2026-06-08", 8) + 900_000);
        assertThat(profile.path("watts").path(0).path(8).asDouble()).isEqualTo(160);
        assertThat(profile.path("coverage").path(0).path(8).asDouble()).isOne();
        assertThat(profile.path("coverage").path(1).path(8).asDouble()).isZero();
        assertThat(profile.path("watts").path(1).path(8).isNull()).isTrue();
        assertThat(profile.path("baseline").isNull()).isTrue();
        assertThat(profile.path("baseline_method").asString()).contains("whole day");
    }

    @Test
    void whatIsAlwaysOnCostsThisMuchInAYear() {
        flatPrice("0.25");
        hours("house", "load", "2026-06-01", "2026-06-08", hour -> hour.getHour() < 6 ? 80 : 900);

        var profile = profile("meter=house&from=2026-06-01&to=2026-06-08");

        assertThat(profile.path("baseline").asDouble()).isEqualTo(80);
        assertThat(profile.path("baseline_method").asString()).contains("95 of 100 quarter hours");
        // 80 W for 8,760 hours are 700.8 kWh.
        assertThat(profile.path("baseline_cost_year").asString()).isEqualTo("175.20");
    }

    /// At noon the grid gives nothing, yet the home uses something.
    @Test
    void behindTheSunItIsTheHomeThatIsAlwaysOn() {
        hours("grid", "grid", "2026-06-01", "2026-06-08", hour -> isNoon(hour) ? 0 : 300);
        hours("roof", "solar", "2026-06-01", "2026-06-08", hour -> isNoon(hour) ? 250 : 0);

        var grid = profile("meter=grid&from=2026-06-01&to=2026-06-08");
        var roof = profile("meter=roof&from=2026-06-01&to=2026-06-08");

        assertThat(grid.path("baseline").asDouble()).isEqualTo(250);
        assertThat(grid.path("baseline_method").asString()).contains("in the home");
        assertThat(roof.path("baseline").isNull()).isTrue();
        assertThat(roof.path("watts").path(0).path(12).asDouble()).isEqualTo(250);
    }

    private static boolean isNoon(ZonedDateTime hour) {
        return hour.getHour() >= 9 && hour.getHour() < 16;
    }

    @Test
    void nothingIsKnownOfAMeterThatNeverSpoke() {
        node.put("/api/v1/meters/new", "{\"site\":\"home\"}");

        var profile = profile("meter=new");

        assertThat(profile.path("watts").path(6).path(23).isNull()).isTrue();
        assertThat(profile.path("baseline").isNull()).isTrue();
        assertThat(profile.path("baseline_cost_year").isNull()).isTrue();
    }

    private void flatPrice(String price) {
        node.put(
                "/api/v1/tariffs/flat",
                ("{\"name\":\"Flat\",\"versions\":[{\"from\":\"2020-01-01\","
                                + "\"energy\":{\"kind\":\"flat\",\"price\":\"%s\"}}]}")
                        .formatted(price));
        node.put("/api/v1/sites/home", "{\"tariff\":\"flat\"}");
    }

    private final StringJoiner readings = new StringJoiner(",", "[", "]");

    /// The mean power of each hour from one day to another.
    private void hours(
            String meter, String role, String from, String to, ToDoubleFunction<ZonedDateTime> of) {
        node.put("/api/v1/meters/" + meter, "{\"site\":\"home\",\"role\":\"%s\"}".formatted(role));
        var end = LocalDate.parse(to).atStartOfDay(ZONE);
        for (var hour = LocalDate.parse(from).atStartOfDay(ZONE);
                hour.isBefore(end);
                hour = hour.plusHours(1)) {
            interval(meter, hour.toInstant().toEpochMilli(), 60, of.applyAsDouble(hour));
        }
    }

    private void interval(String meter, long at, int minutes, double wattHours) {
        readings.add(
                "{\"meter\":\"%s\",\"time\":%d,\"interval_ms\":%d,\"energy_import\":%s}"
                        .formatted(meter, at, minutes * 60_000, wattHours));
    }

    private static long at(String day, int hour) {
        return LocalDate.parse(day).atStartOfDay(ZONE).plusHours(hour).toInstant().toEpochMilli();
    }

    private JsonNode profile(String query) {
        if (readings.length() > 2) {
            var sent = node.post("/api/v1/readings", "application/json", readings.toString());
            assertThat(sent.body()).endsWith("\"refused\":[]}");
        }
        return JSON.readTree(node.get("/api/v1/profile?" + query).body());
    }
}
