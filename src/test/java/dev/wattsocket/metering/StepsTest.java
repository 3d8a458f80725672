package dev.wattsocket.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepsTest {
    private record Step(long start, long end, double value) {}

    @Test
    void stepsAreCutAtTheRangeAndAHoleStaysAHole() {
        var steps = steps(5, 100, new Step(0, 10, 1), new Step(20, 30, 2), new Step(90, 120, 3));

        assertThat(shown(steps))
                .containsExactly(new Step(5, 10, 1), new Step(20, 30, 2), new Step(90, 100, 3));
        assertThat(steps.at(4)).isEqualTo(OptionalDouble.empty());
        assertThat(steps.at(5)).isEqualTo(OptionalDouble.of(1));
        assertThat(steps.at(10)).isEqualTo(OptionalDouble.empty());
        assertThat(steps.at(29)).isEqualTo(OptionalDouble.of(2));
        assertThat(steps.at(100)).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void theLaterStartWinsAndTheEarlierGoesOnBehindIt() {
        var steps = steps(0, 100, new Step(0, 60, 1), new Step(20, 40, 2), new Step(30, 35, 3));

        assertThat(shown(steps))
                .containsExactly(
                        new Step(0, 20, 1),
                        new Step(20, 30, 2),
                        new Step(30, 35, 3),
                        new Step(35, 40, 2),
                        new Step(40, 60, 1));
    }

    @Test
    void equalNeighboursAreOneStep() {
        var steps = steps(0, 100, new Step(0, 10, 1), new Step(10, 20, 1), new Step(20, 30, 2));

        assertThat(shown(steps)).containsExactly(new Step(0, 20, 1), new Step(20, 30, 2));
    }

    @Test
    void anHourAndTheQuartersAfterItAreWeightedByTime() {
        var steps =
                steps(
                        0,
                        120,
                        new Step(0, 60, 10),
                        new Step(60, 75, 20),
                        new Step(75, 90, 40),
                        new Step(90, 105, 60));

        assertThat(steps.mean(0, 105)).isEqualTo(new Steps.Mean(2400.0 / 105, 1));
        assertThat(steps.mean(0, 120)).isEqualTo(new Steps.Mean(2400.0 / 105, 0.875));
        assertThat(steps.mean(45, 75)).isEqualTo(new Steps.Mean(15, 1));
        assertThat(steps.mean(105, 120)).isEqualTo(new Steps.Mean(0, 0));
    }

    @Test
    void whatEndsBeforeItStartsIsABug() {
        var builder = new Steps.Builder(0, 10);

        assertThatThrownBy(() -> builder.add(5, 5, 1)).hasMessageContaining("before it starts");
    }

    @Test
    void thereIsALimit() {
        var builder = new Steps.Builder(0, Long.MAX_VALUE);
        for (int i = 0; i <= Steps.STEPS_MAX; i++) {
            builder.add(i, i + 1, i);
        }

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000000 steps");
    }

    /// Compared with looking at each moment for the latest start that has not ended.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyMomentHasTheValueOfTheLatestStart(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var samples = new ArrayList<Step>();
            for (int start = random.nextInt(5); start < 60; start += 1 + random.nextInt(6)) {
                samples.add(new Step(start, start + 1 + random.nextInt(25), random.nextInt(4)));
            }
            int from = random.nextInt(20);
            int to = from + 1 + random.nextInt(50);
            var steps = steps(from, to, samples.toArray(new Step[0]));
            for (int at = from; at < to; at++) {
                assertThat(steps.at(at)).as("%s at %d", samples, at).isEqualTo(at(samples, at));
            }
            for (int i = 0; i < steps.size(); i++) {
                assertThat(steps.startMillis(i)).isBetween((long) from, steps.endMillis(i) - 1);
                assertThat(steps.endMillis(i)).isLessThanOrEqualTo(to);
            }
        }
    }

    private static OptionalDouble at(List<Step> samples, int at) {
        var value = OptionalDouble.empty();
        for (var sample : samples) {
            if (sample.start() <= at && at < sample.end()) {
                value = OptionalDouble.of(sample.value());
            }
        }
        return value;
    }

    private static Steps steps(long from, long to, Step... samples) {
        var builder = new Steps.Builder(from, to);
        for (var sample : samples) {
            builder.add(sample.start(), sample.end(), sample.value());
        }
        return builder.build();
    }

    private static List<Step> shown(Steps steps) {
        var shown = new ArrayList<Step>();
        for (int i = 0; i < steps.size(); i++) {
            shown.add(new Step(steps.startMillis(i), steps.endMillis(i), steps.value(i)));
        }
        return shown;
    }
}
