package dev.wattsocket.live;

import dev.wattsocket.bus.Message;
import dev.wattsocket.bus.Origin;
import dev.wattsocket.bus.Updates;
import dev.wattsocket.model.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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

    /// Channels that moved since somebody began to read the store.
    private final BitSet touched = new BitSet();

    private int readers;

    /// The offset of the latest update.
    long offset() {
        return offset;
    }

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
        return numbered(moved, moved.size(), Origin.HERE);
    }

    /// Applies a batch; answers what moved, in the batch's order, then the sums that moved with it.
    Updates apply(Samples batch) {
        return apply(batch, Origin.HERE);
    }

    private Updates apply(Samples batch, Origin origin) {
        var moved = new Samples.Builder(batch.size());
        var sums = new LinkedHashSet<LiveSum>();
        for (int i = 0; i < batch.size(); i++) {
            boolean moves =
                    Double.isNaN(batch.value(i))
                            ? takesBack(batch.channel(i), batch.timeMillis(i))
                            : moves(batch.channel(i), batch.timeMillis(i), batch.value(i));
            if (moves) {
                moved.add(
                        batch.channel(i),
                        batch.timeMillis(i),
                        batch.value(i),
                        batch.intervalSeconds(i));
                sums.addAll(sumsOfPart.getOrDefault(batch.channel(i), List.of()));
            }
        }
        int readings = moved.size();
        sums.forEach(sum -> add(sum, moved));
        return numbered(moved, moved.size() - readings, origin);
    }

    /// What another node's message moves, and what of it is older than what is known already.
    record Arrival(Updates passed, Updates moved) {}

    /// Takes in what is behind the offset `known` of another node's message.
    Arrival arrive(Message message, long known, int chain) {
        var samples = message.samples();
        var old = new Gathered(samples.size());
        var moved = new Gathered(samples.size());
        var sums = new LinkedHashSet<LiveSum>();
        for (int i = 0; i < samples.size(); i++) {
            if (message.offset(i) <= known) {
                continue;
            }
            int channel = samples.channel(i);
            boolean moves =
                    Double.isNaN(samples.value(i))
                            ? takesBack(channel, samples.timeMillis(i))
                            : moves(channel, samples.timeMillis(i), samples.value(i));
            (moves ? moved : old).add(samples, i, message.offset(i));
            if (moves) {
                sums.addAll(sumsOfPart.getOrDefault(channel, List.of()));
            }
        }
        var passed = numbered(old.samples, 0, old.origin(chain));
        int readings = moved.samples.size();
        sums.forEach(sum -> add(sum, moved.samples));
        int added = moved.samples.size() - readings;
        return new Arrival(passed, numbered(moved.samples, added, moved.origin(chain)));
    }

    private static final class Gathered {
        private final Samples.Builder samples;
        private final long[] offsets;

        Gathered(int most) {
            samples = new Samples.Builder(most);
            offsets = new long[most];
        }

        void add(Samples from, int i, long offset) {
            offsets[samples.size()] = offset;
            samples.add(
                    from.channel(i), from.timeMillis(i), from.value(i), from.intervalSeconds(i));
        }

        Origin origin(int chain) {
            return Origin.of(chain, Arrays.copyOf(offsets, samples.size()));
        }
    }

    /// Applies what the store had at a start: nobody's readings of now.
    Updates load(Samples newest) {
        return apply(newest, Origin.NONE);
    }

    /// Somebody begins to read the newest samples of some channels from the store.
    void readingBegins() {
        readers++;
    }

    /// What was read is of no use.
    void readingEnds() {
        readers--;
    }

    /// What was read is the truth for each of these channels that has not moved meanwhile, and may
    /// be news for the others.
    Updates settle(int[] channels, Samples stored) {
        readingEnds();
        var left = new BitSet();
        for (int channel : channels) {
            if (!touched.get(channel) && channel < times.length && times[channel] != NEVER) {
                left.set(channel);
            }
        }
        for (int i = 0; i < stored.size(); i++) {
            int channel = stored.channel(i);
            if (left.get(channel) && stored.timeMillis(i) >= times[channel]) {
                left.clear(channel);
            }
        }
        var moved = new Samples.Builder(stored.size());
        for (int channel = left.nextSetBit(0);
                channel >= 0;
                channel = left.nextSetBit(channel + 1)) {
            moved.add(channel, times[channel], Double.NaN, 0);
        }
        for (int i = 0; i < stored.size(); i++) {
            moved.add(
                    stored.channel(i),
                    stored.timeMillis(i),
                    stored.value(i),
                    stored.intervalSeconds(i));
        }
        if (readers == 0) {
            touched.clear();
        }
        return apply(moved.build(), Origin.NONE);
    }

    /// Takes a sample back that was deleted: if it is the channel's newest, there is an update
    /// whose value is not a number, and then the one that remains takes its place.
    Updates withdraw(int channel, long timeMillis, Samples remaining) {
        var batch = new Samples.Builder(1 + remaining.size());
        if (channel < times.length && times[channel] == timeMillis) {
            batch.add(channel, timeMillis, Double.NaN, 0);
            for (int i = 0; i < remaining.size(); i++) {
                batch.add(
                        remaining.channel(i),
                        remaining.timeMillis(i),
                        remaining.value(i),
                        remaining.intervalSeconds(i));
            }
        }
        return apply(batch.build());
    }

    private boolean takesBack(int channel, long timeMillis) {
        if (channel >= times.length || times[channel] != timeMillis) {
            return false;
        }
        times[channel] = NEVER;
        touch(channel);
        return true;
    }

    private void touch(int channel) {
        if (readers > 0) {
            touched.set(channel);
        }
    }

    private Updates numbered(Samples.Builder moved, int sums, Origin origin) {
        var updates = new Updates(offset + 1, moved.build(), sums, origin);
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
        touch(channel);
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
