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

    /// Takes over what another row says of the quarter hours that both have.
    public void put(EnergyCells other) {
        for (int at = 0; at < other.size(); at++) {
            long start = other.start(at);
            if (start >= first && start < start(size())) {
                set(start, other.imported[at], other.exported[at], other.covered[at]);
            }
        }
    }

    /// Adds what the registers of one direction tell of each quarter hour.
    public void add(EnergyCells other) {
        for (int at = 0; at < imported.length; at++) {
            imported[at] += other.imported[at];
            exported[at] += other.exported[at];
            covered[at] = Math.max(covered[at], other.covered[at]);
        }
    }

    /// Ends inside of the last quarter hour: of that, only what has flowed until then is left.
    public void endWith(EnergyCells until) {
        int last = imported.length - 1;
        imported[last] = until.imported[0];
        exported[last] = until.exported[0];
        covered[last] = until.covered[0];
    }

    /// Begins inside of the first quarter hour: what has flowed before is taken away. Of a sum of
    /// meters less may have flowed at the end than before; then the rest flowed the other way.
    public void beginAfter(EnergyCells before) {
        long in = imported[0] - before.imported[0];
        long out = exported[0] - before.exported[0];
        boolean turned = in < 0 || out < 0;
        imported[0] = turned ? Math.max(0, in - out) : in;
        exported[0] = turned ? Math.max(0, out - in) : out;
        covered[0] -= before.covered[0];
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

    /// What has flowed up to a time in the quarter hour that is the only one, if it flows evenly.
    public EnergyCells evenlyUntil(long millis) {
        long into = millis - first;
        var part = new EnergyCells(first, 1);
        part.set(
                first,
                evenly(imported[0], into),
                evenly(exported[0], into),
                evenly(covered[0], into));
        return part;
    }

    private static long evenly(long whole, long into) {
        return whole / Quarter.MILLIS * into + whole % Quarter.MILLIS * into / Quarter.MILLIS;
    }

    /// Adds another meter's energy, or subtracts it; what comes out as less than nothing flows the
    /// other way. What is known of the sum is what is known of all its parts: where nothing is
    /// known of one, nothing is.
    public void addNet(EnergyCells other, int sign, boolean isFirst) {
        for (int at = 0; at < imported.length; at++) {
            covered[at] = isFirst ? other.covered[at] : Math.min(covered[at], other.covered[at]);
            long net =
                    imported[at] - exported[at] + sign * (other.imported[at] - other.exported[at]);
            net = covered[at] == 0 ? 0 : Math.clamp(net, -Side.MICRO_WH_MAX, Side.MICRO_WH_MAX);
            imported[at] = Math.max(0, net);
            exported[at] = Math.max(0, -net);
        }
    }
}
