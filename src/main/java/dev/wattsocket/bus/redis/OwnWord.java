package dev.wattsocket.bus.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// What this node says once a second, and whether it comes back. Confined to the bus thread.
final class OwnWord {
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final int KEPT = 4;

    private final String epoch;
    private final Map<Long, Long> saidNanos = new HashMap<>();
    private long number;
    private long dueNanos;
    private long heardNanos;
    private boolean heard;

    OwnWord(String epoch) {
        this.epoch = epoch;
    }

    /// On a new link nothing was said yet.
    void begin(long nowNanos) {
        saidNanos.clear();
        heard = false;
        heardNanos = nowNanos;
        dueNanos = nowNanos;
    }

    /// Somebody new should hear of this node at once.
    void hurry(long nowNanos) {
        dueNanos = nowNanos;
    }

    boolean isDue(long nowNanos) {
        return dueNanos - nowNanos <= 0;
    }

    Canary say(Map<String, Long> lately, long nowNanos) {
        dueNanos = nowNanos + SECOND_NANOS;
        number++;
        saidNanos.put(number, nowNanos);
        saidNanos.keySet().removeIf(old -> old <= number - KEPT);
        return new Canary(epoch, number, lately);
    }

    /// How long it took to come back; empty where it is none of this link's.
    OptionalLong hear(Canary own, long nowNanos) {
        var said = saidNanos.remove(own.number());
        if (said == null) {
            return OptionalLong.empty();
        }
        heard = true;
        heardNanos = nowNanos;
        return OptionalLong.of(nowNanos - said);
    }

    /// Whether any has come back over this link.
    boolean isHeard() {
        return heard;
    }

    long heardNanos() {
        return heardNanos;
    }
}
