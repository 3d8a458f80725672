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
import dev.wattsocket.store.RollupCells;
import dev.wattsocket.store.RollupState;
import dev.wattsocket.store.RollupTracking;
import dev.wattsocket.store.RollupTracking.Mark;
import dev.wattsocket.store.RollupTracking.Progress;
import dev.wattsocket.store.RollupTracking.Settled;
import dev.wattsocket.store.SeriesStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Knows what of each channel is rolled up and what waits, and computes anew what waits. Any
/// thread.
final class Upkeep {
    /// Channels that are settled together: shared by nodes, that costs all who append a moment.
    private static final int TOGETHER = 50;

    /// Reaches that are kept.
    private static final int REACHES_MAX = 100_000;

    private final Catalog catalog;
    private final SeriesStore store;
    private final RollupCells rollups;
    private final RollupTracking tracking;
    private final Horizon horizon;

    /// Of marks, by their numbers, the last time that they may change anything at.
    private final Map<Long, Long> reaches = new ConcurrentHashMap<>();

    Upkeep(
            Catalog catalog,
            SeriesStore store,
            RollupCells rollups,
            RollupTracking tracking,
            Horizon horizon) {
        this.catalog = catalog;
        this.store = store;
        this.rollups = rollups;
        this.tracking = tracking;
        this.horizon = horizon;
        catalog.onRevised(this::renew);
    }

    Known known(Channel channel) {
        return known(channel, tracking.state(channel.id()));
    }

    private Known known(Channel channel, RollupState state) {
        var progress = state.progress();
        if (progress.upToMillis() == Long.MIN_VALUE) {
            return Known.NOTHING;
        }
        long begin = progress.beginMillis();
        for (var mark : state.marks()) {
            if (mark.firstMillis() != Long.MIN_VALUE) {
                begin = Math.min(begin, mark.firstMillis());
            }
        }
        long end = Math.max(progress.upToMillis(), state.newest() + state.longestMillis() + 1);
        var exchanges = exchanges(channel);
        for (var each : exchanges) {
            end = Math.max(end, each.timeMillis() + 1);
        }
        long upTo = progress.upToMillis();
        if (channel.kind() == Kind.REGISTER) {
            upTo = Math.min(upTo, falls(channel, exchanges).reach(state.closed(), Readings.ALL));
        }
        return new Known(Quarter.startOf(begin), Quarter.startOf(upTo), Quarter.atOrAfter(end));
    }

    /// Computes anew what waits of a channel, if it may change anything from a time on: who looks
    /// at today does not wait for a past that is being written.
    void settle(Channel channel, long from) {
        if (awaits(channel, from)) {
            settle(channel);
        }
    }

    private boolean awaits(Channel channel, long from) {
        var state = tracking.state(channel.id());
        if (!state.isBegun()) {
            return !state.isSettled();
        }
        return state.marks().stream()
                .anyMatch(mark -> reach(channel, state.longestMillis(), mark) >= from);
    }

    /// A sample that is deleted or comes later has a mark of its own, so what was found out once
    /// holds.
    private long reach(Channel channel, long longest, Mark mark) {
        if (mark.lastMillis() == Long.MAX_VALUE) {
            return mark.lastMillis();
        }
        var known = reaches.get(mark.id());
        if (known != null) {
            return known;
        }
        long last = Settling.reach(channel.kind(), readings(channel), mark.lastMillis(), longest);
        long reach = Quarter.atOrAfter(last + 1);
        if (reaches.size() >= REACHES_MAX) {
            reaches.clear();
        }
        reaches.put(mark.id(), reach);
        return reach;
    }

    /// Computes anew what waits of a channel.
    void settle(Channel channel) {
        tracking.settle(List.of(channel.id()), this::compute);
    }

    /// Computes anew what waits of all channels, for as long as it goes on.
    void settleAll(BooleanSupplier goesOn) {
        catalog.tellAgain();
        var all = all().stream().map(Channel::id).toList();
        for (int from = 0; from < all.size() && goesOn.getAsBoolean(); from += TOGETHER) {
            var some = all.subList(from, Math.min(all.size(), from + TOGETHER));
            var states = tracking.states(some);
            var waiting = new ArrayList<Integer>();
            for (int i = 0; i < some.size(); i++) {
                if (!states.get(i).isSettled()) {
                    waiting.add(some.get(i));
                }
            }
            if (!waiting.isEmpty()) {
                tracking.settle(waiting, this::compute);
            }
        }
    }

    /// Computes all that is rolled up anew.
    void rebuild(Rollups.Progressed progressed) {
        var all = all();
        for (int done = 0; done < all.size(); done++) {
            progressed.to(done, all.size());
            var channel = all.get(done);
            tracking.mark(List.of(new Mark(0, channel.id(), Long.MIN_VALUE, Long.MAX_VALUE)));
            settle(channel);
        }
        progressed.to(all.size(), all.size());
    }

    private List<Channel> all() {
        return catalog.meters().stream()
                .flatMap(meter -> catalog.channels(meter.id()).stream())
                .toList();
    }

    private Settled compute(int id, RollupState state, RollupCells into) {
        // A mark may be another node's, whose change of the catalog this one has not heard of yet.
        catalog.refresh();
        var channel = catalog.channel(id);
        if (channel.isEmpty()) {
            // Its meter was deleted meanwhile.
            return Settled.nothing(state.newest());
        }
        var settled = compute(channel.get(), state, into);
        state.marks().forEach(mark -> reaches.remove(mark.id()));
        return settled;
    }

    private Settled compute(Channel channel, RollupState state, RollupCells into) {
        var before = state.progress();
        var marks = state.marks();
        long newest = state.newest();
        var exchanges = exchanges(channel);
        // What comes after is no matter of this: it may be seen in part.
        var readings = new Readings(store.steady(), channel.id(), newest + 1);
        long begin = Settling.begin(readings, before, marks, exchanges, newest);
        if (begin == Long.MAX_VALUE) {
            return Settled.nothing(newest);
        }
        long most = state.longestMillis();
        if (channel.kind() == Kind.INTERVAL) {
            most = Math.max(most, readings.longest(before.upToMillis(), Readings.ALL));
            for (var mark : marks) {
                most = Math.max(most, readings.longest(mark.firstMillis(), mark.lastMillis() + 1));
            }
        }
        var falls = new Falls(readings, exchanges);
        var roll = new Roll(channel, readings, rules(channel), exchanges, most, falls::any);
        return new Settling(channel, readings, falls, roll, into, frozen(readings, before))
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
        var states = tracking.states(some.stream().map(Channel::id).toList());
        for (var state : states) {
            standing = standing.and(standing(state));
        }
        for (int i = 0; i < some.size(); i++) {
            var channel = some.get(i);
            settle(channel, Long.MAX_VALUE);
            var now = tracking.state(channel.id());
            standing = standing.closedUpTo(known(channel, now).upTo()).reaching(now.reach());
            for (var each : exchanges(channel)) {
                // The device that was exchanged after the last sample.
                standing = standing.reaching(each.timeMillis() + 1);
            }
        }
        return standing;
    }

    private static Standing standing(RollupState state) {
        return new Standing(Long.MAX_VALUE, state.revised(), state.appended(), Long.MIN_VALUE);
    }

    /// Quarter hours of any channel may have changed.
    void revised() {
        tracking.revised();
    }

    /// Computes what is not rolled up yet, or lies inside of quarter hours.
    Roll roll(Channel channel) {
        var exchanges = exchanges(channel);
        var state = tracking.state(channel.id());
        long rolledUpTo = state.progress().upToMillis();
        var falls = falls(channel, exchanges);
        return new Roll(
                channel,
                readings(channel),
                rules(channel),
                exchanges,
                state.longestMillis(),
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
        tracking.mark(
                catalog.channels(meter).stream()
                        .map(each -> new Mark(0, each.id(), fromMillis, toMillis))
                        .toList());
    }
}
