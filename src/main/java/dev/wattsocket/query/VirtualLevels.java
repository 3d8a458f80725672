package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Term;
import dev.wattsocket.rollup.Rollups;
import java.util.ArrayList;
import java.util.List;

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
        var parts =
                formula.stream()
                        .map(term ->
                                catalog.channel(term.meter(), "power")
                                        .map(power -> levels(power, from, to, step))
                                        .orElse(List.of()))
                        .toList();
        if (parts.stream().anyMatch(List::isEmpty)) {
            return List.of();
        }
        var sums = new ArrayList<Cell>();
        for (int at = 0; at < parts.getFirst().size(); at++) {
            double mean = 0;
            long covered = Long.MAX_VALUE;
            for (int part = 0; part < parts.size(); part++) {
                var cell = parts.get(part).get(at);
                mean += formula.get(part).sign() * cell.mean();
                covered = Math.min(covered, cell.coveredMillis());
            }
            if (covered > 0) {
                long start = parts.getFirst().get(at).startMillis();
                sums.add(new Cell(start, 1, mean, mean, mean, mean, covered, 0, 0, 0, false));
            }
        }
        return sums;
    }

    private List<Cell> levels(Channel power, long from, long to, long step) {
        if (step < Quarter.MILLIS) {
            return rollups.levels(power, from, to, step, Rollups.NOBODY);
        }
        var stretches = new ArrayList<Cell>();
        for (var quarter : rollups.quarters(power, Quarter.startOf(from), Quarter.atOrAfter(to))) {
            var last = stretches.isEmpty() ? null : stretches.getLast();
            if (last != null && stretch(last, step) == stretch(quarter, step)) {
                stretches.removeLast();
                stretches.add(last.plus(quarter));
            } else {
                stretches.add(quarter);
            }
        }
        return stretches;
    }

    private static long stretch(Cell cell, long step) {
        return Math.floorDiv(cell.startMillis(), step);
    }
}
