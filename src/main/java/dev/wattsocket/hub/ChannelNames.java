package dev.wattsocket.hub;

import dev.wattsocket.catalog.Catalog;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The names of channels by id, read once from the catalog. Confined to one thread.
final class ChannelNames {
    private final Catalog catalog;
    private @Nullable ChannelName[] names = new ChannelName[64];

    ChannelNames(Catalog catalog) {
        this.catalog = catalog;
    }

    /// The channel's names; null for one that is not, or no longer, in the catalog.
    @Nullable ChannelName of(int channel) {
        if (channel >= names.length) {
            names = Arrays.copyOf(names, Math.max(channel + 1, names.length * 2));
        }
        var known = names[channel];
        if (known == null) {
            known = read(channel);
            names[channel] = known;
        }
        return known;
    }

    /// Forgets all, because the catalog changed.
    void clear() {
        Arrays.fill(names, null);
    }

    private @Nullable ChannelName read(int id) {
        var channel = catalog.channel(id);
        if (channel.isEmpty()) {
            return null;
        }
        var meter = catalog.meter(channel.get().meter());
        return meter.isEmpty()
                ? null
                : ChannelName.of(
                        id, meter.get().site(), channel.get().meter(), channel.get().name());
    }
}
