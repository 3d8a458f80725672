package dev.wattsocket.rollup;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.Exchanged;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.MeterRules;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.model.Samples;
import dev.wattsocket.store.RollupStore;
import dev.wattsocket.store.RollupStore.Mark;
import dev.wattsocket.store.RollupStore.Progress;
import dev.wattsocket.store.SeriesStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Knows how far each channel is rolled up and what came late, and settles it. Any thread.
final class Upkeep {
    private final Catalog catalog;
    private final SeriesStore store;
    private final RollupStore rollups;
    private final Horizon horizon;
    private final Landing landing = new Landing();
    private final Map<Integer, Tracked> channels = new HashMap<>();
    private long lastMark;

    Upkeep(Catalog catalog, SeriesStore store, RollupStore rollups, Horizon horizon) {
        this.catalog = catalog;
        this.store = store;
        this.rollups = rollups;
        this.horizon = horizon;
        rollups.progress()
                .forEach((channel, progress) -> {
                    var tracked = tracked(channel);
                    tracked.progress = progress;
                    tracked.lateUpTo = progress.firstMillis();
                });
        for (var mark : rollups.marks()) {
            tracked(mark.channel()).marks.add(mark);
            lastMark = Math.max(lastMark, mark.id());
        }
        var newest = store.newest();
        for (int i = 0; i < newest.size(); i++) {
            tracked(newest.channel(i))
                    .handed(newest.timeMillis(i), newest.intervalSeconds(i) * 1000L);
        }
        catalog.onRevised(this::renew);
    }

    /// Before samples are handed to the store: notes those that come late.
    void before(Samples batch) {
        synchronized (this) {
            var late = new HashMap<Integer, Mark>();
            for (int i = 0; i < batch.size(); i++) {
                int channel = batch.channel(i);
                long time = batch.timeMillis(i);
                var tracked = tracked(channel);
                tracked.handed(time, batch.intervalSeconds(i) * 1000L);
                if (time <= tracked.lateUpTo) {
                    late.merge(
                            channel,
                            new Mark(0, channel, time, time + batch.intervalSeconds(i) * 1000L),
                            Upkeep::both);
                }
            }
            if (!late.isEmpty()) {
                keep(late.values().stream().map(this::numbered).toList());
            }
            landing.begin();
        }
    }

    void landed() {
        landing.end();
    }

    /// Computes anew what waits of a channel.
    void settle(Channel channel) {
        var tracked = tracked(channel.id());
        if (isSettled(tracked)) {
            return;
        }
        synchronized (tracked.settling) {
            List<Mark> marks;
            Progress progress;
            long newest;
            long batch;
            synchronized (this) {
                if (isSettled(tracked)) {
                    return;
                }
                marks = List.copyOf(tracked.marks);
                progress = tracked.progress;
                newest = tracked.newest;
                // Whatever comes from now on up to here may not be seen below.
                tracked.lateUpTo = newest;
                batch = landing.begun();
            }
            landing.await(batch);
            var settling =
                    new Settling(
                            channel,
                            roll(channel, progress),
                            readings(channel),
                            rollups,
                            horizon.frozen());
            var now = settling.settle(progress, marks, newest);
            rollups.done(channel.id(), now, marks);
            synchronized (this) {
                tracked.progress = now;
                tracked.settledFor = newest;
                tracked.lateUpTo = now.firstMillis();
                tracked.marks.removeAll(marks);
            }
        }
    }

    private synchronized boolean isSettled(Tracked tracked) {
        return tracked.isSettled();
    }

    /// Computes a channel's cells with what is rolled up so far.
    Roll roll(Channel channel) {
        Progress progress;
        synchronized (this) {
            progress = tracked(channel.id()).progress;
        }
        return roll(channel, progress);
    }

    private Roll roll(Channel channel, Progress progress) {
        var rules = catalog.meter(channel.meter()).map(Meter::rules).orElse(MeterRules.UNKNOWN);
        var readings = readings(channel);
        return new Roll(
                channel,
                readings,
                rules,
                exchanges(channel),
                (from, to) -> falls(channel, readings, progress.upToMillis(), from, to));
    }

    Readings readings(Channel channel) {
        return new Readings(store, channel.id());
    }

    /// Those that were entered for a register and not undone, in order of time.
    private List<Exchanged> exchanges(Channel channel) {
        return catalog.revisions().exchanges(channel.meter()).stream()
                .filter(each -> each.stands() && each.channel().equals(channel.name()))
                .map(each -> new Exchanged(each.timeMillis(), each.endValue(), each.startValue()))
                .sorted(Comparator.comparingLong(Exchanged::timeMillis))
                .toList();
    }

    /// Whether a register falls between two times: rollups know of each that had to be judged.
    private boolean falls(Channel channel, Readings readings, long rolledUpTo, long from, long to) {
        long rolled = Math.clamp(rolledUpTo, from, to);
        for (var cell : rollups.read(channel.id(), Resolution.QUARTER, from, rolled)) {
            if (cell.judged()) {
                return true;
            }
        }
        long newest;
        synchronized (this) {
            newest = tracked(channel.id()).newest;
        }
        long end = Math.min(to, newest + 1);
        return rolled < end && readings.firstFall(rolled, end).isPresent();
    }

    /// Computes anew what waits of all channels, for as long as it goes on.
    void settleAll(BooleanSupplier goesOn) {
        for (var meter : catalog.meters()) {
            for (var channel : catalog.channels(meter.id())) {
                if (!goesOn.getAsBoolean()) {
                    return;
                }
                settle(channel);
            }
        }
    }

    /// Computes all that is rolled up anew.
    void rebuild(Rollups.Progressed progressed) {
        var all = new ArrayList<Channel>();
        for (var meter : catalog.meters()) {
            all.addAll(catalog.channels(meter.id()));
        }
        for (int done = 0; done < all.size(); done++) {
            progressed.to(done, all.size());
            var channel = all.get(done);
            synchronized (this) {
                keep(List.of(numbered(new Mark(0, channel.id(), Long.MIN_VALUE, Long.MAX_VALUE))));
            }
            settle(channel);
        }
        progressed.to(all.size(), all.size());
    }

    /// Up to where a part of a range is rolled up, and up to where anything is known of it.
    record Known(long rolledUpTo, long end) {}

    synchronized Known known(Channel channel, long from, long to) {
        var tracked = tracked(channel.id());
        long upTo = Math.clamp(tracked.progress.upToMillis(), from, to);
        return new Known(upTo, Math.clamp(tracked.knownUpTo(), upTo, to));
    }

    /// The readings of a meter between two times mean something else now.
    private void renew(String meter, long fromMillis, long toMillis) {
        var marks = new ArrayList<Mark>();
        synchronized (this) {
            for (var channel : catalog.channels(meter)) {
                marks.add(new Mark(++lastMark, channel.id(), fromMillis, toMillis));
            }
            keep(marks);
        }
    }

    private synchronized Tracked tracked(int channel) {
        return channels.computeIfAbsent(channel, _ -> new Tracked());
    }

    private Mark numbered(Mark mark) {
        return new Mark(++lastMark, mark.channel(), mark.firstMillis(), mark.lastMillis());
    }

    private void keep(List<Mark> marks) {
        rollups.mark(marks);
        marks.forEach(mark -> tracked(mark.channel()).marks.add(mark));
    }

    private static Mark both(Mark one, Mark other) {
        return new Mark(
                0,
                one.channel(),
                Math.min(one.firstMillis(), other.firstMillis()),
                Math.max(one.lastMillis(), other.lastMillis()));
    }
}
