package dev.wattsocket.rollup;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.Exchanged;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Exchange;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.MeterRules;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.model.Samples;
import dev.wattsocket.store.RollupStore;
import dev.wattsocket.store.RollupStore.Mark;
import dev.wattsocket.store.RollupStore.Progress;
import dev.wattsocket.store.SeriesStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Knows what of each channel is rolled up and what waits, and computes anew what waits. Any
/// thread.
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
        rollups.progress().forEach((channel, progress) -> tracked(channel).resume(progress));
        for (var mark : rollups.marks()) {
            tracked(mark.channel()).marks.add(mark);
            lastMark = Math.max(lastMark, mark.id());
        }
        var newest = store.newest();
        for (int i = 0; i < newest.size(); i++) {
            tracked(newest.channel(i))
                    .resumed(newest.timeMillis(i), newest.intervalSeconds(i) * 1000L);
        }
        catalog.onRevised(this::renew);
    }

    Known known(Channel channel) {
        var tracked = tracked(channel.id());
        Progress progress;
        long begin;
        long end;
        long closed;
        synchronized (this) {
            progress = tracked.progress;
            if (progress.upToMillis() == Long.MIN_VALUE) {
                return Known.NOTHING;
            }
            begin = progress.beginMillis();
            for (var mark : tracked.marks) {
                if (mark.firstMillis() != Long.MIN_VALUE) {
                    begin = Math.min(begin, mark.firstMillis());
                }
            }
            end = Math.max(progress.upToMillis(), tracked.newest + tracked.longest + 1);
            closed = tracked.closed;
        }
        var exchanges = exchanges(channel);
        for (var each : exchanges) {
            end = Math.max(end, each.timeMillis() + 1);
        }
        long upTo = progress.upToMillis();
        if (channel.kind() == Kind.REGISTER) {
            upTo = Math.min(upTo, falls(channel, exchanges).reach(closed, Readings.ALL));
        }
        return new Known(Quarter.startOf(begin), Quarter.startOf(upTo), Quarter.atOrAfter(end));
    }

    /// Before samples are handed to the store: notes those that come late. Answers the number of
    /// the batch.
    synchronized long before(Samples batch) {
        var late = new HashMap<Integer, Mark>();
        long number = landing.begun() + 1;
        for (int i = 0; i < batch.size(); i++) {
            int channel = batch.channel(i);
            long time = batch.timeMillis(i);
            var tracked = tracked(channel);
            tracked.handed(time, batch.intervalSeconds(i) * 1000L, number);
            if (time <= tracked.lateUpTo) {
                late.merge(channel, new Mark(0, channel, time, time), Upkeep::both);
            }
        }
        if (!late.isEmpty()) {
            keep(late.values().stream().map(this::numbered).toList());
        }
        return landing.begin();
    }

    void landed(long batch) {
        landing.end(batch);
    }

    /// Computes anew what waits of a channel, if it may change anything from a time on: who looks
    /// at today does not wait for a past that is being written.
    void settle(Channel channel, long from) {
        if (awaits(channel, from)) {
            settle(channel);
        }
    }

    private boolean awaits(Channel channel, long from) {
        var tracked = tracked(channel.id());
        List<Mark> marks;
        synchronized (this) {
            if (!tracked.isBegun()) {
                return !tracked.isSettled();
            }
            marks = List.copyOf(tracked.marks);
        }
        return marks.stream().anyMatch(mark -> reach(channel, tracked, mark) >= from);
    }

    /// A sample that is deleted or comes later has a mark of its own, so what was found out once
    /// holds.
    private long reach(Channel channel, Tracked tracked, Mark mark) {
        if (mark.lastMillis() == Long.MAX_VALUE) {
            return mark.lastMillis();
        }
        long longest;
        synchronized (this) {
            var known = tracked.reaches.get(mark.id());
            if (known != null) {
                return known;
            }
            longest = tracked.longest;
        }
        long late = mark.lastMillis();
        long last = Settling.reach(channel.kind(), readings(channel), late, longest);
        long reach = Quarter.atOrAfter(last + 1);
        synchronized (this) {
            if (tracked.marks.contains(mark)) {
                tracked.reaches.put(mark.id(), reach);
            }
        }
        return reach;
    }

    /// Computes anew what waits of a channel.
    void settle(Channel channel) {
        var tracked = tracked(channel.id());
        if (isSettled(tracked)) {
            return;
        }
        synchronized (tracked.settling) {
            List<Mark> marks;
            Progress before;
            long newest;
            long longest;
            long batch;
            synchronized (this) {
                if (isSettled(tracked)) {
                    return;
                }
                marks = List.copyOf(tracked.marks);
                before = tracked.progress;
                newest = tracked.newest;
                longest = tracked.longest;
                // Whatever comes from now on up to here may not be seen below.
                tracked.lateUpTo = newest;
                batch = landing.begun();
            }
            landing.await(batch);
            var now = settle(channel, before, marks, newest, longest);
            rollups.done(channel.id(), now.progress(), marks);
            synchronized (this) {
                tracked.settled(now, newest, marks);
            }
        }
    }

    /// Computes anew what waits of all channels, for as long as it goes on.
    void settleAll(BooleanSupplier goesOn) {
        for (var channel : all()) {
            if (!goesOn.getAsBoolean()) {
                return;
            }
            settle(channel);
        }
    }

    /// Computes all that is rolled up anew.
    void rebuild(Rollups.Progressed progressed) {
        var all = all();
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

    private List<Channel> all() {
        return catalog.meters().stream()
                .flatMap(meter -> catalog.channels(meter.id()).stream())
                .toList();
    }

    private Settling.Settled settle(
            Channel channel, Progress before, List<Mark> marks, long newest, long longest) {
        var exchanges = exchanges(channel);
        // What comes after is no matter of this: it may be seen in part.
        var readings = new Readings(store.steady(), channel.id(), newest + 1);
        long begin = Settling.begin(readings, before, marks, exchanges, newest);
        if (begin == Long.MAX_VALUE) {
            return Settling.Settled.nothing(newest);
        }
        long most = longest;
        if (channel.kind() == Kind.INTERVAL) {
            most = Math.max(most, readings.longest(before.upToMillis(), Readings.ALL));
            for (var mark : marks) {
                most = Math.max(most, readings.longest(mark.firstMillis(), mark.lastMillis() + 1));
            }
        }
        var falls = new Falls(readings, exchanges);
        var roll = new Roll(channel, readings, rules(channel), exchanges, most, falls::any);
        return new Settling(channel, readings, falls, roll, rollups, frozen(readings, before))
                .settle(before, marks, begin, newest, most);
    }

    /// What lies before this time can't be computed any more: up to the first reading that is
    /// there, where those before it are gone.
    private long frozen(Readings readings, Progress before) {
        long raw = horizon.raw();
        if (raw == Long.MIN_VALUE || before.beginMillis() >= raw) {
            return raw;
        }
        var first = readings.after(raw, 1, Rollups.NOBODY);
        return Math.max(
                horizon.frozen(), first.isPresent() ? Quarter.atOrAfter(first.getAsLong()) : raw);
    }

    /// Where the figures of some channels stand together.
    Standing standing(List<Channel> some) {
        var standing = Standing.NONE;
        long batch = 0;
        synchronized (this) {
            for (var channel : some) {
                var tracked = tracked(channel.id());
                standing = standing.and(tracked.standing());
                batch = Math.max(batch, tracked.lastBatch());
            }
            // One that could not be marked never began.
            batch = Math.min(batch, landing.begun());
        }
        // What was counted can be read from now on.
        landing.await(batch);
        for (var channel : some) {
            settle(channel, Long.MAX_VALUE);
            standing = standing.closedUpTo(known(channel).upTo()).reaching(reach(channel));
        }
        return standing;
    }

    /// The end of the last sample, or of the device that was exchanged after it.
    private long reach(Channel channel) {
        long reach;
        synchronized (this) {
            reach = tracked(channel.id()).reach();
        }
        for (var each : exchanges(channel)) {
            reach = Math.max(reach, each.timeMillis() + 1);
        }
        return reach;
    }

    /// Quarter hours of any channel may have changed.
    synchronized void revised() {
        channels.values().forEach(Tracked::revised);
    }

    private synchronized boolean isSettled(Tracked tracked) {
        return tracked.isSettled();
    }

    /// Computes what is not rolled up yet, or lies inside of quarter hours.
    Roll roll(Channel channel) {
        var exchanges = exchanges(channel);
        long longest;
        long rolledUpTo;
        synchronized (this) {
            var tracked = tracked(channel.id());
            longest = tracked.longest;
            rolledUpTo = tracked.progress.upToMillis();
        }
        var falls = falls(channel, exchanges);
        return new Roll(
                channel,
                readings(channel),
                rules(channel),
                exchanges,
                longest,
                (from, to) -> {
                    long rolled = Math.clamp(rolledUpTo, from, to);
                    return wasJudged(channel, from, rolled)
                            || (rolled < to && falls.any(rolled, to));
                });
    }

    /// Rollups know of each reading that had to be judged.
    private boolean wasJudged(Channel channel, long from, long to) {
        return from < to
                && rollups
                        .read(channel.id(), Resolution.QUARTER, Quarter.startOf(from), to)
                        .stream()
                        .anyMatch(cell -> cell.judged());
    }

    Readings readings(Channel channel) {
        return new Readings(store.steady(), channel.id(), Readings.ALL);
    }

    private Falls falls(Channel channel, List<Exchanged> exchanges) {
        return new Falls(readings(channel), exchanges);
    }

    private MeterRules rules(Channel channel) {
        return catalog.meter(channel.meter()).map(Meter::rules).orElse(MeterRules.UNKNOWN);
    }

    /// Those that were entered for a register and not undone, in order of time.
    private List<Exchanged> exchanges(Channel channel) {
        return catalog.revisions().exchanges(channel.meter()).stream()
                .filter(Exchange::stands)
                .filter(each -> each.channel().equals(channel.name()))
                .map(each -> new Exchanged(each.timeMillis(), each.endValue(), each.startValue()))
                .sorted(Comparator.comparingLong(Exchanged::timeMillis))
                .toList();
    }

    /// The readings of a meter between two times mean something else now.
    private void renew(String meter, long fromMillis, long toMillis) {
        var channelsOfIt = catalog.channels(meter);
        synchronized (this) {
            keep(
                    channelsOfIt.stream()
                            .map(each -> new Mark(0, each.id(), fromMillis, toMillis))
                            .map(this::numbered)
                            .toList());
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
        for (var mark : marks) {
            var tracked = tracked(mark.channel());
            tracked.marks.add(mark);
            tracked.revised();
        }
    }

    private static Mark both(Mark one, Mark other) {
        return new Mark(
                0,
                one.channel(),
                Math.min(one.firstMillis(), other.firstMillis()),
                Math.max(one.lastMillis(), other.lastMillis()));
    }
}
