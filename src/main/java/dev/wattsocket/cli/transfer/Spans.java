package dev.wattsocket.cli.transfer;

import dev.wattsocket.model.Reading;
import java.util.Set;
import java.util.TreeMap;

/// From when to when each meter of a file has readings. Confined to one thread.
final class Spans {
    private final TreeMap<String, long[]> byMeter = new TreeMap<>();

    void add(Reading reading) {
        long end = reading.timeMillis() + Math.max(1, reading.intervalMillis());
        long[] span = byMeter.get(reading.meter());
        if (span == null) {
            byMeter.put(reading.meter(), new long[] {reading.timeMillis(), end});
            return;
        }
        span[0] = Math.min(span[0], reading.timeMillis());
        span[1] = Math.max(span[1], end);
    }

    Set<String> meters() {
        return byMeter.keySet();
    }

    long from(String meter) {
        return span(meter)[0];
    }

    long to(String meter) {
        return span(meter)[1];
    }

    private long[] span(String meter) {
        return byMeter.getOrDefault(meter, new long[2]);
    }
}
