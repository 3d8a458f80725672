package dev.wattsocket.rollup;

import dev.wattsocket.kit.Cases;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.model.Samples;
import dev.wattsocket.rollup.Unruly.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rollups that two nodes share say what the readings say, whichever node took a reading, was
/// asked, or settled.
class SharedRollupsAreRawTest {
    private static final int CASES = Integer.getInteger("shared.cases", 50);
    private static final int ROUNDS = Integer.getInteger("shared.rounds", 20);
    private static final int WRITERS = 4;

    @TempDir Path folder;

    @Test
    void whicheverNodeItWas() throws Exception {
        try (var world = new SharedRollWorld(folder, 1, false)) {
            Cases.check(
                    CASES,
                    5_000_000,
                    random -> {
                        var channel = RollupsAreRawTest.anyChannel(world, random);
                        var unruly = new Unruly(random, channel.kind());
                        RollupsAreRawTest.check(
                                world, random, channel, unruly, unruly.readings(20));
                    });
        }
    }

    /// Some write while others settle and ask: no sample is overlooked in between.
    @Test
    void allAtOnce() throws Exception {
        try (var world = new SharedRollWorld(folder, 2, true)) {
            Cases.check(ROUNDS, 6_000_000, random -> round(world, random));
        }
    }

    private record Written(Channel channel, List<Sample> samples) {}

    private static void round(SharedRollWorld world, Random random) throws Exception {
        world.empty();
        var all = new ArrayList<Written>();
        for (var device : List.of("gauge", "register", "amounts", "register-modulus")) {
            var channel = world.channels(device).getFirst();
            all.add(new Written(channel, new Unruly(random, channel.kind()).readings(10)));
        }
        var writing = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Future<?>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                var batches = batches(all, writer, new Random(random.nextLong()));
                writers.add(threads.submit(() -> batches.forEach(world::append)));
            }
            var settlers = new ArrayList<Future<?>>();
            for (int i = 0; i < 2; i++) {
                settlers.add(threads.submit(() -> settle(world, writing)));
            }
            await(writers);
            writing.set(false);
            await(settlers);
        }
        for (var written : all) {
            check(world, written);
            check(world, written);
        }
    }

    /// Every fourth sample is this writer's; the order is chance.
    private static List<Samples> batches(List<Written> all, int writer, Random random) {
        var singles = new ArrayList<Samples>();
        for (var written : all) {
            for (int i = writer; i < written.samples().size(); i += WRITERS) {
                var sample = written.samples().get(i);
                var batch = new Samples.Builder(1);
                batch.add(written.channel().id(), sample.time(), sample.value(), sample.seconds());
                singles.add(batch.build());
            }
        }
        Collections.shuffle(singles, random);
        return singles;
    }

    private static void settle(SharedRollWorld world, AtomicBoolean writing) {
        while (writing.get()) {
            world.settleAll();
        }
    }

    private static void await(List<Future<?>> all) throws InterruptedException, ExecutionException {
        for (var each : all) {
            each.get();
        }
    }

    private static void check(SharedRollWorld world, Written written) {
        var samples = written.samples();
        long from = Quarter.startOf(samples.getFirst().time()) - Resolution.DAY_MILLIS / 2;
        long to = Quarter.atOrAfter(samples.getLast().time()) + Resolution.DAY_MILLIS;
        RollupsAreRawTest.same(
                world.rollups().quarters(written.channel(), from, to),
                world.direct(written.channel(), samples, from, to, Resolution.QUARTER));
    }
}
