package dev.wattsocket.rollup;

import dev.wattsocket.kit.Cases;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Exchange;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.MeterRules;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.rollup.Unruly.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What rollups say is what the readings say, also where people enter exchanges, undo them again
/// and change a meter's rules while readings come; wherever one asks, and where the program ends
/// before rollups heard of it.
class RevisedAreRawTest {
    /// Few, because each new start of the program goes on to be told what is entered.
    private static final int CASES_A_WORLD = 100;

    private static final int CASES = 5_000;
    private static final long DAY = 86_400_000;

    @TempDir Path folder;

    @Test
    void whateverIsEnteredOnTheWay() {
        for (int first = 2_000_000; first < 2_000_000 + CASES; first += CASES_A_WORLD) {
            try (var world = new RollWorld(folder)) {
                Cases.check(CASES_A_WORLD, first, random -> check(world, random));
            }
        }
    }

    private static void check(RollWorld world, Random random) {
        boolean isGauge = random.nextInt(5) == 0;
        var channel = world.channels(isGauge ? "gauge" : "register").getFirst();
        world.empty();
        var unruly = new Unruly(random, channel.kind());
        var readings = random.nextInt(8) == 0 ? unruly.sparse(8) : unruly.readings(15);
        var way = unruly.way(readings);
        for (int done = 0; done < way.size(); ) {
            int next = Math.min(way.size(), done + 1 + random.nextInt(12));
            RollupsAreRawTest.send(world, random, channel, way.subList(done, next));
            world.isDoomed = random.nextInt(4) == 0;
            try {
                enter(world, random, channel, readings);
            } catch (RollWorld.Killed _) {
                world.restart();
                world.catalog.tellAgain();
            }
            done = next;
        }
        world.isDoomed = false;
        long from = Quarter.startOf(readings.getFirst().time()) - DAY;
        long to = Quarter.atOrAfter(readings.getLast().time()) + 2 * DAY;
        same(world, channel, readings, from, to);
        long far = from + random.nextInt(-40_000, 40_000) * Quarter.MILLIS;
        same(world, channel, readings, far, far + DAY);
        forget(world, channel);
    }

    private static void same(
            RollWorld world, Channel channel, List<Sample> readings, long from, long to) {
        RollupsAreRawTest.same(
                world.rollups().quarters(channel, from, to),
                world.direct(channel, readings, from, to, Resolution.QUARTER));
    }

    private static void enter(
            RollWorld world, Random random, Channel channel, List<Sample> readings) {
        var standing =
                world.catalog.revisions().exchanges(channel.meter()).stream()
                        .filter(Exchange::stands)
                        .toList();
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                var exchange = exchange(random, channel, readings);
                boolean isTaken =
                        standing.stream()
                                .anyMatch(each -> each.timeMillis() == exchange.timeMillis());
                if (channel.kind() == Kind.REGISTER && !isTaken) {
                    world.catalog.revisions().add(exchange);
                }
            }
            case 2 -> {
                if (!standing.isEmpty()) {
                    long id = standing.get(random.nextInt(standing.size())).id();
                    world.catalog.revisions().undoExchange(channel.meter(), id, Unruly.BEGIN);
                }
            }
            case 3 -> world.put(channel.meter(), rules(random), List.of());
            default -> {}
        }
    }

    /// Around the readings, often at the time of one or beside it; of a device that goes on much
    /// where the other ended, or from nothing, or from anywhere.
    private static Exchange exchange(Random random, Channel channel, List<Sample> readings) {
        var near = readings.get(random.nextInt(readings.size()));
        long time =
                switch (random.nextInt(4)) {
                    case 0 -> near.time();
                    case 1 -> near.time() + random.nextInt(3) - 1;
                    case 2 -> near.time() + random.nextInt(-1_200_000, 1_200_000);
                    default -> near.time() + random.nextLong(-2 * DAY, 2 * DAY);
                };
        double end = near.value() + random.nextInt(-50, 200) / 10.0;
        double start = random.nextInt(3) == 0 ? 0 : near.value() * random.nextInt(30) / 10.0;
        return new Exchange(
                0,
                channel.meter(),
                channel.name(),
                time,
                Math.max(0, end),
                start,
                "",
                Unruly.BEGIN,
                "local",
                OptionalLong.empty());
    }

    private static MeterRules rules(Random random) {
        return RollWorld.rules(
                random.nextInt(3) * 1_500.0,
                random.nextInt(3) * 1_000.0,
                random.nextInt(3) * 400_000L);
    }

    private static void forget(RollWorld world, Channel channel) {
        for (var each : world.catalog.revisions().exchanges(channel.meter())) {
            if (each.stands()) {
                world.catalog.revisions().undoExchange(channel.meter(), each.id(), Unruly.BEGIN);
            }
        }
        world.put(channel.meter(), MeterRules.UNKNOWN, List.of());
    }
}
