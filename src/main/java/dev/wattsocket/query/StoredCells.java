package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.EnergyCells;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.model.Channel;
import dev.wattsocket.rollup.Rollups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// The quarter hours of devices as they are stored: from registers, else from intervals, else from
/// power. Blocks; any thread.
final class StoredCells implements DeviceCells {
    private static final String IMPORT = "energy_import";
    private static final String EXPORT = "energy_export";
    private static final String POWER = "power";

    private final Catalog catalog;
    private final Rollups rollups;

    StoredCells(Catalog catalog, Rollups rollups) {
        this.catalog = catalog;
        this.rollups = rollups;
    }

    /// The channels of a meter that tell of energy.
    static List<Channel> channels(Catalog catalog, String meter) {
        return catalog.channels(meter).stream()
                .filter(channel -> List.of(IMPORT, EXPORT, POWER).contains(channel.name()))
                .toList();
    }

    @Override
    public EnergyCells whole(String meter, long from, long to) {
        var cells = new EnergyCells(from, (int) ((to - from) / Quarter.MILLIS));
        return read(meter, cells, channel -> rollups.energy(channel, from, to), true);
    }

    @Override
    public EnergyCells until(String meter, long millis) {
        var cell = new EnergyCells(Quarter.startOf(millis), 1);
        return read(meter, cell, channel -> rollups.until(channel, millis), false);
    }

    private EnergyCells read(
            String meter, EnergyCells cells, Function<Channel, EnergyCells> read, boolean isWhole) {
        var amounts = new ArrayList<Channel>();
        catalog.channel(meter, IMPORT).ifPresent(amounts::add);
        catalog.channel(meter, EXPORT).ifPresent(amounts::add);
        amounts.forEach(channel -> cells.add(read.apply(channel)));
        // Before a register's first reading, and after its last, power tells what it can.
        var known = isWhole ? cells.covered() : known(amounts, cells);
        catalog.channel(meter, POWER)
                .filter(_ -> Arrays.stream(known).anyMatch(millis -> millis == 0))
                .ifPresent(power -> cells.fill(read.apply(power), known));
        return cells;
    }

    /// How long registers speak of each whole quarter hour, where only a part of it was read.
    private long[] known(List<Channel> amounts, EnergyCells cells) {
        var whole = new EnergyCells(cells.start(0), cells.size());
        for (var channel : amounts) {
            whole.add(rollups.energy(channel, cells.start(0), cells.start(cells.size())));
        }
        return whole.covered();
    }
}
