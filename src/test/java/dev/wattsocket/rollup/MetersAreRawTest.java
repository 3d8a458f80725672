package dev.wattsocket.rollup;

import static dev.wattsocket.kit.Energies.microWh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wattsocket.kit.Cases;
import dev.wattsocket.metering.By;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Samples;
import dev.wattsocket.query.EnergyQuery;
import dev.wattsocket.rollup.Unruly.Sample;
import dev.wattsocket.store.MemoryRollupStore;
import dev.wattsocket.store.MemorySeriesStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a question says of a meter's energy: the same however its readings came, no less and no
/// more than the parts, and the same by quarter hours as by days, wherever clocks change.
class MetersAreRawTest {
    private static final List<String> METERS =
            List.of("both", "both", "sum", "sum", "gauge", "register", "amounts", "means");
    private static final List<ZoneId> ZONES =
            List.of(
                    ZoneId.of("Europe/Amsterdam"),
                    // Half an hour beside the others.
                    ZoneId.of("America/St_Johns"),
                    // Puts its clock forward by half an hour only.
                    ZoneId.of("Australia/Lord_Howe"),
                    ZoneId.of("Asia/Kathmandu"));
    private static final List<By> BYS =
            List.of(By.QUARTER, By.HALF_HOUR, By.HOUR, By.DAY, By.WEEK, By.MONTH);
    private static final long DAY = 86_400_000;
    private static final long YEAR = 365 * DAY;

    @TempDir Path folder;

    /// Questions of a meter and a range around its readings.
    private record Asked(EnergyQuery energy, String meter, ZoneId zone, long from, long to) {
        List<EnergyBucket> by(By by) {
            return energy.buckets(meter, from, to, by, zone);
        }

        /// One bucket; two where a year ends.
        Total total(long first, long last) {
            var all = energy.buckets(meter, first, last, By.YEAR, zone);
            assertThat(all.size()).isBetween(1, 2);
            return Total.of(all);
        }
    }

    private record Total(long imported, long exported, double covered) {
        static Total of(List<EnergyBucket> buckets) {
            long imported = 0;
            long exported = 0;
            double covered = 0;
            for (var each : buckets) {
                if (each.imported().isNegative()
                        || each.exported().isNegative()
                        || !(each.coverage() >= 0 && each.coverage() <= 1)) {
                    throw new AssertionError(each.toString());
                }
                imported += microWh(each.imported());
                exported += microWh(each.exported());
                covered += each.coverage() * (each.endMillis() - each.startMillis());
            }
            return new Total(imported, exported, covered);
        }

        Total plus(Total other) {
            return new Total(
                    imported + other.imported, exported + other.exported, covered + other.covered);
        }

        void isSame(Total other) {
            assertThat(imported).isEqualTo(other.imported);
            assertThat(exported).isEqualTo(other.exported);
            assertThat(covered).isCloseTo(other.covered, within(0.01));
        }
    }

    @Test
    void howeverTheReadingsCame() {
        inWorlds(
                10_000,
                0,
                (world, random) -> {
                    var asked = ask(world, random, true);
                    var fresh = fresh(world);
                    var plain =
                            new Asked(fresh, asked.meter(), asked.zone(), asked.from(), asked.to());
                    var by = BYS.get(random.nextInt(BYS.size()));
                    assertThat(asked.by(by)).isEqualTo(plain.by(by));
                });
    }

    /// Also where edges lie inside of quarter hours, and in questions of their own.
    @Test
    void partsSumToTheWhole() {
        inWorlds(
                10_000,
                20_000,
                (world, random) -> {
                    var asked = ask(world, random, false);
                    var sum = new Total(0, 0, 0);
                    long at = asked.from();
                    for (int part = random.nextInt(5); part > 0 && at < asked.to(); part--) {
                        long next = at + 1 + random.nextLong(asked.to() - at);
                        sum = sum.plus(asked.total(at, next));
                        at = next;
                    }
                    if (at < asked.to()) {
                        sum = sum.plus(asked.total(at, asked.to()));
                    }
                    sum.isSame(asked.total(asked.from(), asked.to()));
                });
    }

    /// Fine buckets sum to coarse ones, and none is less than nothing.
    @Test
    void quarterHoursSumToDays() {
        inWorlds(
                10_000,
                40_000,
                (world, random) -> {
                    var asked = ask(world, random, false);
                    var whole = asked.total(asked.from(), asked.to());
                    for (var by : List.of(By.QUARTER, By.HOUR, BYS.get(random.nextInt(6)))) {
                        Total.of(asked.by(by)).isSame(whole);
                    }
                });
    }

    private interface Check {
        void of(RollWorld world, Random random);
    }

    private void inWorlds(int count, long firstSeed, Check check) {
        int each = 2_000;
        for (int done = 0; done < count; done += each) {
            try (var world = new RollWorld(folder)) {
                Cases.check(each, firstSeed + done, random -> check.of(world, random));
            }
        }
    }

    /// Sends readings of all that a meter is made of, and chooses what to ask.
    private static Asked ask(RollWorld world, Random random, boolean mixed) {
        world.empty();
        var meter = METERS.get(random.nextInt(METERS.size()));
        var zone = ZONES.get(random.nextInt(ZONES.size()));
        long begin = begin(zone, random);
        var devices = meter.equals("sum") ? List.of("both", "gauge", "register") : List.of(meter);
        for (var device : devices) {
            for (var channel : world.channels(device)) {
                var unruly = new Unruly(random, channel.kind(), begin);
                var readings = random.nextInt(6) == 0 ? List.<Sample>of() : unruly.readings(6);
                if (mixed) {
                    RollupsAreRawTest.send(world, random, channel, unruly.way(readings));
                } else {
                    world.append(batch(channel, readings));
                }
            }
        }
        long from = begin - random.nextLong(DAY);
        long to = Math.max(from + 1, begin + Cases.edgy(random, 3 * DAY));
        return random.nextInt(3) > 0
                ? new Asked(world.energy(), meter, zone, from, to)
                : new Asked(
                        world.energy(),
                        meter,
                        zone,
                        By.QUARTER.startOf(from, zone),
                        By.DAY.endOf(to, zone));
    }

    /// Somewhere in eight years; mostly shortly before a change of the clock, if there is any.
    private static long begin(ZoneId zone, Random random) {
        var time = Instant.ofEpochMilli(Unruly.BEGIN - random.nextLong(8 * YEAR));
        var change = zone.getRules().nextTransition(time);
        long near =
                change == null || random.nextInt(4) == 0
                        ? time.toEpochMilli()
                        : change.getInstant().toEpochMilli() - random.nextLong(DAY);
        return By.QUARTER.startOf(near, ZoneId.of("UTC"));
    }

    private static Samples batch(Channel channel, List<Sample> readings) {
        var batch = new Samples.Builder(readings.size());
        for (var each : readings) {
            batch.add(channel.id(), each.time(), each.value(), each.seconds());
        }
        return batch.build();
    }

    /// The same readings at once and in order, where no rollups were before.
    private static EnergyQuery fresh(RollWorld world) {
        Map<Integer, Samples.Builder> all = new LinkedHashMap<>();
        var ids = new ArrayList<Integer>();
        for (var meter : world.catalog.meters()) {
            world.channels(meter.id()).forEach(channel -> ids.add(channel.id()));
        }
        world.readings()
                .scan(
                        ids.stream().mapToInt(id -> id).toArray(),
                        0,
                        Long.MAX_VALUE,
                        (id, time, value, seconds) -> {
                            all.computeIfAbsent(id, _ -> new Samples.Builder(8))
                                    .add(id, time, value, seconds);
                            return true;
                        });
        var rollups = new Rollups(world.catalog, new MemorySeriesStore(), new MemoryRollupStore());
        all.values().forEach(each -> rollups.watched().append(each.build(), RollWorld.NOBODY));
        return new EnergyQuery(world.catalog, rollups);
    }
}
