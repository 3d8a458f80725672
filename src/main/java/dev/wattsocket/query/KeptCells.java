package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.EnergyCells;
import dev.wattsocket.metering.Quarter;
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
    private final Map<String, Standing> standings = new HashMap<>();

    KeptCells(Catalog catalog, Rollups rollups) {
        this.catalog = catalog;
        this.rollups = rollups;
        this.stored = new StoredCells(catalog, rollups);
    }

    private record Kept(EnergyCells cells, Standing at) {
        long end() {
            return cells.start(cells.size());
        }
    }

    /// Looks at each meter once from now on, until this is called again: so all that is asked for
    /// in between is of one picture.
    void look() {
        standings.clear();
    }

    /// Where some meters stand together.
    Standing standing(List<String> meters) {
        return meters.stream().map(this::standing).reduce(Standing::and).orElseThrow();
    }

    private Standing standing(String meter) {
        return standings.computeIfAbsent(
                meter, _ -> rollups.standing(StoredCells.channels(catalog, meter)));
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
        var now = standing(meter);
        if (before != null && before.at().equals(now) && before.cells().start(0) <= from) {
            return before;
        }
        var fresh = new Kept(read(meter, from, end, before, now), now);
        kept.put(meter, fresh);
        return fresh;
    }

    private EnergyCells read(
            String meter, long from, long end, @Nullable Kept before, Standing now) {
        if (before == null || end - before.cells().start(0) > KEPT_MILLIS) {
            return stored.whole(meter, from, end);
        }
        long first = before.cells().start(0);
        long closed = Math.min(before.at().closedUpTo(), now.closedUpTo());
        if (before.at().revised() != now.revised() || from < first || closed <= first) {
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
