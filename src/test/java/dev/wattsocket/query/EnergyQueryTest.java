package dev.wattsocket.query;

import static dev.wattsocket.kit.Energies.microWh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.metering.By;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.model.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnergyQueryTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final long BEGIN = Instant.parse("2026-10-24T00:00:00Z").toEpochMilli();
    private static final long DAY = 86_400_000;
    private static final List<Kind> KINDS = List.of(Kind.GAUGE, Kind.REGISTER, Kind.INTERVAL);

    @TempDir static Path folder;
    private static QueryWorld world;

    @BeforeAll
    static void open() {
        world = new QueryWorld(folder);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    /// Any order, repetition and batching of the same readings gives the same figures.
    @Test
    void orderDoesNotMatter() {
        var random = new Random(21);
        for (int round = 0; round < 300; round++) {
            var kind = KINDS.get(random.nextInt(KINDS.size()));
            var readings = new ArrayList<QueryWorld.Point>();
            double register = 1_000;
            long time = BEGIN;
            int count = 2 + random.nextInt(200);
            for (int i = 0; i < count; i++) {
                time += kind == Kind.INTERVAL ? 900_000 : 1 + random.nextInt(900_000);
                register += random.nextInt(500);
                double value = kind == Kind.REGISTER ? register : random.nextInt(-2_000, 6_000);
                readings.add(
                        new QueryWorld.Point(
                                time, kind == Kind.INTERVAL ? Math.abs(value) : value));
            }
            var expected = figures(kind, readings, new Random(0), false);
            for (int again = 0; again < 3; again++) {
                assertThat(figures(kind, readings, random, true)).isEqualTo(expected);
            }
        }
    }

    private static List<EnergyBucket> figures(
            Kind kind, List<QueryWorld.Point> readings, Random random, boolean mixed) {
        world.empty();
        var order = new ArrayList<>(readings);
        if (mixed) {
            for (int i = 0; i < readings.size() / 3; i++) {
                order.add(readings.get(random.nextInt(readings.size())));
            }
            Collections.shuffle(order, random);
        }
        world.add(kind, order, mixed ? 1 + random.nextInt(20) : Integer.MAX_VALUE);
        return world.energy().buckets(kind.wireName(), BEGIN, BEGIN + 4 * DAY, By.HOUR, ZONE);
    }

    /// What a quiet register counted in adjacent ranges is what it counted in all of them, however
    /// far its readings lie from the edges.
    @Test
    void adjacentRangesSumToTheWhole() {
        var random = new Random(22);
        for (int round = 0; round < 500; round++) {
            world.empty();
            var readings = new ArrayList<QueryWorld.Point>();
            long time = BEGIN - 3 * DAY;
            double register = 50_000;
            while (time < BEGIN + 6 * DAY) {
                readings.add(new QueryWorld.Point(time, register));
                time += 1 + (long) (random.nextDouble() * random.nextDouble() * DAY);
                register += random.nextInt(5_000) / 8.0;
            }
            world.add(Kind.REGISTER, readings, 100);
            long a = BEGIN;
            long b = a + 1 + (long) (random.nextDouble() * 2 * DAY);
            long c = b + 1 + (long) (random.nextDouble() * 2 * DAY);
            // Each is rounded at its own edges, to a millionth of a watt-hour.
            assertThat(sum(a, b) + sum(b, c)).isBetween(sum(a, c) - 1, sum(a, c) + 1);
        }
    }

    private static long sum(long from, long to) {
        return world.energy().buckets(Kind.REGISTER.wireName(), from, to, By.DAY, ZONE).stream()
                .mapToLong(bucket -> microWh(bucket.imported()))
                .sum();
    }

    /// A register whose values were all refused is there, and says nothing.
    @Test
    void anEmptyRegisterDoesNotSilenceThePower() {
        world.empty();
        world.add(
                Kind.GAUGE,
                List.of(new QueryWorld.Point(BEGIN, 60), new QueryWorld.Point(BEGIN + 60_000, 60)),
                2);
        world.addEmptyRegister(Kind.GAUGE);
        var day = world.energy().buckets("gauge", BEGIN, BEGIN + DAY, By.DAY, ZoneId.of("UTC"));
        assertThat(microWh(day.getFirst().imported())).isEqualTo(1_000_000);
    }

    @Test
    void aMeterWithoutPowerAndEnergyHasNoBuckets() {
        assertThat(world.energy().buckets("thermometer", BEGIN, BEGIN + DAY, By.DAY, ZONE))
                .isEmpty();
        assertThat(world.energy().span("thermometer")).isEmpty();
    }
}
