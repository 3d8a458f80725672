package dev.wattsocket.ingest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What came in since the start, for the metrics. Any thread may read.
public final class IntakeCounts {
    final LongAdder stored = new LongAdder();
    final LongAdder busy = new LongAdder();
    final LongAdder failed = new LongAdder();
    private final Map<Wire, LongAdder> accepted = new ConcurrentHashMap<>();
    private final Map<Reason, LongAdder> refused = new ConcurrentHashMap<>();

    void count(Wire wire, Receipt receipt) {
        of(accepted, wire).add(receipt.accepted());
        for (var refusal : receipt.refused()) {
            of(refused, refusal.reason()).increment();
        }
    }

    /// Readings accepted over a wire.
    public long accepted(Wire wire) {
        return of(accepted, wire).sum();
    }

    /// Readings or values refused for a reason.
    public long refused(Reason reason) {
        return of(refused, reason).sum();
    }

    /// Values that are durable.
    public long stored() {
        return stored.sum();
    }

    /// Submissions that were not taken because too much was under way.
    public long busy() {
        return busy.sum();
    }

    /// Submissions that the store could not keep.
    public long failed() {
        return failed.sum();
    }

    private static <K> LongAdder of(Map<K, LongAdder> counts, K key) {
        return counts.computeIfAbsent(key, _ -> new LongAdder());
    }
}
