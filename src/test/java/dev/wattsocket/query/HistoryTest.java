package dev.wattsocket.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wattsocket.model.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final long BEGIN = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
    private static final long SECOND = 1_000;

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

    private static History.Series read(Kind kind, long from, long to, int px) {
        return world.history().read(world.channel(kind), from, to, px, to);
    }

    @Test
    void fewSamplesAreShownAsTheyAre() {
        world.empty();
        world.add(Kind.GAUGE, points(100, 7), 10);
        var series = read(Kind.GAUGE, BEGIN, BEGIN + 100 * SECOND, 100);
        assertThat(series.resolutionMillis()).isZero();
        assertThat(series.size()).isEqualTo(100);
        for (int i = 0; i < 100; i++) {
            assertThat(series.times()[i]).isEqualTo(BEGIN + i * SECOND);
            assertThat(series.min()[i]).isEqualTo(7 * i % 100).isEqualTo(series.max()[i]);
        }
        assertThat(series.coverage()).isCloseTo(0.99, within(1e-9));
    }

    /// However many samples, the points are few, in order, and the highest and lowest are there.
    @Test
    void noPeakVanishes() {
        var random = new Random(31);
        for (int round = 0; round < 400; round++) {
            world.empty();
            int count = 2 + random.nextInt(3_000);
            var points = new ArrayList<QueryWorld.Point>();
            long time = BEGIN;
            for (int i = 0; i < count; i++) {
                points.add(new QueryWorld.Point(time, random.nextInt(-5_000, 5_000)));
                time += 1 + random.nextInt(20_000);
            }
            world.add(Kind.GAUGE, points, 1_000);
            long from = BEGIN + random.nextInt(10_000);
            long to = from + 1 + random.nextLong(time - BEGIN);
            int px = 10 + random.nextInt(300);
            var series = read(Kind.GAUGE, from, to, px);
            assertThat(series.size()).isLessThanOrEqualTo(2 * px);
            var inside =
                    points.stream()
                            .filter(point -> point.millis() >= from && point.millis() < to)
                            .mapToDouble(QueryWorld.Point::value)
                            .summaryStatistics();
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < series.size(); i++) {
                least = Math.min(least, series.min()[i]);
                most = Math.max(most, series.max()[i]);
                assertThat(series.mean()[i]).isBetween(-5_000.0, 5_000.0);
                assertThat(series.times()[i]).isGreaterThanOrEqualTo(from).isLessThan(to);
                assertThat(i == 0 || series.times()[i] > series.times()[i - 1]).isTrue();
            }
            assertThat(least).as("round %d", round).isEqualTo(inside.getMin());
            assertThat(most).isEqualTo(inside.getMax());
            assertThat(series.coverage()).isBetween(0.0, 1.0);
        }
    }

    /// A mean is one of time, not of readings: ten readings in a second do not outweigh an hour.
    @Test
    void meansAreOfTime() {
        world.empty();
        var points = new ArrayList<QueryWorld.Point>();
        for (int i = 0; i < 3_600; i++) {
            points.add(new QueryWorld.Point(BEGIN + i * SECOND, 100));
        }
        for (int i = 1; i < 1_000; i++) {
            points.add(new QueryWorld.Point(BEGIN + 1_800 * SECOND + i, 5_000));
        }
        world.add(Kind.GAUGE, points, 500);
        var series = read(Kind.GAUGE, BEGIN, BEGIN + 3_600 * SECOND, 10);
        double mean = 0;
        for (int i = 0; i < series.size(); i++) {
            mean += series.mean()[i] / series.size();
        }
        // One second of 4,900 W more in an hour.
        assertThat(mean).isCloseTo(100 + 4_900 / 3_600.0, within(0.8));
    }

    @Test
    void intervalsCoverTheirLength() {
        world.empty();
        world.add(
                Kind.INTERVAL,
                List.of(
                        new QueryWorld.Point(BEGIN, 100),
                        new QueryWorld.Point(BEGIN + 900 * SECOND, 200)),
                1);
        assertThat(read(Kind.INTERVAL, BEGIN, BEGIN + 3_600 * SECOND, 50).coverage())
                .isEqualTo(0.5);
        // Its start lies before the range, its end within.
        assertThat(
                        read(Kind.INTERVAL, BEGIN + 1_350 * SECOND, BEGIN + 2_250 * SECOND, 50)
                                .coverage())
                .isEqualTo(0.5);
    }

    /// What is still to come is no gap.
    @Test
    void coverageEndsNow() {
        world.empty();
        world.add(Kind.GAUGE, points(61, 1), 100);
        var series =
                world.history()
                        .read(
                                world.channel(Kind.GAUGE),
                                BEGIN,
                                BEGIN + 3_600 * SECOND,
                                100,
                                BEGIN + 60 * SECOND);
        assertThat(series.coverage()).isEqualTo(1);
    }

    private static List<QueryWorld.Point> points(int count, int factor) {
        var points = new ArrayList<QueryWorld.Point>();
        for (int i = 0; i < count; i++) {
            points.add(new QueryWorld.Point(BEGIN + i * SECOND, factor * i % 100));
        }
        return points;
    }
}
