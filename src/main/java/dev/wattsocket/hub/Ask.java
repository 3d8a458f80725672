package dev.wattsocket.hub;

import java.util.Optional;
import java.util.Set;

/// What a viewer asked to see. Viewers whose asks are equal share their encoded frames.
///
/// `sub` is the viewer's own name for the subscription. No site means every site; no meters, or no
/// channels, means all of them. `maxRate` is updates per second and channel.
public record Ask(
        String sub, Optional<String> site, Set<String> meters, Set<String> channels, int maxRate) {
    public static final int RATE_MAX = 20;
    public static final int RATE_DEFAULT = 1;

    public Ask {
        meters = Set.copyOf(meters);
        channels = Set.copyOf(channels);
        if (maxRate < 1 || maxRate > RATE_MAX) {
            throw new IllegalArgumentException("max_rate not within 1..20: " + maxRate);
        }
    }

    boolean wants(ChannelName name) {
        return (site.isEmpty() || site.get().equals(name.site()))
                && (meters.isEmpty() || meters.contains(name.meter()))
                && (channels.isEmpty() || channels.contains(name.channel()));
    }

    long periodNanos() {
        return 1_000_000_000L / maxRate;
    }
}
