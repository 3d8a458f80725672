package dev.wattsocket.ingest;

import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Quantity;
import java.util.HashMap;
import java.util.Map;

/// What the resolver remembers of one meter, so that a name costs one look. Confined to the live
/// loop.
final class MeterEntry {
    final MeterTraffic traffic;
    private final Map<String, Entry> channels = new HashMap<>();

    /// A channel with its quantity's limits at hand.
    record Entry(Channel channel, Quantity quantity) {}

    MeterEntry(MeterTraffic traffic, Iterable<Channel> known) {
        this.traffic = traffic;
        for (var channel : known) {
            channels.put(channel.name(), new Entry(channel, channel.quantity()));
        }
    }

    Map<String, Entry> channels() {
        return channels;
    }
}
