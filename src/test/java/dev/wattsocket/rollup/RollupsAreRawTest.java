package dev.wattsocket.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wattsocket.kit.Cases;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.model.Samples;
import dev.wattsocket.rollup.Unruly.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What rollups say is what the readings say, whatever happened on the way: late readings, twice,
/// corrected or deleted ones, questions in between, and new starts of the program.
class RollupsAreRawTest {
    private static final List<String> DEVICES =
            List.of(
                    "gauge",
                    "gauge-gap",
                    "register",
                    "register-modulus",
                    "register-max",
                    "amounts",
                    "means");
    private static final int CASES_A_WORLD = 2_000;
    private static final long DAY = 86_400_000;

    @TempDir Path folder;

    @Test
    void whateverHappenedOnTheWay() {
        for (int first = 0; first < 10_000; first += CASES_A_WORLD) {
            try (var world = new RollWorld(folder)) {
                Cases.check(
                        CASES_A_WORLD,
                        first,
                        random -> {
                            var channel = anyChannel(world, random);
                            var unruly = new Unruly(random, channel.kind());
                            check(world, random, channel, unruly, unruly.readings(20));
                        });
            }
        }
    }

    /// Days apart: over the borders of what is computed in one go.
    @Test
    void howeverFarApart() {
        try (var world = new RollWorld(folder)) {
            Cases.check(
                    300,
                    1_000_000,
                    random -> {
                        var channel = anyChannel(world, random);
                        var unruly = new Unruly(random, channel.kind());
                        check(world, random, channel, unruly, unruly.sparse(14));
                    });
        }
    }

    static Channel anyChannel(RollWorld world, Random random) {
        return world.channels(DEVICES.get(random.nextInt(DEVICES.size()))).getFirst();
    }

    static void check(
            RollWorld world, Random random, Channel channel, Unruly unruly, List<Sample> readings) {
        world.empty();
        send(world, random, channel, unruly.way(readings));
        long from = Quarter.startOf(readings.getFirst().time()) - DAY / 2;
        long to = Quarter.atOrAfter(readings.getLast().time()) + DAY + DAY / 2;
        var quarters = world.direct(channel, readings, from, to, Resolution.QUARTER);
        same(world.rollups().quarters(channel, from, to), quarters);
        if (random.nextInt(4) == 0) {
            var expected = world.direct(channel, readings, from, to, Resolution.MINUTE);
            var minutes = world.rollups().minutes(channel, from, to);
            same(
                    minutes.stream().filter(minute -> !minute.isEmpty()).toList(),
                    expected.stream().filter(minute -> !minute.isEmpty()).toList());
        }
        sameHours(world, channel, quarters);
    }

    /// In batches, with questions and new starts in between.
    static void send(RollWorld world, Random random, Channel channel, List<Sample> way) {
        int size = 1 + random.nextInt(8);
        var batch = new Samples.Builder(size);
        for (var sample : way) {
            batch.add(channel.id(), sample.time(), sample.value(), sample.seconds());
            if (batch.size() == size) {
                world.append(batch.build());
                batch = new Samples.Builder(size);
                between(world, random, channel, sample.time());
            }
        }
        world.append(batch.build());
    }

    private static void between(RollWorld world, Random random, Channel channel, long time) {
        switch (random.nextInt(6)) {
            case 0 -> world.restart();
            case 1 -> world.settleAll();
            case 2 -> {
                long from = Quarter.startOf(time) - random.nextInt(4) * Quarter.MILLIS;
                assertThat(world.rollups().quarters(channel, from, from + DAY))
                        .hasSize((int) (DAY / Quarter.MILLIS));
            }
            default -> {}
        }
    }

    /// Compares cell by cell, so that a failure says the first that differs.
    static void same(List<Cell> cells, List<Cell> expected) {
        assertThat(cells).hasSameSizeAs(expected);
        for (int at = 0; at < cells.size(); at++) {
            if (!cells.get(at).equals(expected.get(at))) {
                assertThat(cells.get(at)).isEqualTo(expected.get(at));
            }
        }
    }

    /// Hours are sums of what is rolled up, as far as nothing that fell since may change it.
    private static void sameHours(RollWorld world, Channel channel, List<Cell> quarters) {
        long rolled = world.rolledUpTo(channel);
        var falls =
                new Falls(new Readings(world.readings(), channel.id(), Readings.ALL), List.of());
        long upTo = Math.min(rolled, falls.reach(rolled, Readings.ALL));
        long from = quarters.getFirst().startMillis();
        for (var hour : world.cells().read(channel.id(), Resolution.HOUR, from, upTo)) {
            int at = (int) ((hour.startMillis() - from) / Quarter.MILLIS);
            if (at < 0 || hour.startMillis() + Resolution.HOUR.millis() > upTo) {
                continue;
            }
            var sum = Cell.empty(hour.startMillis());
            for (var quarter : quarters.subList(at, at + 4)) {
                sum = sum.plus(quarter);
            }
            assertThat(hour.mean()).isCloseTo(sum.mean(), within(1e-9 * Math.abs(sum.mean())));
            assertThat(hour.importMicroWh()).isEqualTo(sum.importMicroWh());
            assertThat(hour.exportMicroWh()).isEqualTo(sum.exportMicroWh());
            assertThat(List.of(hour.count(), hour.min(), hour.max(), hour.last()))
                    .isEqualTo(List.of(sum.count(), sum.min(), sum.max(), sum.last()));
        }
    }
}
