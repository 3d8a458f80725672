package dev.wattsocket.metering;

import static dev.wattsocket.kit.Energies.microWh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wattsocket.model.MeterRules;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PowerEnergyTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    @Test
    void itIsTheTrapezoidBetweenNeighbours() {
        var sums = new Sums(Edges.of(0, HOUR, By.HOUR, UTC));
        var power = new PowerEnergy(sums.tally, MeterRules.UNKNOWN);
        long[] minutes = {0, 20, 30, 40, 50};
        double[] kiloWatts = {0, 10, 30, 5, 0};
        for (int i = 0; i < minutes.length; i++) {
            power.sample(minutes[i] * MINUTE, kiloWatts[i] * 1000, 0);
        }
        power.end();
        var hour = sums.buckets().getFirst();
        assertThat(hour.imported().toWh()).isCloseTo(8333.333, within(0.001));
        assertThat(hour.coverage()).isCloseTo(50.0 / 60, within(1e-9));
    }

    /// Whoever was silent for long is not guessed at.
    @Test
    void aGapAddsNothingAndIsSeenInTheCoverage() {
        var sums = new Sums(Edges.of(0, HOUR, By.HOUR, UTC));
        var power = new PowerEnergy(sums.tally, MeterRules.UNKNOWN);
        for (int second = 0; second <= 600; second++) {
            power.sample(second * 1000L, 3_600, 0);
        }
        for (int second = 1_800; second < 3_600; second++) {
            power.sample(second * 1000L, 3_600, 0);
        }
        power.sample(HOUR, 3_600, 0);
        power.end();
        var hour = sums.buckets().getFirst();
        assertThat(hour.imported().toWh()).isCloseTo(2_400, within(1e-6));
        assertThat(hour.coverage()).isCloseTo(2.0 / 3, within(1e-9));
    }

    /// A straight line through zero: what is above is import, what is below export.
    @Test
    void importAndExportAreParted() {
        var sums = new Sums(Edges.of(0, HOUR, By.HOUR, UTC));
        var power = new PowerEnergy(sums.tally, MeterRules.UNKNOWN);
        power.sample(0, 3_000, 0);
        power.sample(HOUR, -1_000, 0);
        power.end();
        var hour = sums.buckets().getFirst();
        assertThat(microWh(hour.imported())).isEqualTo(1_125_000_000L);
        assertThat(microWh(hour.exported())).isEqualTo(125_000_000L);
    }

    /// Against an integral by small steps, over any partition, both signs.
    @Test
    void partsSumToTheWholeAndToTheIntegral() {
        var random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            var zone = Zones.any(random);
            long from = Zones.time(zone, random);
            long to = from + 1 + random.nextLong(6 * HOUR);
            int count = 2 + random.nextInt(30);
            var times = new long[count];
            var watts = new double[count];
            long time = from - random.nextInt(600_000);
            for (int at = 0; at < count; at++) {
                times[at] = time;
                watts[at] = random.nextInt(-5_000, 20_000);
                time += 1 + random.nextInt((int) (2 * (to - from) / count) + 60_000);
            }
            var whole = of(from, to, By.YEAR, zone, times, watts);
            long in = whole.stream().mapToLong(bucket -> microWh(bucket.imported())).sum();
            long out = whole.stream().mapToLong(bucket -> microWh(bucket.exported())).sum();
            for (var by : List.of(By.QUARTER, By.HALF_HOUR, By.HOUR, By.DAY)) {
                var parts = of(from, to, by, zone, times, watts);
                assertThat(parts.stream().mapToLong(bucket -> microWh(bucket.imported())).sum())
                        .isEqualTo(in);
                assertThat(parts.stream().mapToLong(bucket -> microWh(bucket.exported())).sum())
                        .isEqualTo(out);
                assertThat(parts)
                        .allMatch(part ->
                                microWh(part.imported()) >= 0 && microWh(part.exported()) >= 0);
            }
            double net = net(from, to, times, watts);
            assertThat((in - out) / 1e6).as("case %d", i).isCloseTo(net, within(0.01));
        }
    }

    private static List<EnergyBucket> of(
            long from, long to, By by, ZoneId zone, long[] times, double[] watts) {
        var sums = new Sums(Edges.of(from, to, by, zone));
        var power = new PowerEnergy(sums.tally, MeterRules.UNKNOWN);
        for (int i = 0; i < times.length; i++) {
            power.sample(times[i], watts[i], 0);
        }
        power.end();
        return sums.buckets();
    }

    /// The same by another way: the mean of each straight piece within the range, times its length.
    private static double net(long from, long to, long[] times, double[] watts) {
        var gaps = new Gaps(OptionalLong.empty());
        double wh = 0;
        for (int i = 1; i < times.length; i++) {
            long length = times[i] - times[i - 1];
            if (gaps.isGap(length)) {
                continue;
            }
            long a = Math.max(from, times[i - 1]);
            long b = Math.min(to, times[i]);
            if (a < b) {
                double middle = ((a + b) / 2.0 - times[i - 1]) / length;
                double mean = watts[i - 1] + (watts[i] - watts[i - 1]) * middle;
                wh += mean * (b - a) / HOUR;
            }
        }
        return wh;
    }
}
