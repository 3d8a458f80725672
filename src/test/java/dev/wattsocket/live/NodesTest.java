package dev.wattsocket.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.Gathered;
import dev.wattsocket.model.Channel;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A viewer that goes from node to node while messages between them are late, lost or doubled,
/// nodes are cut off, restarted and killed, and what they share is emptied: nothing is there twice,
/// nothing is missing, and in the end it sees what is stored.
final class NodesTest {
    private static final int WORLDS = Integer.getInteger("wattsocket.worlds", 150);
    private static final int STEPS = 400;
    private static final long SEED = Long.getLong("wattsocket.seed", 1);

    @Test
    void whoGoesFromNodeToNodeMissesNothingAndSeesNothingTwice() {
        int resumed = 0;
        for (long seed = SEED; seed < SEED + WORLDS; seed++) {
            resumed += live(seed, false);
        }
        assertThat(resumed).as("came back at another node").isGreaterThan(WORLDS);
    }

    @Test
    void whateverHappensTheNewestIsSeenAndNothingTwice() {
        for (long seed = SEED; seed < SEED + WORLDS; seed++) {
            live(seed, true);
        }
    }

    /// Answers how often a position was good for going on.
    private static int live(long seed, boolean isRough) {
        var random = new Random(seed);
        var world = new NodesWorld(random, isRough);
        int resumed = 0;
        for (int i = 0; i < 10; i++) {
            world.readingsComeIn();
        }
        world.arriveAll();
        world.connect();
        for (int step = 0; step < STEPS; step++) {
            boolean wasAway = !world.isConnected();
            step(world, random, isRough);
            world.beginAnewIfLost();
            resumed += wasAway && world.isConnected() ? 1 : 0;
        }
        world.heal();
        world.arriveAll();
        if (!world.isConnected()) {
            world.connect();
        }
        for (int i = 0; i < 30; i++) {
            world.arriveAll();
            world.beginAnewIfLost();
        }
        world.watched().forEach(channel -> check(world, channel, isRough, seed));
        return resumed;
    }

    private static void step(NodesWorld world, Random random, boolean isRough) {
        switch (random.nextInt(60)) {
            case 0, 1, 2, 3 -> world.disconnect();
            case 4, 5, 6, 7, 8 -> {
                if (!world.isConnected()) {
                    world.connect();
                }
            }
            case 9 -> world.moveDevice();
            case 10 -> {
                if (isRough) {
                    world.cut();
                }
            }
            case 11, 12, 13 -> world.heal();
            case 14 -> world.restart();
            case 15 -> {
                if (isRough) {
                    world.kill();
                }
            }
            case 16 -> {
                if (isRough) {
                    world.emptyExchange();
                }
            }
            case 17, 18 -> world.arriveAll();
            case 19, 20, 21, 22, 23, 24 -> world.readingsComeIn();
            default -> world.travel();
        }
    }

    private static void check(NodesWorld world, Channel channel, boolean isRough, long seed) {
        var stored = world.stored(channel);
        var gathered = world.gathered().of(Gathered.key(channel.meter(), channel.name()));
        String what = channel.meter() + "." + channel.name() + ", seed " + seed;
        if (stored.isEmpty()) {
            assertThat(gathered).as(what).isEmpty();
            return;
        }
        assertThat(gathered).as(what).isNotEmpty().doesNotHaveDuplicates();
        assertThat(gathered.getLast()).as(what).isEqualTo(stored.getLast());
        assertThat(stored).as(what).containsSubsequence(gathered);
        if (!isRough) {
            int from = stored.indexOf(gathered.getFirst());
            int missing = stored.size() - from - gathered.size();
            assertThat(missing)
                    .as("missing of " + what + ": " + gathered + " of " + stored)
                    .isZero();
        }
    }
}
