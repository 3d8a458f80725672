package dev.wattsocket.hub;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.Gathered.Point;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A viewer that comes and goes, reads slowly, outstays what is kept in memory and outlives the
/// program: what it gathers is what is stored, but for what it was told is left out.
final class ReplayTest {
    private static final int WORLDS = Integer.getInteger("wattsocket.worlds", 40);
    private static final int STEPS = 300;
    private static final int BURST = 800;

    @Test
    void nothingIsMissingAndNothingIsThereTwice() {
        long first = System.nanoTime();
        System.out.println("seeds from " + first);
        for (long seed = first; seed < first + WORLDS; seed++) {
            live(seed);
        }
    }

    private static void live(long seed) {
        var random = new Random(seed);
        var world = new ReplayWorld(random);
        for (int i = random.nextInt(20); i > 0; i--) {
            world.readingsComeIn();
        }
        long firstMillis = world.newestMillis();
        world.connect(new Start.Snapshot());
        for (int step = 0; step < STEPS; step++) {
            step(world, random);
        }
        if (!world.isConnected()) {
            world.comeBack();
        }
        eventually(
                "everything is there, seed " + seed,
                () -> {
                    world.turnSocket(true);
                    world.settle();
                    comeBackIfLost(world);
                    return world.keys().stream().allMatch(key -> isNewest(world, key));
                });
        long missing =
                world.keys().stream().mapToLong(key -> missing(world, key, firstMillis)).sum();
        assertThat(missing).as("seed " + seed).isEqualTo(world.gathered().conflated());
    }

    private static void step(ReplayWorld world, Random random) {
        switch (random.nextInt(50)) {
            case 0, 1, 2 -> world.disconnect();
            case 3, 4, 5 -> {
                if (!world.isConnected()) {
                    world.comeBack();
                }
            }
            case 6 -> world.restart();
            case 7, 8, 9 -> world.turnSocket(false);
            case 10, 11, 12, 13 -> world.turnSocket(true);
            case 14 -> {
                for (int i = random.nextInt(BURST); i > 0; i--) {
                    world.readingsComeIn();
                }
            }
            default -> world.readingsComeIn();
        }
        comeBackIfLost(world);
    }

    /// Told that its position is not known any more, the viewer asks by time instead.
    private static void comeBackIfLost(ReplayWorld world) {
        if (world.gathered().isLost()) {
            world.gathered().found();
            world.disconnect();
            world.connect(new Start.AfterTime(world.gathered().newestMillis()));
        }
    }

    private static boolean isNewest(ReplayWorld world, String key) {
        var stored = world.stored(key);
        var gathered = world.gathered().of(key);
        return stored.isEmpty()
                || (!gathered.isEmpty() && gathered.getLast().equals(stored.getLast()));
    }

    /// How many stored values it never saw: from the newest when it came first on. Fails where it
    /// saw one that is not stored, or one twice, or out of order.
    private static long missing(ReplayWorld world, String key, long firstMillis) {
        var gathered = world.gathered().of(key);
        var stored = world.stored(key);
        long before = stored.stream().filter(point -> point.millis() <= firstMillis).count();
        List<Point> since = stored.subList((int) Math.max(0, before - 1), stored.size());
        int at = 0;
        for (var point : gathered) {
            while (at < since.size() && !since.get(at).equals(point)) {
                at++;
            }
            assertThat(at)
                    .as(key + " in order, once, as stored: " + point)
                    .isLessThan(since.size());
            at++;
        }
        return (long) since.size() - gathered.size();
    }
}
