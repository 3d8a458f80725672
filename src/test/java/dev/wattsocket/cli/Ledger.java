package dev.wattsocket.cli;

import java.util.BitSet;
import java.util.Iterator;
import java.util.List;

/// What one device has sent, in numbered batches, and which of them it was told are kept. Any
/// thread.
final class Ledger {
    static final int BATCH_ROWS = 20;
    private static final long FIRST_MILLIS = 1_700_000_000_000L;
    private static final long STEP_MILLIS = 10_000;

    private final String meter;
    private final BitSet acknowledged = new BitSet();

    Ledger(String meter) {
        this.meter = meter;
    }

    String meter() {
        return meter;
    }

    synchronized void acknowledge(int batch) {
        acknowledged.set(batch);
    }

    /// Batches that were acknowledged.
    synchronized int size() {
        return acknowledged.cardinality();
    }

    /// The first batch that was never acknowledged.
    synchronized int next() {
        return acknowledged.nextClearBit(0);
    }

    /// A batch as a JSON list: each row has a time of its own, and two values that tell which it
    /// is.
    String readings(int batch) {
        var json = new StringBuilder("[");
        for (int row = batch * BATCH_ROWS; row < (batch + 1) * BATCH_ROWS; row++) {
            json.append(json.length() == 1 ? "" : ",")
                    .append("{\"meter\":\"%s\",\"time\":%d,".formatted(meter, time(row)))
                    .append("\"power\":%d,\"row\":%d}".formatted(row % 1000, row));
        }
        return json.append(']').toString();
    }

    /// Fails unless the server's CSV has every acknowledged row, and no row twice.
    synchronized void assertKeptIn(Iterator<String> csv) {
        var columns = csv.hasNext() ? List.of(csv.next().split(",", -1)) : List.of();
        var kept = new BitSet();
        while (csv.hasNext()) {
            String line = csv.next();
            var cells = line.split(",", -1);
            int row = Integer.parseInt(cells[columns.indexOf("row")]);
            boolean right =
                    cells[columns.indexOf("time")].equals(Long.toString(time(row)))
                            && cells[columns.indexOf("power")].equals(Integer.toString(row % 1000));
            check(right, "a torn row", line);
            check(!kept.get(row), "twice", line);
            kept.set(row);
        }
        for (int batch = 0; batch < acknowledged.length(); batch++) {
            int from = batch * BATCH_ROWS;
            boolean whole = kept.nextClearBit(from) >= from + BATCH_ROWS;
            check(
                    whole || !acknowledged.get(batch),
                    "lost although acknowledged",
                    "batch " + batch);
        }
    }

    private void check(boolean right, String wrong, String what) {
        if (!right) {
            throw new AssertionError(meter + ": " + wrong + ": " + what);
        }
    }

    private static long time(int row) {
        return FIRST_MILLIS + row * STEP_MILLIS;
    }
}
