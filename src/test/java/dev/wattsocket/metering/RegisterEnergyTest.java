package dev.wattsocket.metering;

import static dev.wattsocket.kit.Energies.microWh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wattsocket.model.MeterRules;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterEnergyTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final long HOUR = 3_600_000;

    /// A reading an hour; the energy up to the end of each group.
    @ParameterizedTest
    @CsvSource({
        // A reset counts from nothing.
        "10 15 20 | 10 30 40 | 50 60 70, 0, 10 50 80",
        // Dips are disregarded.
        "10 15 20 | 19 30 40 | 39 60 70, 0, 10 30 60",
        // A dropout to nothing.
        "5000 5001 0 5002, 0, 2",
        // A spike.
        "1000 1050 1000 1002, 0, 2",
        // Rollovers.
        "65530 6, 65536, 12",
        "999984 20, 1000000, 36",
        // A charger's session.
        "12500 16000, 0, 3500",
    })
    void workedExamples(String readings, double modulus, String expected) {
        var groups = readings.split("\\|", -1);
        var totals = expected.split(" ", -1);
        var all = values(readings);
        int count = 0;
        for (int i = 0; i < groups.length; i++) {
            count += values(groups[i]).length;
            double soFar =
                    hourly(all, modulus, count).stream()
                            .mapToDouble(bucket -> bucket.imported().toWh())
                            .sum();
            assertThat(soFar).isCloseTo(Double.parseDouble(totals[i]), within(1e-9));
        }
    }

    private static double[] values(String text) {
        return Arrays.stream(text.replace("|", " ").trim().split(" +", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /// All readings are known; the buckets end with the reading number `count`.
    private static List<EnergyBucket> hourly(double[] values, double modulus, int count) {
        var sums = new Sums(Edges.of(0, Math.max(1, count - 1) * HOUR, By.HOUR, UTC));
        var register =
                new RegisterEnergy(
                        sums.tally, false, modulus(modulus), List.of(), Judgement.Log.NONE);
        for (int i = 0; i < values.length; i++) {
            register.sample(i * HOUR, values[i], 0);
        }
        register.end();
        return sums.buckets();
    }

    /// A quarter hour's demand out of two register readings, over its whole length.
    @Test
    void demandIsEnergyOverTheWholeInterval() {
        var sums = new Sums(Edges.of(0, 900_000, By.QUARTER, UTC));
        var register =
                new RegisterEnergy(
                        sums.tally, false, MeterRules.UNKNOWN, List.of(), Judgement.Log.NONE);
        register.sample(1_000, 250_000, 0);
        register.sample(880_000, 400_000, 0);
        register.end();
        var quarter = sums.buckets().getFirst();
        assertThat(quarter.importWatts()).isCloseTo(600_000, within(1e-6));
        assertThat(quarter.coverage()).isCloseTo(879.0 / 900, within(1e-9));
    }

    @Test
    void betweenTwoReadingsItRisesEvenly() {
        var sums = new Sums(Edges.of(0, 4 * HOUR, By.HOUR, UTC));
        var register =
                new RegisterEnergy(
                        sums.tally, false, MeterRules.UNKNOWN, List.of(), Judgement.Log.NONE);
        register.sample(0, 100, 0);
        register.sample(4 * HOUR, 104, 0);
        register.end();
        assertThat(sums.buckets())
                .allMatch(bucket ->
                        microWh(bucket.imported()) == 1_000_000 && bucket.coverage() == 1);
    }

    /// Every part of every partition sums to the whole, whatever the register does.
    @Test
    void partsSumToTheWhole() {
        var random = new Random(4);
        for (int i = 0; i < 10_000; i++) {
            var zone = Zones.any(random);
            long from = Zones.time(zone, random);
            long to = from + 1 + (long) (random.nextDouble() * 5 * 86_400_000);
            var times = new long[2 + random.nextInt(40)];
            var values = new double[times.length];
            unruly(random, from, to, times, values);
            var whole = of(from, to, By.YEAR, zone, times, values);
            long sum = whole.stream().mapToLong(bucket -> microWh(bucket.imported())).sum();
            for (var by : List.of(By.QUARTER, By.HOUR, By.DAY, By.WEEK)) {
                var parts = of(from, to, by, zone, times, values);
                assertThat(parts.stream().mapToLong(bucket -> microWh(bucket.imported())).sum())
                        .as("case %d by %s", i, by)
                        .isEqualTo(sum);
                assertThat(parts).allMatch(part -> microWh(part.imported()) >= 0);
            }
        }
    }

    /// Never more than the register showed: the rises, and what it counted after each fall.
    @Test
    void nothingIsInvented() {
        var random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            long to = 10 * 86_400_000L;
            var times = new long[2 + random.nextInt(40)];
            var values = new double[times.length];
            unruly(random, 0, to, times, values);
            double shown = 0;
            for (int at = 1; at < values.length; at++) {
                double step = values[at] - values[at - 1];
                shown += step >= 0 ? step : values[at];
            }
            long sum =
                    of(0, to, By.DAY, UTC, times, values).stream()
                            .mapToLong(bucket -> microWh(bucket.imported()))
                            .sum();
            assertThat(sum / 1e6).as("case %d", i).isLessThanOrEqualTo(shown + 0.001);
        }
    }

    /// A register that only rises gives the last reading minus the first, to the milliwatt-hour.
    @Test
    void aQuietRegisterGivesLastMinusFirst() {
        var random = new Random(6);
        for (int i = 0; i < 10_000; i++) {
            var zone = Zones.any(random);
            long from = Zones.time(zone, random);
            var times = new long[2 + random.nextInt(60)];
            var values = new double[times.length];
            long time = from;
            long milliWh = random.nextLong(1_000_000_000_000L);
            for (int at = 0; at < times.length; at++) {
                times[at] = time;
                values[at] = milliWh / 1000.0;
                time += 1 + random.nextInt(7_200_000);
                milliWh += random.nextInt(10_000_000);
            }
            long last = times[times.length - 1];
            long sum =
                    of(from, last, By.HOUR, zone, times, values).stream()
                            .mapToLong(bucket -> microWh(bucket.imported()))
                            .sum();
            assertThat(sum)
                    .isEqualTo(Math.round((values[values.length - 1] - values[0]) * 1000) * 1000);
        }
    }

    private static List<EnergyBucket> of(
            long from, long to, By by, ZoneId zone, long[] times, double[] values) {
        var sums = new Sums(Edges.of(from, to, by, zone));
        var register =
                new RegisterEnergy(
                        sums.tally, false, MeterRules.UNKNOWN, List.of(), Judgement.Log.NONE);
        for (int i = 0; i < times.length; i++) {
            register.sample(times[i], values[i], 0);
        }
        register.end();
        return sums.buckets();
    }

    /// Readings before, in and after the range, of a register that also dips, spikes and resets.
    private static void unruly(Random random, long from, long to, long[] times, double[] values) {
        long spread = Math.max(times.length, (to - from) * 2 / times.length);
        long time = from - spread;
        double value = random.nextInt(1_000_000) / 10.0;
        for (int i = 0; i < times.length; i++) {
            times[i] = time;
            time += 1 + (long) (random.nextDouble() * spread);
            values[i] = value;
            value =
                    switch (random.nextInt(12)) {
                        case 0 -> value * 0.95;
                        case 1 -> random.nextDouble() * 10;
                        case 2 -> 0;
                        case 3 -> value * 1.5 + 1;
                        default -> value + random.nextInt(5_000) / 10.0;
                    };
        }
    }

    private static MeterRules modulus(double wh) {
        return wh == 0
                ? MeterRules.UNKNOWN
                : new MeterRules(
                        OptionalDouble.empty(), OptionalDouble.of(wh), OptionalLong.empty());
    }
}
