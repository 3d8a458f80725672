package dev.wattsocket.demo;

/// The energy registers of all meters of the house, in Wh: grid, solar, battery, then the circuits.
/// They move by the integral of power from one instant to the next. Confined to one thread.
final class Counters {
    private static final int GRID = 0;
    private static final int SOLAR = 1;
    private static final int BATTERY = 2;
    private static final int FIRST_CIRCUIT = 3;
    private static final double TENTHS_MILLIS_AN_HOUR = 10.0 * 3_600_000;

    final double[] imported;
    final double[] exported;

    Counters(int circuits) {
        imported = new double[FIRST_CIRCUIT + circuits];
        exported = new double[FIRST_CIRCUIT + circuits];
    }

    Counters copy() {
        var copy = new Counters(imported.length - FIRST_CIRCUIT);
        System.arraycopy(imported, 0, copy.imported, 0, imported.length);
        System.arraycopy(exported, 0, copy.exported, 0, exported.length);
        return copy;
    }

    /// Moves on from one instant to a later one, or, with the later one first, back.
    void move(House.Instant from, House.Instant to) {
        double hours = (to.millis() - from.millis()) / TENTHS_MILLIS_AN_HOUR;
        add(GRID, from.grid(), to.grid(), hours);
        add(SOLAR, from.solar(), to.solar(), hours);
        add(BATTERY, from.battery(), to.battery(), hours);
        for (int i = 0; i < to.loads().length; i++) {
            add(FIRST_CIRCUIT + i, from.loads()[i], to.loads()[i], hours);
        }
    }

    private void add(int meter, long from, long to, double hours) {
        imported[meter] += positive((double) from, (double) to) * hours;
        exported[meter] += positive((double) -from, (double) -to) * hours;
    }

    /// The mean of the part of a straight line that lies above zero.
    private static double positive(double from, double to) {
        if (from >= 0 && to >= 0) {
            return (from + to) / 2;
        }
        if (from <= 0 && to <= 0) {
            return 0;
        }
        double above = Math.max(from, to);
        return above / 2 * (above / Math.abs(from - to));
    }
}
