package dev.wattsocket.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.Eventually;
import dev.wattsocket.metering.By;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.model.Kind;
import dev.wattsocket.rollup.Retention;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left when samples, or quarter hours too, are dropped.
final class RetentionTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final long DAY = 86_400_000;
    private static final long BEGIN = Instant.parse("2026-06-01T22:00:00Z").toEpochMilli();
    private static final long END = BEGIN + 10 * DAY;

    @TempDir Path folder;
    private QueryWorld world;

    @BeforeEach
    void fill() {
        world = new QueryWorld(folder);
        world.empty();
        var random = new Random(9);
        var gauge = new ArrayList<QueryWorld.Point>();
        var register = new ArrayList<QueryWorld.Point>();
        double wh = 5_000;
        for (long time = BEGIN; time < END; time += 60_000) {
            gauge.add(new QueryWorld.Point(time, random.nextInt(-300, 4_000)));
            wh += random.nextInt(100);
            register.add(new QueryWorld.Point(time, wh));
        }
        world.add(Kind.GAUGE, gauge, 10_000);
        world.add(Kind.REGISTER, register, 10_000);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void energyStaysWhenSamplesGo() {
        var quarters = energy(By.QUARTER);

        drop(new Retention(3, 0, 0, 0));

        assertThat(energy(By.QUARTER)).isEqualTo(quarters);
        assertThat(world.readings(Kind.GAUGE, BEGIN, END - 5 * DAY)).isZero();
    }

    @Test
    void hoursStayWhenQuarterHoursGo() {
        var hours = energy(By.HOUR);

        drop(new Retention(3, 0, 5, 0));

        assertThat(energy(By.HOUR)).isEqualTo(hours);
        assertThat(energy(By.DAY)).hasSize(20);
    }

    /// Bills and balances look no further than what is known.
    @Test
    void whatIsKnownBeginsWithWhatIsLeft() {
        drop(new Retention(3, 0, 0, 0));

        for (var kind : List.of(Kind.GAUGE, Kind.REGISTER)) {
            var known = world.energy().known(kind.wireName()).orElseThrow();
            assertThat(known.firstMillis()).isEqualTo(BEGIN);
            assertThat(known.lastMillis()).isEqualTo(END);
        }
    }

    @Test
    void aChartStillHasItsPeaks() {
        drop(new Retention(3, 0, 0, 0));

        var series =
                world.history().read(world.channel(Kind.GAUGE), BEGIN, BEGIN + DAY, 1_200, END);

        assertThat(series.size()).isEqualTo(96);
        assertThat(series.coverage()).isGreaterThan(0.99);
    }

    /// It lies among those that are left, but so near to those that go that it can't count later.
    @Test
    void whatCameLateCountsBeforeItIsFrozen() {
        var before = energy(By.QUARTER);
        long late = END - 5 * DAY / 2 + 500;
        world.add(Kind.GAUGE, List.of(new QueryWorld.Point(late, 90_000)), 1);

        drop(new Retention(3, 0, 0, 0));

        var after = energy(By.QUARTER);
        for (int i = 0; i < after.size(); i++) {
            boolean isTouched =
                    after.get(i).startMillis() <= late && late < after.get(i).endMillis();
            if (i < before.size() / 2 && isTouched) {
                assertThat(after.get(i).imported()).isGreaterThan(before.get(i).imported());
            } else {
                assertThat(after.get(i)).isEqualTo(before.get(i));
            }
        }
    }

    /// A reading that comes for a time whose neighbours are gone changes nothing there.
    @Test
    void whatIsFrozenStays() {
        drop(new Retention(3, 0, 0, 0));
        var hours = energy(By.HOUR);

        world.add(Kind.GAUGE, List.of(new QueryWorld.Point(BEGIN + 500, 9_999)), 1);

        assertThat(energy(By.HOUR)).isEqualTo(hours);
    }

    private void drop(Retention retention) {
        try (var keeper = world.keeper(retention, END)) {
            keeper.start();
            Eventually.eventually(
                    "dropped", () -> world.readings(Kind.GAUGE, BEGIN, BEGIN + DAY) == 0);
        }
    }

    private List<EnergyBucket> energy(By by) {
        var all = new ArrayList<EnergyBucket>();
        for (var kind : List.of(Kind.GAUGE, Kind.REGISTER)) {
            all.addAll(world.energy().buckets(kind.wireName(), BEGIN, END, by, ZONE));
        }
        return all;
    }
}
