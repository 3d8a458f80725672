package dev.wattsocket.rollup;

import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.store.RollupCells;
import dev.wattsocket.store.RollupCells.Day;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Computes ranges of one channel and writes the days that changed. Blocks; confined to one thread.
final class Days {
    /// As much is computed, and written, in one go.
    static final long CHUNK_MILLIS = 32 * Resolution.DAY_MILLIS;

    private final int channel;
    private final Roll roll;
    private final RollupCells rollups;

    Days(int channel, Roll roll, RollupCells rollups) {
        this.channel = channel;
        this.roll = roll;
        this.rollups = rollups;
    }

    /// Whole quarter hours.
    void compute(long from, long to) {
        for (long at = from; at < to; ) {
            // Goes end with days, so that each day is written once.
            long end = Math.min(to, dayOf(at) + CHUNK_MILLIS);
            write(at, end, roll.range(at, end, true));
            at = end;
        }
    }

    private void write(long from, long to, Roll.Result result) {
        var days = new ArrayList<Day>();
        var minutes = byDay(result.minuteCells());
        var quarters = byDay(result.cells());
        for (long day = dayOf(from); day < to; day += Resolution.DAY_MILLIS) {
            var merged = day(Resolution.QUARTER, day, from, to, quarters, days);
            var _ = day(Resolution.MINUTE, day, from, to, minutes, days);
            var hours = hours(merged);
            if (!hours.equals(stored(Resolution.HOUR, day))) {
                days.add(new Day(Resolution.HOUR, day, hours));
            }
        }
        if (!days.isEmpty()) {
            rollups.write(channel, days);
        }
    }

    /// The cells of a day, new ones inside of the range and those that are there outside of it.
    private List<Cell> day(
            Resolution resolution,
            long day,
            long from,
            long to,
            Map<Long, List<Cell>> computed,
            List<Day> changed) {
        var known = stored(resolution, day);
        var cells = new ArrayList<Cell>();
        known.stream().filter(cell -> cell.startMillis() < from).forEach(cells::add);
        cells.addAll(computed.getOrDefault(day, List.of()));
        known.stream().filter(cell -> cell.startMillis() >= to).forEach(cells::add);
        if (!cells.equals(known)) {
            changed.add(new Day(resolution, day, cells));
        }
        return cells;
    }

    private static Map<Long, List<Cell>> byDay(List<Cell> cells) {
        return cells.stream()
                .filter(cell -> !cell.isEmpty())
                .collect(Collectors.groupingBy(cell -> dayOf(cell.startMillis())));
    }

    private List<Cell> stored(Resolution resolution, long day) {
        return rollups.read(channel, resolution, day, day + Resolution.DAY_MILLIS);
    }

    private static List<Cell> hours(List<Cell> quarters) {
        var hours = new ArrayList<Cell>();
        for (var quarter : quarters) {
            long start = quarter.startMillis();
            long hour = start - Math.floorMod(start, Resolution.HOUR.millis());
            if (!hours.isEmpty() && hours.getLast().startMillis() == hour) {
                hours.add(hours.removeLast().plus(quarter));
            } else {
                hours.add(Cell.empty(hour).plus(quarter));
            }
        }
        return hours;
    }

    private static long dayOf(long millis) {
        return millis - Math.floorMod(millis, Resolution.DAY_MILLIS);
    }
}
