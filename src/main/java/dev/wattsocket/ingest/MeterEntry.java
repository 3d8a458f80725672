package dev.wattsocket.ingest;

import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Correction;
import dev.wattsocket.model.Quantity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What the resolver remembers of one meter, so that a name costs one look. Confined to the live
/// loop.
final class MeterEntry {
    final MeterTraffic traffic;
    final boolean isVirtual;
    private final Map<String, Entry> channels = new HashMap<>();
    private final Set<Identity> corrected = new HashSet<>();

    /// A channel with its quantity's limits at hand.
    record Entry(Channel channel, Quantity quantity) {}

    private record Identity(String channel, long timeMillis) {}

    MeterEntry(
            MeterTraffic traffic,
            boolean isVirtual,
            Iterable<Channel> known,
            Iterable<Correction> corrections) {
        this.traffic = traffic;
        this.isVirtual = isVirtual;
        for (var channel : known) {
            channels.put(channel.name(), new Entry(channel, channel.quantity()));
        }
        for (var correction : corrections) {
            if (correction.stands()) {
                corrected.add(new Identity(correction.channel(), correction.timeMillis()));
            }
        }
    }

    /// Whether somebody corrected this value by hand: what the device says of it counts no more.
    boolean isCorrected(String channel, long timeMillis) {
        return !corrected.isEmpty() && corrected.contains(new Identity(channel, timeMillis));
    }

    Map<String, Entry> channels() {
        return channels;
    }
}
