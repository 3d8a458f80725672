package dev.wattsocket.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.model.Energy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Demand intervals, their peaks and the load duration curve.
final class DemandTest {
    private static final int CASES = 2_000;

    @Test
    void aHundredAndFiftyKilowattHoursInAQuarterHourAre600Kilowatts() {
        var bucket = new EnergyBucket(0, Quarter.MILLIS, new Energy(150_000, 0), Energy.ZERO, 1);

        assertThat(DemandInterval.of(bucket, Quarter.MILLIS).watts()).isEqualTo(600_000);
    }

    /// What has flowed in the interval that runs is divided by all of it.
    @Test
    void anIntervalThatIsCutCountsAsFull() {
        var bucket = new EnergyBucket(0, 1_800_000, new Energy(500, 0), Energy.ZERO, 1);

        assertThat(DemandInterval.of(bucket, 3_600_000).watts()).isEqualTo(500);
    }

    @Test
    void peaksAreTheHighestThatAreCovered() {
        var random = new Random(61);
        for (int round = 0; round < CASES; round++) {
            var all = intervals(random);
            var peaks = new DemandPeaks(10);
            all.forEach(peaks::add);
            var expected =
                    all.stream()
                            .filter(each -> each.coverage() >= 0.9)
                            .sorted(
                                    Comparator.comparingDouble(DemandInterval::watts)
                                            .reversed()
                                            .thenComparingLong(DemandInterval::startMillis))
                            .limit(10)
                            .toList();
            assertThat(peaks.highest()).isEqualTo(expected);
            assertThat(peaks.peak()).isEqualTo(expected.stream().findFirst());
        }
    }

    /// Counted by hand: how many intervals reach what the curve says.
    @Test
    void theCurveSaysForHowMuchOfTheTimeDemandWasReached() {
        var random = new Random(62);
        for (int round = 0; round < CASES; round++) {
            var all = intervals(random);
            var curve = new DurationCurve();
            all.forEach(curve::add);
            var known = all.stream().filter(DemandInterval::counts).toList();
            int most = 1 + random.nextInt(50);
            var points = curve.points(most);
            assertThat(points).hasSize(Math.min(most, known.size()));
            double last = Double.POSITIVE_INFINITY;
            for (var point : points) {
                long reached = known.stream().filter(each -> each.watts() >= point.watts()).count();
                long exceeded = known.stream().filter(each -> each.watts() > point.watts()).count();
                double wanted = point.part() * known.size();
                assertThat((double) reached).isGreaterThanOrEqualTo(wanted - 1e-6);
                assertThat((double) exceeded).isLessThan(wanted + 1e-6);
                assertThat(point.watts()).isLessThanOrEqualTo(last);
                last = point.watts();
            }
            if (!points.isEmpty()) {
                assertThat(points.getLast().part()).isOne();
                assertThat(points.getLast().watts())
                        .isEqualTo(
                                known.stream().mapToDouble(DemandInterval::watts).min().orElse(-1));
            }
        }
    }

    @Test
    void whatIsAlwaysOnIsNotMovedByAnOutage() {
        var baseline = new Baseline();
        for (int i = 0; i < 96; i++) {
            boolean isOut = i < 4;
            baseline.add(isOut ? 0 : (80 + i) * 250_000L, Quarter.MILLIS);
        }

        assertThat(baseline.watts()).hasValue(84);
    }

    @Test
    void whatIsAlwaysOnTakesADayOfQuarterHoursThatAreKnown() {
        var baseline = new Baseline();
        for (int i = 0; i < 95; i++) {
            baseline.add(25_000_000, Quarter.MILLIS);
        }
        baseline.add(1, Quarter.MILLIS * 8 / 10);
        assertThat(baseline.watts()).isEmpty();

        baseline.add(22_500_000, Quarter.MILLIS * 9 / 10);
        assertThat(baseline.watts()).hasValue(100);
    }

    private static List<DemandInterval> intervals(Random random) {
        var all = new ArrayList<DemandInterval>();
        int count = random.nextInt(60);
        for (int i = 0; i < count; i++) {
            double coverage = random.nextInt(4) == 0 ? random.nextDouble() : 1;
            all.add(new DemandInterval(i * Quarter.MILLIS, random.nextInt(20) * 100, coverage));
        }
        return all;
    }
}
