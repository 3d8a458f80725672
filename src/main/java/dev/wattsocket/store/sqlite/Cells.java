package dev.wattsocket.store.sqlite;

import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Resolution;
import java.nio.ByteBuffer;
import java.util.List;

/// The cells of a day as bytes: a bit for each place that holds anything, then those cells in
/// order. A minute has no energy of its own, and is kept without.
final class Cells {
    private static final int LEVEL_BYTES = 4 + 4 * 8 + 4;
    private static final int ENERGY_BYTES = 8 + 8 + 4 + 1;

    private Cells() {}

    static byte[] pack(Resolution resolution, long dayStart, List<Cell> cells) {
        int places = resolution.perDay();
        boolean hasEnergy = resolution != Resolution.MINUTE;
        int each = LEVEL_BYTES + (hasEnergy ? ENERGY_BYTES : 0);
        var bytes = ByteBuffer.allocate((places + 7) / 8 + cells.size() * each);
        bytes.position((places + 7) / 8);
        for (var cell : cells) {
            int place = (int) ((cell.startMillis() - dayStart) / resolution.millis());
            bytes.put(place >> 3, (byte) (bytes.get(place >> 3) | 1 << (place & 7)));
            bytes.putInt(cell.count());
            bytes.putDouble(cell.min()).putDouble(cell.mean());
            bytes.putDouble(cell.max()).putDouble(cell.last());
            bytes.putInt((int) cell.coveredMillis());
            if (hasEnergy) {
                bytes.putLong(cell.importMicroWh()).putLong(cell.exportMicroWh());
                bytes.putInt((int) cell.energyMillis());
                bytes.put((byte) (cell.judged() ? 1 : 0));
            }
        }
        return bytes.array();
    }

    /// Adds the cells that start in `[from, to)`.
    static void unpack(
            Resolution resolution,
            long dayStart,
            byte[] packed,
            long from,
            long to,
            List<Cell> into) {
        int places = resolution.perDay();
        boolean hasEnergy = resolution != Resolution.MINUTE;
        var bytes = ByteBuffer.wrap(packed);
        bytes.position((places + 7) / 8);
        for (int place = 0; place < places; place++) {
            if ((packed[place >> 3] >> (place & 7) & 1) == 0) {
                continue;
            }
            var cell = cell(bytes, dayStart + place * resolution.millis(), hasEnergy);
            if (cell.startMillis() >= from && cell.startMillis() < to) {
                into.add(cell);
            }
        }
    }

    private static Cell cell(ByteBuffer bytes, long start, boolean hasEnergy) {
        int count = bytes.getInt();
        double min = bytes.getDouble();
        double mean = bytes.getDouble();
        double max = bytes.getDouble();
        double last = bytes.getDouble();
        int covered = bytes.getInt();
        return hasEnergy
                ? new Cell(
                        start,
                        count,
                        min,
                        mean,
                        max,
                        last,
                        covered,
                        bytes.getLong(),
                        bytes.getLong(),
                        bytes.getInt(),
                        bytes.get() != 0)
                : new Cell(start, count, min, mean, max, last, covered, 0, 0, 0, false);
    }
}
