package dev.wattsocket.ingest;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What each meter sent since the start. Written by the live loop, read by any thread.
public final class Traffic {
    /// Meters whose messages are kept; of more, only numbers are.
    static final int METERS_WITH_MESSAGES_MAX = 2_000;

    private final Map<String, MeterTraffic> meters = new ConcurrentHashMap<>();

    public Optional<MeterTraffic> of(String meter) {
        return Optional.ofNullable(meters.get(meter));
    }

    MeterTraffic open(String meter) {
        return meters.computeIfAbsent(meter, _ -> new MeterTraffic());
    }

    boolean keepsMessages() {
        return meters.size() <= METERS_WITH_MESSAGES_MAX;
    }

    void forget(String meter) {
        meters.remove(meter);
    }
}
