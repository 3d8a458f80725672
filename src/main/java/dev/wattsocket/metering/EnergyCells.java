package dev.wattsocket.metering;

/// Energy in quarter hours that follow each other, by columns, in millionths of a watt-hour; the
/// milliseconds of each of which the energy is known. Confined to one thread.
public final class EnergyCells {
    private final long first;
    private final long[] imported;
    private final long[] exported;
    private final long[] covered;

    /// Nothing is known yet.
    public EnergyCells(long firstMillis, int size) {
        this.first = firstMillis;
        this.imported = new long[size];
        this.exported = new long[size];
        this.covered = new long[size];
    }

    public int size() {
        return imported.length;
    }

    public long start(int at) {
        return first + at * Quarter.MILLIS;
    }

    public long importMicroWh(int at) {
        return imported[at];
    }

    public long exportMicroWh(int at) {
        return exported[at];
    }

    public long coveredMillis(int at) {
        return covered[at];
    }

    /// Sets what is known of the quarter hour that starts at this time.
    public void set(long startMillis, long importMicroWh, long exportMicroWh, long millis) {
        int at = (int) ((startMillis - first) / Quarter.MILLIS);
        imported[at] = importMicroWh;
        exported[at] = exportMicroWh;
        covered[at] = millis;
    }

    /// Adds what the registers of one direction tell of each quarter hour.
    public void add(EnergyCells other) {
        for (int at = 0; at < imported.length; at++) {
            imported[at] += other.imported[at];
            exported[at] += other.exported[at];
            covered[at] = Math.max(covered[at], other.covered[at]);
        }
    }

    /// Milliseconds of each quarter hour of which the energy is known.
    public long[] covered() {
        return covered.clone();
    }

    /// Fills the quarter hours of which so far nothing is known from a source that is less exact.
    ///
    /// @param known milliseconds of each whole quarter hour that are known without it
    public void fill(EnergyCells other, long[] known) {
        for (int at = 0; at < imported.length; at++) {
            if (known[at] == 0) {
                imported[at] = other.imported[at];
                exported[at] = other.exported[at];
                covered[at] = other.covered[at];
            }
        }
    }

    /// Adds another meter's energy, or subtracts it; what comes out as less than nothing flows the
    /// other way. What is known of the sum is what is known of all its parts.
    public void addNet(EnergyCells other, int sign, boolean isFirst) {
        for (int at = 0; at < imported.length; at++) {
            long net =
                    imported[at] - exported[at] + sign * (other.imported[at] - other.exported[at]);
            imported[at] = Math.max(0, net);
            exported[at] = Math.max(0, -net);
            covered[at] = isFirst ? other.covered[at] : Math.min(covered[at], other.covered[at]);
        }
    }
}
