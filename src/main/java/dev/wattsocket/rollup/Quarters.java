package dev.wattsocket.rollup;

import dev.wattsocket.metering.Quarter;
import dev.wattsocket.model.Cell;
import java.util.ArrayList;
import java.util.List;

/// An hour as four quarter hours, where no more is known of it: its energy is spread evenly, and
/// the last one takes what the division leaves over.
final class Quarters {
    private static final int COUNT = 4;

    private Quarters() {}

    static List<Cell> of(Cell hour) {
        var quarters = new ArrayList<Cell>(COUNT);
        for (int at = 0; at < COUNT; at++) {
            quarters.add(
                    new Cell(
                            hour.startMillis() + at * Quarter.MILLIS,
                            (int) part(hour.count(), at),
                            hour.min(),
                            hour.mean(),
                            hour.max(),
                            hour.last(),
                            part(hour.coveredMillis(), at),
                            part(hour.importMicroWh(), at),
                            part(hour.exportMicroWh(), at),
                            part(hour.energyMillis(), at),
                            hour.judged()));
        }
        return quarters;
    }

    private static long part(long whole, int at) {
        return at < COUNT - 1 ? whole / COUNT : whole - (COUNT - 1) * (whole / COUNT);
    }
}
