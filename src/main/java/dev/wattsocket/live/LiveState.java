package dev.wattsocket.live;

import dev.wattsocket.bus.Updates;
import dev.wattsocket.model.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// The newest sample of every channel, and the rule that decides what moves it: only a newer time,
/// or another value at the same time. A late reading changes history, never the live picture.
/// Confined to the live loop.
final class LiveState {
    private static final long NEVER = Long.MIN_VALUE;

    private long[] times = new long[0];
    private double[] values = new double[0];
    private final Map<Integer, List<LiveSum>> sumsOfPart = new HashMap<>();
    private long offset;

    /// Which sums there are from now on; answers those that can be told.
    Updates sums(List<LiveSum> sums) {
        sumsOfPart.clear();
        for (var sum : sums) {
            for (var part : sum.parts()) {
                sumsOfPart.computeIfAbsent(part.channel(), _ -> new ArrayList<>()).add(sum);
            }
        }
        var moved = new Samples.Builder(sums.size());
        sums.forEach(sum -> add(sum, moved));
        return numbered(moved);
    }

    /// Applies a batch; answers what moved, in the batch's order, then the sums that moved with it.
    Updates apply(Samples batch) {
        var moved = new Samples.Builder(batch.size());
        var sums = new LinkedHashSet<LiveSum>();
        for (int i = 0; i < batch.size(); i++) {
            if (moves(batch.channel(i), batch.timeMillis(i), batch.value(i))) {
                moved.add(
                        batch.channel(i),
                        batch.timeMillis(i),
                        batch.value(i),
                        batch.intervalSeconds(i));
                sums.addAll(sumsOfPart.getOrDefault(batch.channel(i), List.of()));
            }
        }
        sums.forEach(sum -> add(sum, moved));
        return numbered(moved);
    }

    /// Takes a sample back that was deleted: if it is the channel's newest, the one that remains
    /// takes its place; where none does, the update's value is not a number.
    Updates withdraw(int channel, long timeMillis, Samples remaining) {
        var moved = new Samples.Builder(1);
        if (channel < times.length && times[channel] == timeMillis) {
            times[channel] = NEVER;
            if (remaining.size() > 0) {
                return apply(remaining);
            }
            moved.add(channel, timeMillis, Double.NaN, 0);
        }
        return numbered(moved);
    }

    private Updates numbered(Samples.Builder moved) {
        var updates = new Updates(offset + 1, moved.build());
        offset = updates.lastOffset();
        return updates;
    }

    /// A sum is told once each of its parts has a value, and is as new as the newest of them.
    private void add(LiveSum sum, Samples.Builder moved) {
        long time = NEVER;
        double value = 0;
        for (var part : sum.parts()) {
            if (part.channel() >= times.length || times[part.channel()] == NEVER) {
                return;
            }
            time = Math.max(time, times[part.channel()]);
            value += part.sign() * values[part.channel()];
        }
        if (moves(sum.channel(), time, value)) {
            moved.add(sum.channel(), time, value, 0);
        }
    }

    private boolean moves(int channel, long timeMillis, double value) {
        if (channel >= times.length) {
            grow(channel + 1);
        }
        long known = times[channel];
        if (timeMillis < known || (timeMillis == known && value == values[channel])) {
            return false;
        }
        times[channel] = timeMillis;
        values[channel] = value;
        return true;
    }

    private void grow(int atLeast) {
        int length = Math.max(64, Math.max(atLeast, times.length * 2));
        int before = times.length;
        times = Arrays.copyOf(times, length);
        values = Arrays.copyOf(values, length);
        Arrays.fill(times, before, length, NEVER);
    }
}
