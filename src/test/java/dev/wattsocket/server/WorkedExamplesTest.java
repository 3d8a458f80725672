package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The worked examples of docs/metering.md, and what users of other monitors found wrong there,
/// with their numbers, over the routes of a whole node. Those of money are in `MoneyTest`.
final class WorkedExamplesTest {
    private static final long BEGIN = Instant.parse("2026-05-04T00:00:00Z").toEpochMilli();
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    @TempDir static Path folder;
    private static Household house;
    private static int meters;

    @BeforeAll
    static void open() {
        house = new Household(folder);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static String newMeter() {
        return "meter-" + ++meters;
    }

    /// A reading each quarter of an hour; the energy up to the end of each group, and what the
    /// register is said to have done.
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "a counter that starts again, 10 15 20 | 10 30 40 | 50 60 70, , 10 50 80, reset",
        "dips under a tenth, 10 15 20 | 19 30 40 | 39 60 70, , 10 30 60, dip dip",
        "a moment without a value, 5000 5001 0 5002, , 2, dropout",
        "an hour without a value, 5000 5001 0 0 0 0 5002, , 2, dropout",
        "no value for long is a new device, 5000 5001 0 0 0 0 0 0 3, , 4, reset",
        "a device that counts anew, 5000 5001 0 0 3, , 4, reset",
        "a spike of less than a tenth, 1000 1050 1000 1002, , 2, spike",
        "the same before it is known to be one, 1000000 1050000 1000000, , 50000, dip",
        "a small counter that turns over, 65530 6, modulus 65536, 12, rollover",
        "a large counter that turns over, 999984 20, modulus 1000000, 36, rollover",
        "a plug whose counter is lost, 1400000 1400100 0 50, , 150, reset",
        "back sooner than energy can flow, 900 1000 100 1100, max_power 3000, 200, dropout",
        "back as soon as energy can flow, 900 1000 100 1100, max_power 5000, 1200, reset",
    })
    void aRegisterThatFalls(
            String name, String groups, String rule, String totals, String judgements) {
        var meter = newMeter();
        var rules = rule == null ? "" : ",\"" + rule.replace(" ", "\":");
        house.put("/meters/" + meter, "{\"site\":\"home\"" + rules + "}");
        var readings = new ArrayList<Double>();
        var ends = new ArrayList<Long>();
        for (var group : groups.split("\\|", -1)) {
            readings.addAll(numbers(group));
            ends.add(BEGIN + (readings.size() - 1L) * 15 * MINUTE);
        }
        var values = readings.stream().mapToDouble(each -> each).toArray();
        house.send(Household.readings(meter, "energy_import", BEGIN, 15 * MINUTE, values));

        var expected = numbers(totals);
        for (int i = 0; i < expected.size(); i++) {
            long end = ends.get(ends.size() - expected.size() + i);
            assertThat(house.imported(meter, BEGIN, end))
                    .as("%s until its group %d", name, i)
                    .isCloseTo(expected.get(i), within(1e-6));
        }
        assertThat(house.energy(meter, "quarter", BEGIN, ends.getLast()))
                .allMatch(each -> each.path("energy_import").asDouble() >= 0)
                .allMatch(each -> each.path("energy_export").asDouble() == 0);
        var told = house.get("/meters/" + meter + "/judgements?from=0&to=" + ends.getLast() * 2);
        assertThat(told.path("judgements").valueStream().map(each -> each.path("kind").asString()))
                .containsExactly(judgements.split(" ", -1));
    }

    private static List<Double> numbers(String text) {
        return Arrays.stream(text.strip().split(" ", -1)).map(Double::valueOf).toList();
    }

    /// What flowed while a meter was not heard belongs to all of the time, not to its end.
    @Test
    void theEnergyOfAnOutageIsSpreadOverIt() {
        var meter = newMeter();
        house.send(Household.readings(meter, "energy_import", BEGIN, 3 * HOUR, 1_000, 4_000));

        assertThat(house.energy(meter, "hour", BEGIN, BEGIN + 3 * HOUR))
                .hasSize(3)
                .allMatch(each -> each.path("energy_import").asDouble() == 1_000)
                .allMatch(each -> each.path("coverage").asDouble() == 1);
    }

    /// Readings some seconds after the hour belong to the hour that they tell of.
    @Test
    void aReadingShortlyAfterTheHourDoesNotMoveItsEnergyToTheNext() {
        var meter = newMeter();
        long first = BEGIN + 10 * SECOND;
        house.send(Household.readings(meter, "energy_import", first, HOUR, 0, 3_600, 3_600, 3_600));

        assertThat(house.energy(meter, "hour", BEGIN, BEGIN + 3 * HOUR))
                .extracting(each -> each.path("energy_import").asDouble())
                .containsExactly(3_590.0, 10.0, 0.0);
    }

    /// Others drop what is above 60 kW.
    @ParameterizedTest(name = "{0} each ten seconds")
    @CsvSource({"power", "energy_import"})
    void aSiteOfAHundredKilowattsKeepsAllItsEnergy(String channel) {
        var meter = newMeter();
        var values = new double[361];
        for (int i = 0; i < values.length; i++) {
            values[i] = channel.equals("power") ? 100_000 : i * 100_000 / 360.0;
        }
        house.send(Household.readings(meter, channel, BEGIN, 10 * SECOND, values));

        var hour = house.energy(meter, "hour", BEGIN, BEGIN + HOUR).getFirst();
        assertThat(hour.path("energy_import").asDouble()).isEqualTo(100_000);
        assertThat(hour.path("coverage").asDouble()).isOne();
        assertThat(peak(meter, BEGIN, BEGIN + HOUR).path("power").asDouble()).isEqualTo(100_000);
    }

    /// Three hours without a value: nothing is invented, and it is said that nothing is known.
    @Test
    void aSilenceOfPowerIsSaidAndNotAZero() {
        var meter = newMeter();
        var kilowatt = new double[61];
        Arrays.fill(kilowatt, 1_000);
        house.send(Household.readings(meter, "power", BEGIN, MINUTE, kilowatt));
        house.send(Household.readings(meter, "power", BEGIN + 4 * HOUR, MINUTE, kilowatt));

        var all = house.energy(meter, "day", BEGIN, BEGIN + 5 * HOUR);
        assertThat(Household.sum(all, "energy_import")).isEqualTo(2_000);
        assertThat(all.getFirst().path("coverage").asDouble()).isCloseTo(0.4, within(1e-6));
        assertThat(house.energy(meter, "hour", BEGIN, BEGIN + 5 * HOUR))
                .extracting(each -> each.path("coverage").asDouble())
                .containsExactly(1.0, 0.0, 0.0, 0.0, 1.0);
    }

    /// A meter that sends 1,000 W each ten seconds and is silent for 310 s of half an hour.
    @Test
    void aSilenceOfMinutesIsMissingFromTheHalfHour() {
        var meter = newMeter();
        for (long at = 0; at <= 30 * MINUTE; at += 10 * SECOND) {
            if (at <= 10 * MINUTE || at >= 10 * MINUTE + 310 * SECOND) {
                house.send(List.of(Household.reading(meter, "power", BEGIN + at, 1_000)));
            }
        }

        var half = house.energy(meter, "half_hour", BEGIN, BEGIN + 30 * MINUTE).getFirst();
        assertThat(half.path("energy_import").asDouble()).isCloseTo(413.889, within(0.001));
        assertThat(half.path("coverage").asDouble()).isCloseTo(0.827778, within(1e-6));
    }

    @Test
    void powerThatTurnsRoundIsPartedIntoImportAndExport() {
        var meter = newMeter();
        house.send(Household.readings(meter, "power", BEGIN, MINUTE, 600, -300));

        var minute = house.energy(meter, "quarter", BEGIN, BEGIN + MINUTE).getFirst();
        assertThat(minute.path("energy_import").asDouble()).isCloseTo(3.333, within(0.001));
        assertThat(minute.path("energy_export").asDouble()).isCloseTo(0.833, within(0.001));
    }

    @Test
    void anAmountIsSpreadEvenlyOverItsInterval() {
        var meter = newMeter();
        house.send(
                List.of(
                        ("{\"meter\":\"%s\",\"time\":%d,\"interval_ms\":900000,"
                                        + "\"energy_import\":300}")
                                .formatted(meter, BEGIN + 10 * MINUTE)));

        assertThat(house.energy(meter, "quarter", BEGIN, BEGIN + 30 * MINUTE))
                .extracting(each -> each.path("energy_import").asDouble())
                .containsExactly(100.0, 200.0);
    }

    /// 150 kWh in a quarter hour are 600 kW; one that is hardly covered is no peak.
    @Test
    void demandIsEnergyOverTheWholeQuarterHour() {
        var meter = newMeter();
        house.send(Household.readings(meter, "energy_import", BEGIN, 15 * MINUTE, 0, 150_000));

        assertThat(peak(meter, BEGIN, BEGIN + HOUR).path("power").asDouble()).isEqualTo(600_000);

        var other = newMeter();
        house.send(Household.readings(other, "energy_import", BEGIN, 13 * MINUTE, 0, 150_000));
        assertThat(peak(other, BEGIN, BEGIN + HOUR).isNull()).isTrue();
    }

    private static JsonNode peak(String meter, long from, long to) {
        return house.get("/demand?meter=%s&from=%d&to=%d".formatted(meter, from, to)).path("peak");
    }

    /// Hours and quarter hours of a day in its zone, at 1 kW, seen from wherever one sits.
    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource({
        "Europe/Amsterdam, 2026-10-25, 25, 100",
        "Europe/Amsterdam, 2026-03-29, 23, 92",
        "America/St_Johns, 2026-11-01, 25, 100",
        "Australia/Lord_Howe, 2026-04-05, 24.5, 98",
        "Australia/Adelaide, 2026-10-04, 23, 92",
        "Australia/Adelaide, 2026-06-01, 24, 96",
        "Asia/Kathmandu, 2026-06-01, 24, 96",
    })
    void aDayIsTheSumOfItsParts(ZoneId zone, LocalDate day, double hours, int quarters) {
        var site = zone.getId().toLowerCase(Locale.ROOT).replace('/', '-');
        var meter = newMeter();
        house.put(
                "/sites/" + site,
                "{\"name\":\"There\",\"zone\":\"%s\",\"currency\":\"EUR\"}".formatted(zone));
        house.put("/meters/" + meter, "{\"site\":\"" + site + "\"}");
        long begin = day.atStartOfDay(zone).toInstant().toEpochMilli();
        long end = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        long first = begin - 7 * HOUR;
        house.send(Household.readings(meter, "energy_import", first, 3 * DAY, 5_000, 77_000));

        for (var by : List.of("quarter", "half_hour", "hour", "day", "week", "month", "year")) {
            var parts = house.energy(meter, by, begin, end);
            double sum = Household.sum(parts, "energy_import");
            assertThat(sum).isCloseTo(hours * 1_000, within(1e-6));
        }
        assertThat(house.energy(meter, "quarter", begin, end)).hasSize(quarters);
        assertThat(house.energy(meter, "hour", begin, end)).hasSize((int) Math.ceil(hours));
        var range = "&from=" + day + "&to=" + day.plusDays(1);
        var all = house.get("/energy?by=day&meter=" + meter + range);
        assertThat(all.path("zone").asString()).isEqualTo(zone.getId());
        assertThat(all.path("buckets")).hasSize(1);
        assertThat(all.at("/buckets/0/start").asLong()).isEqualTo(begin);
        assertThat(all.at("/buckets/0/end").asLong()).isEqualTo(end);
    }

    /// Two hours of one day are called 02:00, and they are not the same hour.
    @Test
    void theHourThatComesTwiceIsTwoHours() {
        var zone = ZoneId.of("Europe/Amsterdam");
        long begin = LocalDate.parse("2026-10-25").atStartOfDay(zone).toInstant().toEpochMilli();
        var meter = newMeter();
        house.send(
                Household.readings(
                        meter, "energy_import", begin, HOUR, 0, 100, 300, 600, 1_000, 1_500));

        var hours = house.energy(meter, "hour", begin, begin + 5 * HOUR);
        assertThat(hours)
                .extracting(each ->
                        LocalDateTime.ofInstant(
                                        Instant.ofEpochMilli(each.path("start").asLong()), zone)
                                .getHour())
                .containsExactly(0, 1, 2, 2, 3);
        assertThat(hours)
                .extracting(each -> each.path("energy_import").asDouble())
                .containsExactly(100.0, 200.0, 300.0, 400.0, 500.0);
    }

    /// The gap over a new start of the program is counted once, and so is what is sent twice.
    @Test
    void aNewStartAndRepeatedReadingsCountOnce() {
        house.put(
                "/tariffs/plain",
                """
                {"name":"Plain","versions":[{"from":"2026-01-01",
                "energy":{"kind":"flat","price":"0.25"}}]}
                """);
        house.put("/sites/home", "{\"tariff\":\"plain\"}");
        var meter = newMeter();
        var all = Household.readings(meter, "energy_import", BEGIN, HOUR, 0, 1_000, 7_000, 8_000);
        house.send(all.subList(0, 2));
        house.restart();
        house.send(all.subList(2, 4));
        var once = house.energy(meter, "day", BEGIN, BEGIN + 4 * HOUR);

        house.send(all);
        house.send(all);
        var again = house.energy(meter, "day", BEGIN, BEGIN + 4 * HOUR);
        house.restart();
        house.send(all.reversed());

        assertThat(Household.sum(once, "energy_import")).isEqualTo(8_000);
        assertThat(once.getFirst().path("cost").asString()).isEqualTo("2.00");
        assertThat(again).isEqualTo(once);
        assertThat(house.energy(meter, "day", BEGIN, BEGIN + 4 * HOUR)).isEqualTo(once);
    }
}
