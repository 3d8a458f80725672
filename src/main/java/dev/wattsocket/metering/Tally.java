package dev.wattsocket.metering;

import java.util.BitSet;

/// Energy of one channel in quarter hours, import and export each, and how long readings speak of
/// it. Whatever lies outside is left out. Confined to one thread.
public final class Tally {
    private final long first;
    private final int size;
    private final Side imported;
    private final Side exported;
    private final BitSet judged;
    private long coveredUpTo = Long.MIN_VALUE;

    /// Covers all quarter hours that the range touches.
    ///
    /// @param cuts times inside quarter hours, rising, up to which energy is wanted as well
    public Tally(long fromMillis, long toMillis, long... cuts) {
        this.first = Quarter.startOf(fromMillis);
        this.size = (int) ((Quarter.atOrAfter(toMillis) - first) / Quarter.MILLIS);
        this.imported = new Side(first, size, cuts);
        this.exported = new Side(first, size, cuts);
        this.judged = new BitSet(size);
    }

    public long firstMillis() {
        return first;
    }

    public int size() {
        return size;
    }

    public long importMicroWh(int cell) {
        return imported.microWh(cell);
    }

    public long exportMicroWh(int cell) {
        return exported.microWh(cell);
    }

    public long coveredMillis(int cell) {
        return imported.coveredMillis(cell);
    }

    public long importMicroWhUntil(int cut) {
        return imported.microWhUntil(cut);
    }

    public long exportMicroWhUntil(int cut) {
        return exported.microWhUntil(cut);
    }

    public long coveredMillisUntil(int cut) {
        return imported.coveredMillisUntil(cut);
    }

    /// Whether a register's reading in this quarter hour had to be judged.
    public boolean isJudged(int cell) {
        return judged.get(cell);
    }

    /// Adds what a counter moved, from a value at one time to a value at a later one.
    void even(long fromMillis, long toMillis, double fromWh, double toWh, boolean export) {
        (export ? exported : imported).even(fromMillis, toMillis, fromWh, toWh);
        cover(fromMillis, toMillis);
    }

    /// Adds the integral of power that runs straight from one value to another.
    void integrate(Slope slope) {
        if (slope.isAnything()) {
            imported.slope(slope);
        }
        var reversed = slope.reversed();
        if (reversed.isAnything()) {
            exported.slope(reversed);
        }
        cover(slope.fromMillis(), slope.toMillis());
    }

    void judged(long millis) {
        long cell = Math.floorDiv(millis - first, Quarter.MILLIS);
        if (cell >= 0 && cell < size) {
            judged.set((int) cell);
        }
    }

    /// Says that readings speak of a stretch of time, whichever way the energy flows. Stretches
    /// come in the order in which they begin; where intervals overlap, the time counts once.
    private void cover(long fromMillis, long toMillis) {
        imported.cover(Math.max(fromMillis, coveredUpTo), toMillis);
        coveredUpTo = Math.max(coveredUpTo, toMillis);
    }
}
