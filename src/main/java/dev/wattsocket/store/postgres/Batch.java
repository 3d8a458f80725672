package dev.wattsocket.store.postgres;

import dev.wattsocket.model.Samples;
import dev.wattsocket.store.AppendQueue.Pending;
import java.util.Arrays;
import java.util.List;

/// Batches as one: each identity once, of which the last counts, in the order of week, channel and
/// time. All nodes write in this order, so none waits for another that waits for it.
final class Batch {
    private Batch() {}

    static Samples of(List<Pending> pending) {
        int size = pending.stream().mapToInt(each -> each.batch().size()).sum();
        var all = new Samples.Builder(size);
        for (var each : pending) {
            var batch = each.batch();
            for (int i = 0; i < batch.size(); i++) {
                add(all, batch, i);
            }
        }
        var samples = all.build();
        return isInOrder(samples) ? samples : inOrder(samples);
    }

    private static boolean isInOrder(Samples samples) {
        for (int i = 1; i < samples.size(); i++) {
            if (compare(samples, i - 1, i) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static Samples inOrder(Samples samples) {
        var order = new Integer[samples.size()];
        Arrays.setAll(order, i -> i);
        // It is stable: the last of the same identity stays the last.
        Arrays.sort(order, (a, b) -> compare(samples, a, b));
        var sorted = new Samples.Builder(samples.size());
        for (int i = 0; i < order.length; i++) {
            if (i + 1 == order.length || compare(samples, order[i], order[i + 1]) != 0) {
                add(sorted, samples, order[i]);
            }
        }
        return sorted.build();
    }

    private static int compare(Samples samples, int a, int b) {
        int byWeek = Long.compare(Weeks.of(samples.timeMillis(a)), Weeks.of(samples.timeMillis(b)));
        if (byWeek != 0) {
            return byWeek;
        }
        int byChannel = Integer.compare(samples.channel(a), samples.channel(b));
        return byChannel != 0
                ? byChannel
                : Long.compare(samples.timeMillis(a), samples.timeMillis(b));
    }

    static void add(Samples.Builder to, Samples from, int i) {
        to.add(from.channel(i), from.timeMillis(i), from.value(i), from.intervalSeconds(i));
    }
}
