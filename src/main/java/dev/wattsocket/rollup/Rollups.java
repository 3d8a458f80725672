package dev.wattsocket.rollup;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.EnergyCells;
import dev.wattsocket.metering.Exchanged;
import dev.wattsocket.metering.Judgement;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.model.Cell;
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
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What samples come to, quarter hour by quarter hour: out of rollups where they are, out of the
/// samples themselves for the quarter hours that still run. Any thread.
///
/// Samples go to the store through here, so that each that comes late is known before it is
/// durable: whatever has to be computed anew survives the process being killed. A question first
/// settles what waits of its channels.
public final class Rollups implements AutoCloseable {
    /// Looks at nothing.
    public static final SeriesStore.Visitor NOBODY = (_, _, _, _) -> true;

    private final Catalog catalog;
    private final SeriesStore store;
    private final RollupStore rollups;
    private final Landing landing = new Landing();
    private final Map<Integer, Tracked> channels = new HashMap<>();
    private long lastMark;

    public Rollups(Catalog catalog, SeriesStore store, RollupStore rollups) {
        this.catalog = catalog;
        this.store = store;
        this.rollups = rollups;
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

    /// The store, as those who append must see it.
    public SeriesStore watched() {
        return new Watched(store, this);
    }

    /// Every quarter hour of a channel in a range of whole ones, those too that hold nothing.
    public List<Cell> quarters(Channel channel, long from, long to) {
        settle(channel);
        var known = known(channel, from, to);
        long upTo = known.rolledUpTo();
        long end = known.end();
        var cells = new ArrayList<Cell>((int) ((to - from) / Quarter.MILLIS));
        fill(rollups.read(channel.id(), Resolution.QUARTER, from, upTo), from, upTo, cells);
        if (end > upTo) {
            cells.addAll(roll(channel).range(upTo, end, false).cells());
        }
        fill(List.of(), end, to, cells);
        return cells;
    }

    /// The energy of every quarter hour of a channel in a range of whole ones.
    public EnergyCells energy(Channel channel, long from, long to) {
        settle(channel);
        var known = known(channel, from, to);
        var cells = new EnergyCells(from, (int) ((to - from) / Quarter.MILLIS));
        rollups.energy(channel.id(), from, known.rolledUpTo(), cells::set);
        if (known.rolledUpTo() < known.end()) {
            var tally = roll(channel).range(known.rolledUpTo(), known.end(), false).tally();
            for (int at = 0; at < tally.size(); at++) {
                cells.set(
                        tally.firstMillis() + at * Quarter.MILLIS,
                        tally.importMicroWh(at),
                        tally.exportMicroWh(at),
                        tally.coveredMillis(at));
            }
        }
        return cells;
    }

    /// The minutes of a channel that hold anything, in a range of whole quarter hours.
    public List<Cell> minutes(Channel channel, long from, long to) {
        var quarters = quarters(channel, from, to);
        var stored = rollups.read(channel.id(), Resolution.MINUTE, from, to);
        var minutes = new ArrayList<Cell>();
        int next = 0;
        for (int at = 0; at < quarters.size(); at++) {
            int run = at;
            while (run < quarters.size() && !hasMinute(stored, next, quarters.get(run))) {
                run++;
            }
            if (run > at) {
                // Where samples are few, they are as quickly read themselves.
                long end = from + run * Quarter.MILLIS;
                long step = Resolution.MINUTE.millis();
                minutes.addAll(levels(channel, from + at * Quarter.MILLIS, end, step, NOBODY));
            }
            at = run;
            long end = from + (at + 1) * Quarter.MILLIS;
            while (next < stored.size() && stored.get(next).startMillis() < end) {
                minutes.add(stored.get(next++));
            }
        }
        return minutes;
    }

    /// What the samples of a channel come to in stretches of a length that begin where they do on
    /// the clock, the first and last cut at the range; those too that hold nothing. Shows all
    /// samples on the way, and those around the range.
    public List<Cell> levels(
            Channel channel, long from, long to, long step, SeriesStore.Visitor visitor) {
        return from < to ? roll(channel).levels(from, to, step, visitor) : List.of();
    }

    /// The energy of a channel up to a time inside a quarter hour, from the start of that.
    public EnergyCells until(Channel channel, long millis) {
        settle(channel);
        long start = Quarter.startOf(millis);
        var tally = roll(channel).cut(start, start + Quarter.MILLIS, millis).tally();
        var cell = new EnergyCells(start, 1);
        cell.set(
                start,
                tally.importMicroWhUntil(0),
                tally.exportMicroWhUntil(0),
                tally.coveredMillisUntil(0));
        return cell;
    }

    /// The judgements of a register's readings in a range.
    public List<Judgement> judgements(Channel channel, long from, long to) {
        settle(channel);
        var all = new ArrayList<Judgement>();
        long start = Quarter.startOf(from);
        // Only quarter hours that have something to tell are read again.
        for (var cell : quarters(channel, start, Quarter.atOrAfter(to))) {
            if (cell.judged()) {
                long end = cell.startMillis() + Quarter.MILLIS;
                all.addAll(
                        roll(channel)
                                .judgements(Math.max(from, cell.startMillis()), Math.min(to, end)));
            }
        }
        return all;
    }

    /// The times of the first and last sample of a channel.
    public Optional<SeriesStore.Span> span(Channel channel) {
        return readings(channel).span();
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

    /// Computes all that is rolled up anew, from the samples that are there. Questions meanwhile
    /// wait only for the channel that is at work.
    public void rebuild(Progressed progressed) {
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

    /// Is told how many channels of how many are done.
    public interface Progressed {
        void to(int done, int all);
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

    @Override
    public void close() {
        rollups.close();
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
                            Rollups::both);
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
    private void settle(Channel channel) {
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
                    new Settling(channel, roll(channel, progress), readings(channel), rollups);
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

    private Roll roll(Channel channel) {
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

    private Readings readings(Channel channel) {
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

    /// Adds the cells, with empty ones where there is none.
    private static void fill(List<Cell> stored, long from, long to, List<Cell> into) {
        long at = from;
        for (var cell : stored) {
            for (; at < cell.startMillis(); at += Quarter.MILLIS) {
                into.add(Cell.empty(at));
            }
            into.add(cell);
            at += Quarter.MILLIS;
        }
        for (; at < to; at += Quarter.MILLIS) {
            into.add(Cell.empty(at));
        }
    }

    private synchronized Tracked tracked(int channel) {
        return channels.computeIfAbsent(channel, _ -> new Tracked());
    }

    private static boolean hasMinute(List<Cell> minutes, int next, Cell quarter) {
        return next < minutes.size()
                && minutes.get(next).startMillis() < quarter.startMillis() + Quarter.MILLIS;
    }

    /// Up to where a part of a range is rolled up, and up to where anything is known of it.
    private record Known(long rolledUpTo, long end) {}

    private synchronized Known known(Channel channel, long from, long to) {
        var tracked = tracked(channel.id());
        long upTo = Math.clamp(tracked.progress.upToMillis(), from, to);
        return new Known(upTo, Math.clamp(tracked.knownUpTo(), upTo, to));
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
