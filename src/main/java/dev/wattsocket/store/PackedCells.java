package dev.wattsocket.store;

import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.store.RollupCells.EnergyVisitor;
import java.nio.ByteBuffer;
import java.util.List;

/// The cells of a day as bytes, levels and energy apart, because sums of energy are asked for most:
/// a bit for each place that holds anything, then those in order. A minute has no energy of its
/// own.
public final class PackedCells {
    private static final int LEVEL_BYTES = 4 + 4 * 8 + 4;
    private static final int ENERGY_BYTES = 8 + 8 + 4 + 1;

    private PackedCells() {}

    public static byte[] levels(Resolution resolution, long dayStart, List<Cell> cells) {
        byte[] packed = room(resolution, dayStart, cells, LEVEL_BYTES);
        var bytes = behindBits(resolution, packed);
        for (var cell : cells) {
            bytes.putInt(cell.count());
            bytes.putDouble(cell.min()).putDouble(cell.mean());
            bytes.putDouble(cell.max()).putDouble(cell.last());
            bytes.putInt((int) cell.coveredMillis());
        }
        return packed;
    }

    public static byte[] energy(Resolution resolution, long dayStart, List<Cell> cells) {
        if (resolution == Resolution.MINUTE) {
            return new byte[0];
        }
        byte[] packed = room(resolution, dayStart, cells, ENERGY_BYTES);
        var bytes = behindBits(resolution, packed);
        for (var cell : cells) {
            bytes.putLong(cell.importMicroWh()).putLong(cell.exportMicroWh());
            bytes.putInt((int) cell.energyMillis());
            bytes.put((byte) (cell.judged() ? 1 : 0));
        }
        return packed;
    }

    /// Adds the cells that start in `[from, to)`.
    public static void unpack(
            Resolution resolution,
            long dayStart,
            byte[] levels,
            byte[] energy,
            long from,
            long to,
            List<Cell> into) {
        var level = behindBits(resolution, levels);
        boolean hasEnergy = energy.length > 0;
        var flow = hasEnergy ? behindBits(resolution, energy) : level;
        for (int place = 0; place < resolution.perDay(); place++) {
            if (!isSet(levels, place)) {
                continue;
            }
            var cell = cell(dayStart + place * resolution.millis(), level, flow, hasEnergy);
            if (cell.startMillis() >= from && cell.startMillis() < to) {
                into.add(cell);
            }
        }
    }

    /// Shows the energy of quarter hours that start in `[from, to)`.
    public static void show(
            long dayStart, byte[] energy, long from, long to, EnergyVisitor visitor) {
        var bytes = behindBits(Resolution.QUARTER, energy);
        for (int place = 0; place < Resolution.QUARTER.perDay(); place++) {
            if (!isSet(energy, place)) {
                continue;
            }
            long start = dayStart + place * Resolution.QUARTER.millis();
            int at = bytes.position();
            if (start >= from && start < to) {
                visitor.cell(
                        start, bytes.getLong(at), bytes.getLong(at + 8), bytes.getInt(at + 16));
            }
            bytes.position(at + ENERGY_BYTES);
        }
    }

    /// Room for all, with the bits set.
    private static byte[] room(Resolution resolution, long dayStart, List<Cell> cells, int each) {
        var packed = new byte[bits(resolution) + cells.size() * each];
        for (var cell : cells) {
            int place = (int) ((cell.startMillis() - dayStart) / resolution.millis());
            packed[place >> 3] |= (byte) (1 << (place & 7));
        }
        return packed;
    }

    private static ByteBuffer behindBits(Resolution resolution, byte[] packed) {
        return ByteBuffer.wrap(packed).position(bits(resolution));
    }

    private static int bits(Resolution resolution) {
        return (resolution.perDay() + 7) / 8;
    }

    private static boolean isSet(byte[] packed, int place) {
        return (packed[place >> 3] >> (place & 7) & 1) != 0;
    }

    private static Cell cell(long start, ByteBuffer level, ByteBuffer flow, boolean hasEnergy) {
        int count = level.getInt();
        double min = level.getDouble();
        double mean = level.getDouble();
        double max = level.getDouble();
        double last = level.getDouble();
        int covered = level.getInt();
        return new Cell(
                start,
                count,
                min,
                mean,
                max,
                last,
                covered,
                hasEnergy ? flow.getLong() : 0,
                hasEnergy ? flow.getLong() : 0,
                hasEnergy ? flow.getInt() : 0,
                hasEnergy && flow.get() != 0);
    }
}
