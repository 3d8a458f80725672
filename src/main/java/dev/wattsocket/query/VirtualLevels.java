package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Term;
import dev.wattsocket.rollup.Extent;
import dev.wattsocket.rollup.Rollups;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The power of a virtual meter: the sum of its parts' means in each stretch. What the parts' least
/// and greatest values sum to never was, so they are the mean as well. Blocks; any thread.
final class VirtualLevels {
    private final Catalog catalog;
    private final Rollups rollups;

    VirtualLevels(Catalog catalog, Rollups rollups) {
        this.catalog = catalog;
        this.rollups = rollups;
    }

    /// One cell for each stretch that all parts are known of.
    List<Cell> sum(List<Term> formula, long from, long to, long step) {
        // However far a question reaches, no more is read than there is.
        var extent =
                formula.stream()
                        .flatMap(term -> catalog.channel(term.meter(), "power").stream())
                        .map(rollups::extent)
                        .reduce(Extent.NOTHING, Extent::plus);
        long first = extent.clamp(from);
        long last = extent.clamp(to);
        var parts =
                formula.stream()
                        .map(term ->
                                catalog.channel(term.meter(), "power")
                                        .map(power -> levels(power, first, last, step))
                                        .orElse(new TreeMap<>()))
                        .toList();
        var sums = new ArrayList<Cell>();
        for (var stretch : parts.getFirst().entrySet()) {
            double mean = 0;
            long covered = Long.MAX_VALUE;
            for (int part = 0; part < parts.size(); part++) {
                var cell = parts.get(part).getOrDefault(stretch.getKey(), Cell.empty(first));
                mean += formula.get(part).sign() * cell.mean();
                covered = Math.min(covered, cell.coveredMillis());
            }
            if (covered > 0) {
                long start = stretch.getValue().startMillis();
                sums.add(new Cell(start, 1, mean, mean, mean, mean, covered, 0, 0, 0, false));
            }
        }
        return sums;
    }

    /// By the number of the stretch; where samples are gone, quarter hours may be what is left.
    private SortedMap<Long, Cell> levels(Channel power, long from, long to, long step) {
        var cells =
                step < Quarter.MILLIS
                        ? rollups.levels(power, from, to, step, Rollups.NOBODY)
                        : rollups.quarters(power, Quarter.startOf(from), Quarter.atOrAfter(to));
        var stretches = new TreeMap<Long, Cell>();
        for (var cell : cells) {
            stretches.merge(Math.floorDiv(cell.startMillis(), step), cell, Cell::plus);
        }
        return stretches;
    }
}
