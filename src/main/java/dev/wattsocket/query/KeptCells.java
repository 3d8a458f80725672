package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.EnergyCells;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Term;
import dev.wattsocket.rollup.Rollups;
import dev.wattsocket.rollup.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The quarter hours of devices, kept for who asks for them again and again: those that are closed
/// until something revises them, the others until the next sample. Confined to one thread.
final class KeptCells implements DeviceCells {
    /// What was asked for longer ago than this is let go.
    private static final long KEPT_MILLIS = 100 * 86_400_000L;

    private final Catalog catalog;
    private final Rollups rollups;
    private final StoredCells stored;
    private final Map<String, Kept> kept = new HashMap<>();
    private final Map<String, Seen> seen = new HashMap<>();

    KeptCells(Catalog catalog, Rollups rollups) {
        this.catalog = catalog;
        this.rollups = rollups;
        this.stored = new StoredCells(catalog, rollups);
    }

    /// A device as it was when it was looked at: its channels, and where they stood.
    private record Seen(List<Channel> channels, Standing standing) {}

    private record Kept(EnergyCells cells, Seen at) {
        long end() {
            return cells.start(cells.size());
        }
    }

    /// Looks at each meter once from now on, until this is called again: so all that is asked for
    /// in between is of one picture.
    void look() {
        seen.clear();
    }

    /// Where a meter stands, and all that it is made of.
    MeterStanding standing(Meter meter) {
        var devices =
                meter.isVirtual()
                        ? meter.formula().stream().map(Term::meter).toList()
                        : List.of(meter.id());
        return new MeterStanding(
                meter.id(),
                meter.formula(),
                devices.stream().flatMap(device -> seen(device).channels().stream()).toList(),
                devices.stream().map(this::standing).reduce(Standing::and).orElseThrow());
    }

    private Standing standing(String device) {
        return seen(device).standing();
    }

    private Seen seen(String device) {
        return seen.computeIfAbsent(
                device,
                _ -> {
                    var channels = StoredCells.channels(catalog, device);
                    return new Seen(channels, rollups.standing(channels));
                });
    }

    @Override
    public EnergyCells whole(String meter, long from, long to) {
        var cells = new EnergyCells(from, (int) ((to - from) / Quarter.MILLIS));
        long end = Quarter.atOrAfter(standing(meter).reachMillis());
        if (from < end) {
            cells.put(kept(meter, from, end).cells());
        }
        return cells;
    }

    @Override
    public EnergyCells until(String meter, long millis) {
        long start = Quarter.startOf(millis);
        // Most often it is now that is asked for, and nothing is known beyond.
        return standing(meter).reachMillis() <= millis
                ? whole(meter, start, start + Quarter.MILLIS)
                : stored.until(meter, millis);
    }

    private Kept kept(String meter, long from, long end) {
        var before = kept.get(meter);
        var now = seen(meter);
        if (before != null && before.at().equals(now) && before.cells().start(0) <= from) {
            return before;
        }
        var fresh = new Kept(read(meter, from, end, before, now), now);
        kept.put(meter, fresh);
        return fresh;
    }

    private EnergyCells read(String meter, long from, long end, @Nullable Kept before, Seen now) {
        if (before == null || end - before.cells().start(0) > KEPT_MILLIS) {
            return stored.whole(meter, from, end);
        }
        long first = before.cells().start(0);
        var then = before.at().standing();
        long closed = Math.min(then.closedUpTo(), now.standing().closedUpTo());
        boolean isRevised =
                then.revised() != now.standing().revised()
                        || !before.at().channels().equals(now.channels());
        if (isRevised || from < first || closed <= first) {
            return stored.whole(meter, Math.min(from, first), end);
        }
        var cells = new EnergyCells(first, (int) ((end - first) / Quarter.MILLIS));
        cells.put(before.cells());
        long open = Math.min(Math.min(closed, before.end()), end);
        if (open < end) {
            cells.put(stored.whole(meter, open, end));
        }
        return cells;
    }
}
