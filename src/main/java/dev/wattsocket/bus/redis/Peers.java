package dev.wattsocket.bus.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The other nodes that were heard of lately. Confined to the bus thread.
final class Peers {
    static final int PEERS_MAX = 256;

    private final Map<String, Long> heardNanos = new HashMap<>();

    /// Answers whether it was not known yet.
    boolean heard(String epoch, long nowNanos) {
        boolean isNew = !heardNanos.containsKey(epoch) && heardNanos.size() < PEERS_MAX;
        if (isNew || heardNanos.containsKey(epoch)) {
            heardNanos.put(epoch, nowNanos);
        }
        return isNew;
    }

    void left(String epoch) {
        heardNanos.remove(epoch);
    }

    /// While nobody could be heard, nobody was silent.
    void forgive(long nowNanos) {
        heardNanos.replaceAll((_, _) -> nowNanos);
    }

    /// Those that were not heard of for so long; they are forgotten.
    List<String> silent(long nowNanos, long silentNanos) {
        var silent = new ArrayList<String>();
        heardNanos.forEach((epoch, heard) -> {
            if (nowNanos - heard > silentNanos) {
                silent.add(epoch);
            }
        });
        silent.forEach(heardNanos::remove);
        return silent;
    }
}
