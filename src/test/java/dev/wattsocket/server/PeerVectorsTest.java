package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wattsocket.cli.files.FileReadings;
import dev.wattsocket.cli.files.MapReader;
import dev.wattsocket.cli.files.RefusedLine;
import dev.wattsocket.model.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Figures that other products' tests expect, against those of a whole node: the same, or other
/// ones for a reason that docs/metering.md tells under "Where others count differently".
final class PeerVectorsTest {
    private static final Path FILE = Path.of("src/test/resources/oracles/peer_vectors.json");
    private static final long BEGIN = Instant.parse("2026-05-04T00:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    @TempDir static Path folder;
    private static Household house;

    @BeforeAll
    static void open() {
        house = new Household(folder);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    static Stream<String> ids() throws IOException {
        var ids = vectors().map(each -> each.path("id").asString()).toList();
        assertThat(ids).hasSize(9).doesNotHaveDuplicates();
        return ids.stream();
    }

    private static Stream<JsonNode> vectors() throws IOException {
        return Household.JSON.readTree(Files.readString(FILE)).path("vectors").valueStream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void eachVector(String id) throws Exception {
        var vector =
                vectors()
                        .filter(each -> each.path("id").asString().equals(id))
                        .findFirst()
                        .orElseThrow();
        switch (id) {
            case "ha-integration" -> powerRunsStraightAsTheTrapezoidOfOthers(vector);
            case "ha-integration-gap" -> aHoleIsNotFilledAsOthersDo(vector);
            case "ha-total-increasing", "ha-small-dip" -> aRegisterThatFallsIsTheSame(id, vector);
            case "dsmr-reader-quarter-peak" -> demandIsOfTheWholeQuarterHour(vector);
            case "dsmr-reader-no-close" -> whatIsKnownSoFarIsShownAndIsNoPeak(vector);
            case "ocpp-session" -> aSessionIsTheSame(vector);
            case "evcc-gen1-wattminutes" -> wattMinutesAreASixtiethOfAWattHour(vector);
            case "evcc-gen3-return" -> aRegisterIsTakenAsItWasSent(vector);
            default -> throw new AssertionError("no test for the vector " + id);
        }
    }

    private static void powerRunsStraightAsTheTrapezoidOfOthers(JsonNode vector) {
        var lists = vector.path("input").asString().replaceAll("[^0-9,=]", "").split("=", -1);
        var minutes = numbers(lists[0]);
        var kiloWatts = numbers(lists[1]);
        assertThat(minutes).hasSize(5).hasSameSizeAs(kiloWatts);
        for (int i = 0; i < minutes.length; i++) {
            long time = BEGIN + ((long) minutes[i]) * MINUTE;
            house.send(List.of(Household.reading("integral", "power", time, kiloWatts[i] * 1_000)));
        }

        double kwh = house.imported("integral", BEGIN, BEGIN + HOUR) / 1_000;

        var expected = vector.path("expected_kWh");
        assertThat(kwh).isCloseTo(expected.path("trapezoidal").asDouble(), within(0.005));
        assertThat(kwh).isCloseTo(25.0 / 3, within(1e-6));
        // Other methods hold each value until the next, or since the one before.
        assertThat(expected.path("left").asDouble()).isEqualTo(7.5).isLessThan(kwh);
        assertThat(expected.path("right").asDouble()).isEqualTo(9.17).isGreaterThan(kwh);
    }

    private static void aHoleIsNotFilledAsOthersDo(JsonNode vector) {
        house.send(Household.readings("hole", "power", BEGIN, HOUR, 1_000, 1_000));
        house.send(Household.readings("hole", "power", BEGIN + 3 * HOUR, HOUR, 2_000, 2_000));

        double atOne = house.imported("hole", BEGIN, BEGIN + HOUR);
        double atThree = house.imported("hole", BEGIN, BEGIN + 3 * HOUR);
        var atFour = house.energy("hole", "day", BEGIN, BEGIN + 4 * HOUR);

        var expected = vector.path("expected_kWh");
        assertThat(atOne / 1_000).isEqualTo(expected.path("at t+1h (all methods)").asDouble());
        // Two hours without a reading are a gap: others fill it from the right.
        assertThat(expected.path("at t+3h, right").asDouble()).isEqualTo(3);
        assertThat(atThree).isEqualTo(1_000);
        assertThat(expected.path("at t+4h, right").asDouble()).isEqualTo(5);
        assertThat(Household.sum(atFour, "energy_import")).isEqualTo(3_000);
        assertThat(atFour).hasSize(1);
        assertThat(atFour.getFirst().path("coverage").asDouble()).isEqualTo(0.5);
        // What the authors meant for their other methods, though their test does not assert it.
        assertThat(vector.path("caution").asString()).contains("1.0 at t+3h and 3.0 at t+4h");
    }

    private static void aRegisterThatFallsIsTheSame(String meter, JsonNode vector) {
        var groups = vector.path("input").asString().replace("counter ", "").split("\\|", -1);
        var counters = new ArrayList<Double>();
        var ends = new ArrayList<Integer>();
        for (var group : groups) {
            Arrays.stream(numbers(group)).forEach(counters::add);
            ends.add(counters.size() - 1);
        }
        assertThat(counters).hasSize(9);
        var values = counters.stream().mapToDouble(each -> each * 1_000).toArray();
        house.send(Household.readings(meter, "energy_import", BEGIN, 5 * MINUTE, values));

        var sums =
                ends.stream()
                        .map(end -> house.imported(meter, BEGIN, BEGIN + end * 5 * MINUTE) / 1_000)
                        .toList();

        var expected = vector.path("expected_sum_at_period_end");
        assertThat(sums).isEqualTo(expected.valueStream().map(JsonNode::asDouble).toList());
    }

    /// Two tariff registers, summed by a virtual meter.
    private static void demandIsOfTheWholeQuarterHour(JsonNode vector) {
        assertThat(vector.path("input").asString())
                .startsWith("2022-01-01 14:15:01 registers 100+150 kWh; ")
                .contains("; 14:29:40 registers 150+250 kWh");
        long first = Instant.parse("2022-01-01T13:15:01Z").toEpochMilli();
        long step = 879_000;
        house.send(Household.readings("t1", "energy_import", first, step, 100_000, 150_000));
        house.send(Household.readings("t2", "energy_import", first, step, 150_000, 250_000));
        house.put("/meters/both", "{\"site\":\"home\",\"formula\":\"t1 + t2\"}");

        var quarter =
                house.get("/demand?meter=both&from=2022-01-01T14:15&to=2022-01-01T14:30")
                        .path("peak");

        var expected = vector.path("expected");
        assertThat(expected.path("duration_s").asLong()).isEqualTo(step / 1_000);
        double covered = step / 900_000.0;
        assertThat(quarter.path("coverage").asDouble()).isCloseTo(covered, within(1e-6));
        // A billing meter divides by the whole quarter hour; over what is covered it is theirs.
        assertThat(quarter.path("power").asDouble()).isEqualTo(600_000);
        assertThat(600 / covered).isCloseTo(expected.path("average_kW").asDouble(), within(0.001));
    }

    private static void whatIsKnownSoFarIsShownAndIsNoPeak(JsonNode vector) {
        assertThat(vector.path("expected").asString()).startsWith("no quarter-hour value yet");
        house.send(Household.readings("open", "energy_import", BEGIN, 10 * MINUTE, 0, 50_000));

        var demand =
                house.get("/demand?meter=open&from=%d&to=%d".formatted(BEGIN, BEGIN + 15 * MINUTE));

        assertThat(demand.path("peak").isNull()).isTrue();
        var quarter = demand.path("intervals").path(0);
        assertThat(quarter.path("power").asDouble()).isEqualTo(200_000);
        assertThat(quarter.path("coverage").asDouble()).isCloseTo(2.0 / 3, within(1e-6));
    }

    private static void aSessionIsTheSame(JsonNode vector) {
        assertThat(vector.path("input").asString()).isEqualTo("start 12.5 kWh, register 16.0 kWh");
        house.send(Household.readings("session", "energy_import", BEGIN, HOUR, 12_500, 16_000));

        assertThat(house.imported("session", BEGIN, BEGIN + HOUR) / 1_000)
                .isEqualTo(vector.path("expected_kWh").asDouble());
    }

    /// A map's `scale` makes watt-hours of what a plug counts in watt-minutes.
    private static void wattMinutesAreASixtiethOfAWattHour(JsonNode vector) throws Exception {
        var total = vector.path("input").asString().replaceAll(".*total (\\d+) .*", "$1");
        var file = folder.resolve("plug.csv");
        Files.writeString(
                file, "time,total\n2026-05-04T00:00:00Z,0\n2026-05-04T01:00:00Z," + total + "\n");
        var map =
                """
                site: {id: home, zone: Europe/Amsterdam}
                time: {column: time, format: iso}
                meters:
                  - id: plug
                    channels:
                      energy_import: {column: total, unit: Wh, scale: 0.016666666666666666}
                """;
        var read = new ArrayList<Reading>();
        try (var readings = FileReadings.open(file, MapReader.read(map))) {
            readings.visit(Currency.getInstance("EUR"), all(read));
        }

        house.send(
                read.stream()
                        .map(each ->
                                Household.reading(
                                        "plug",
                                        "energy_import",
                                        each.timeMillis(),
                                        each.values().getFirst().value()))
                        .toList());

        double expected = vector.path("expected_Wh").asDouble();
        assertThat(read.getLast().values().getFirst().value()).isCloseTo(expected, within(1e-9));
        assertThat(house.imported("plug", BEGIN, BEGIN + HOUR)).isCloseTo(expected, within(1e-6));
    }

    private static FileReadings.Visitor all(List<Reading> read) {
        return new FileReadings.Visitor() {
            @Override
            public void reading(long line, Reading reading) {
                read.add(reading);
            }

            @Override
            public void refused(RefusedLine line) {
                throw new AssertionError(line);
            }
        };
    }

    private static void aRegisterIsTakenAsItWasSent(JsonNode vector) {
        assertThat(vector.path("input").asString())
                .isEqualTo("aenergy 10000 Wh, ret_aenergy 4000 Wh");
        house.send(Household.readings("shelly", "energy_import", BEGIN, HOUR, 0, 10_000));
        house.send(Household.readings("shelly", "energy_export", BEGIN, HOUR, 0, 4_000));
        house.send(Household.readings("returned", "energy_import", BEGIN, HOUR, 0, 4_000));
        house.send(Household.readings("all", "energy_import", BEGIN, HOUR, 0, 10_000));
        house.put("/meters/taken", "{\"site\":\"home\",\"formula\":\"all - returned\"}");

        var asSent = house.energy("shelly", "day", BEGIN, BEGIN + HOUR);

        // Theirs knows that this device counts what it returned in both registers.
        var expected = vector.path("expected_kWh");
        assertThat(Household.sum(asSent, "energy_import")).isEqualTo(10_000);
        assertThat(Household.sum(asSent, "energy_export") / 1_000)
                .isEqualTo(expected.path("export").asDouble());
        assertThat(house.imported("taken", BEGIN, BEGIN + HOUR) / 1_000)
                .isEqualTo(expected.path("import").asDouble());
    }

    private static double[] numbers(String list) {
        var numbers = list.strip().split(",", -1);
        return Arrays.stream(numbers).mapToDouble(Double::parseDouble).toArray();
    }
}
