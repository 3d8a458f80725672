package dev.wattsocket.ingest;

import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Quantity;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What the resolver remembers of one meter, so that a name costs one look. Confined to the live
/// loop.
final class MeterEntry {
    final MeterTraffic traffic;
    final boolean isVirtual;
    private final Map<String, Entry> channels = new HashMap<>();
    private final Set<Identity> corrected;

    /// A channel with its quantity's limits at hand.
    record Entry(Channel channel, Quantity quantity) {}

    /// A value of the meter: nothing else makes two values the same one.
    record Identity(String channel, long timeMillis) {}

    MeterEntry(
            MeterTraffic traffic,
            boolean isVirtual,
            Iterable<Channel> known,
            Set<Identity> corrected) {
        this.traffic = traffic;
        this.isVirtual = isVirtual;
        this.corrected = corrected;
        for (var channel : known) {
            channels.put(channel.name(), new Entry(channel, channel.quantity()));
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
