package dev.wattsocket.rollup;

import dev.wattsocket.metering.EnergyCells;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.store.RollupCells;
import java.util.ArrayList;
import java.util.List;

/// What is kept of a channel in rollups, with the next coarser resolution where one was dropped.
/// Any thread.
final class Kept {
    private final RollupCells rollups;
    private final Horizon horizon;

    Kept(RollupCells rollups, Horizon horizon) {
        this.rollups = rollups;
        this.horizon = horizon;
    }

    /// Sets the energy of quarter hours that hold any.
    void energy(Channel channel, long from, long to, EnergyCells cells) {
        long gone = Math.clamp(horizon.quarter(), from, to);
        for (var quarter : fromHours(channel, from, gone)) {
            cells.set(
                    quarter.startMillis(),
                    quarter.importMicroWh(),
                    quarter.exportMicroWh(),
                    quarter.energyMillis());
        }
        rollups.energy(channel.id(), gone, to, cells::set);
    }

    /// The finest that is left where the samples are gone.
    List<Cell> finest(Channel channel, long from, long to) {
        var minutes = rollups.read(channel.id(), Resolution.MINUTE, from, to);
        var cells = new ArrayList<Cell>();
        int next = 0;
        for (var quarter : quarters(channel, from, to)) {
            int first = next;
            long end = quarter.startMillis() + Quarter.MILLIS;
            while (next < minutes.size() && minutes.get(next).startMillis() < end) {
                cells.add(minutes.get(next++));
            }
            if (next == first) {
                cells.add(quarter);
            }
        }
        return cells;
    }

    /// The quarter hours that hold anything.
    List<Cell> quarters(Channel channel, long from, long to) {
        long gone = Math.clamp(horizon.quarter(), from, to);
        var cells = new ArrayList<>(fromHours(channel, from, gone));
        cells.addAll(rollups.read(channel.id(), Resolution.QUARTER, gone, to));
        return cells;
    }

    /// Quarter hours that are gone, as even parts of their hours.
    private List<Cell> fromHours(Channel channel, long from, long to) {
        var quarters = new ArrayList<Cell>();
        if (from < to) {
            long first = from - Math.floorMod(from, Resolution.HOUR.millis());
            for (var hour : rollups.read(channel.id(), Resolution.HOUR, first, to)) {
                quarters.addAll(Quarters.of(hour));
            }
            quarters.removeIf(each -> each.startMillis() < from || each.startMillis() >= to);
        }
        return quarters;
    }

    /// Adds the cells, with empty ones where there is none.
    static void fill(List<Cell> stored, long from, long to, List<Cell> into) {
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
}
