package dev.wattsocket.rollup;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.EnergyCells;
import dev.wattsocket.metering.Judgement;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.store.RollupCells;
import dev.wattsocket.store.RollupStore;
import dev.wattsocket.store.RollupTracking;
import dev.wattsocket.store.SeriesStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What samples come to, quarter hour by quarter hour: out of rollups where they are, out of the
/// samples themselves for the quarter hours that still run. Any thread.
///
/// Samples go to the store through here, so that each that comes late is known before it is
/// durable: whatever has to be computed anew survives the process being killed. A question first
/// settles what waits of its channels.
public final class Rollups {
    /// Looks at nothing.
    public static final SeriesStore.Visitor NOBODY = (_, _, _, _) -> true;

    private final SeriesStore store;
    private final SeriesStore watched;
    private final RollupCells rollups;
    private final Horizon horizon;
    private final Kept kept;
    private final Upkeep upkeep;

    /// Rollups of this program alone.
    public Rollups(Catalog catalog, SeriesStore store, RollupStore rollups) {
        this(catalog, store, rollups, new LocalTracking(store, rollups));
    }

    private Rollups(
            Catalog catalog, SeriesStore store, RollupStore rollups, LocalTracking tracking) {
        this(catalog, store, new Watched(store, tracking), rollups, tracking);
    }

    private Rollups(
            Catalog catalog,
            SeriesStore store,
            SeriesStore watched,
            RollupCells rollups,
            RollupTracking tracking) {
        this.store = store;
        this.watched = watched;
        this.rollups = rollups;
        this.horizon = new Horizon(catalog);
        this.kept = new Kept(rollups, horizon);
        this.upkeep = new Upkeep(catalog, store, rollups, tracking, horizon);
    }

    /// Rollups that nodes share. The store itself tells the tracking of each batch.
    public static Rollups shared(
            Catalog catalog, SeriesStore store, RollupCells rollups, RollupTracking tracking) {
        return new Rollups(catalog, store, store, rollups, tracking);
    }

    /// The store, as those who append must see it.
    public SeriesStore watched() {
        return watched;
    }

    /// Every quarter hour of a channel in a range of whole ones, those too that hold nothing.
    public List<Cell> quarters(Channel channel, long from, long to) {
        var known = known(channel, from).within(from, to);
        var cells = new ArrayList<Cell>((int) ((to - from) / Quarter.MILLIS));
        Kept.fill(List.of(), from, known.begin(), cells);
        var rolled = kept.quarters(channel, known.begin(), known.upTo());
        Kept.fill(rolled, known.begin(), known.upTo(), cells);
        if (known.upTo() < known.end()) {
            cells.addAll(upkeep.roll(channel).range(known.upTo(), known.end(), false).cells());
        }
        Kept.fill(List.of(), known.end(), to, cells);
        return cells;
    }

    /// The energy of every quarter hour of a channel in a range of whole ones.
    public EnergyCells energy(Channel channel, long from, long to) {
        var known = known(channel, from).within(from, to);
        var cells = new EnergyCells(from, (int) ((to - from) / Quarter.MILLIS));
        kept.energy(channel, known.begin(), known.upTo(), cells);
        if (known.upTo() < known.end()) {
            var tally = upkeep.roll(channel).range(known.upTo(), known.end(), false).tally();
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
        var known = known(channel, from).within(from, to);
        var minutes = new ArrayList<Cell>();
        long at = known.begin();
        for (var minute : rollups.read(channel.id(), Resolution.MINUTE, at, known.upTo())) {
            long quarter = Quarter.startOf(minute.startMillis());
            if (quarter >= at) {
                // Where samples are few, they are as quickly read themselves.
                minutes.addAll(minutesOfSamples(channel, at, quarter));
                at = quarter + Quarter.MILLIS;
            }
            minutes.add(minute);
        }
        minutes.addAll(minutesOfSamples(channel, at, known.end()));
        return minutes;
    }

    private List<Cell> minutesOfSamples(Channel channel, long from, long to) {
        return levels(channel, from, to, Resolution.MINUTE.millis(), NOBODY);
    }

    /// What the samples of a channel come to in stretches of a length that begin where they do on
    /// the clock, the first and last cut at the range; those too that hold nothing. Shows all
    /// samples on the way, and those around the range.
    public List<Cell> levels(
            Channel channel, long from, long to, long step, SeriesStore.Visitor visitor) {
        if (from >= to) {
            return List.of();
        }
        long gone = Math.clamp(horizon.raw(), from, to);
        var cells = new ArrayList<>(kept.finest(channel, from, gone));
        if (gone < to) {
            cells.addAll(upkeep.roll(channel).levels(gone, to, step, visitor));
        }
        return cells;
    }

    /// Readings before this time are refused: they could not change what is left of it.
    public long keptFrom() {
        return horizon.keptFrom();
    }

    /// Drops what is older than it is to be kept.
    void retain(Retention retention, long nowMillis) {
        if (retention.rawDays() > 0) {
            long before = before(retention.rawDays(), nowMillis);
            if (before > horizon.raw()) {
                // Readings of that time are refused from now on, and then settled before they go.
                horizon.announce(before);
                upkeep.settleAll(() -> true);
                horizon.rawDropped(before);
                store.drop(before);
            }
        }
        if (retention.quarterDays() > 0) {
            long before = before(retention.quarterDays(), nowMillis);
            if (before > horizon.quarter()) {
                horizon.quarterDropped(before);
                upkeep.revised();
                rollups.drop(Resolution.QUARTER, before);
            }
        }
        drop(Resolution.MINUTE, retention.minuteDays(), nowMillis);
        drop(Resolution.HOUR, retention.hourDays(), nowMillis);
    }

    private void drop(Resolution resolution, int days, long nowMillis) {
        if (days > 0) {
            rollups.drop(resolution, before(days, nowMillis));
        }
    }

    /// A day of universal time that began so many days ago.
    private static long before(int days, long nowMillis) {
        long today = nowMillis - Math.floorMod(nowMillis, Resolution.DAY_MILLIS);
        return today - days * Resolution.DAY_MILLIS;
    }

    /// The energy of a channel up to a time inside a quarter hour, from the start of that.
    public EnergyCells until(Channel channel, long millis) {
        long start = Quarter.startOf(millis);
        var cell = new EnergyCells(start, 1);
        var known = known(channel, start).within(start, start + Quarter.MILLIS);
        if (known.begin() < known.end()) {
            var tally = upkeep.roll(channel).cut(start, start + Quarter.MILLIS, millis);
            cell.set(
                    start,
                    tally.importMicroWhUntil(0),
                    tally.exportMicroWhUntil(0),
                    tally.coveredMillisUntil(0));
        }
        return cell;
    }

    /// The judgements of a register's readings in a range.
    public List<Judgement> judgements(Channel channel, long from, long to) {
        var all = new ArrayList<Judgement>();
        long first = Long.MIN_VALUE;
        long last = Long.MIN_VALUE;
        // Only quarter hours that have something to tell are read again, those near each other
        // together.
        for (var cell : quarters(channel, Quarter.startOf(from), Quarter.atOrAfter(to))) {
            if (!cell.judged()) {
                continue;
            }
            if (first == Long.MIN_VALUE || cell.startMillis() - last > Resolution.DAY_MILLIS) {
                addJudgements(channel, Math.max(from, first), Math.min(to, last), all);
                first = cell.startMillis();
            }
            last = cell.startMillis() + Quarter.MILLIS;
        }
        addJudgements(channel, Math.max(from, first), Math.min(to, last), all);
        return all;
    }

    private void addJudgements(Channel channel, long from, long to, List<Judgement> all) {
        if (from < to) {
            all.addAll(upkeep.roll(channel).judgements(from, to));
        }
    }

    private Known known(Channel channel, long from) {
        upkeep.settle(channel, from);
        return upkeep.known(channel);
    }

    /// Where anything may be known of a channel.
    public Extent extent(Channel channel) {
        var known = known(channel, Long.MAX_VALUE);
        return new Extent(known.begin(), known.end());
    }

    /// The times of the first and last sample of a channel.
    public Optional<SeriesStore.Span> span(Channel channel) {
        return upkeep.readings(channel).span();
    }

    /// Where the figures of some channels stand now.
    public Standing standing(List<Channel> some) {
        return upkeep.standing(some);
    }

    /// Computes all that is rolled up anew, from the samples that are there. Questions meanwhile
    /// wait only for the channel that is at work.
    public void rebuild(Progressed progressed) {
        upkeep.rebuild(progressed);
    }

    /// Computes anew what waits of all channels, for as long as it goes on.
    void settleAll(BooleanSupplier goesOn) {
        upkeep.settleAll(goesOn);
    }

    /// Is told how many channels of how many are done.
    public interface Progressed {
        void to(int done, int all);
    }
}
