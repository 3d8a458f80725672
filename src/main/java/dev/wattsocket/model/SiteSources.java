package dev.wattsocket.model;

import java.util.Optional;

/// Where a site's money and greenhouse gases come from: the id of its tariff, and its carbon
/// intensity.
public record SiteSources(Optional<String> tariff, Optional<CarbonSource> carbon) {
    public static final SiteSources NONE = new SiteSources(Optional.empty(), Optional.empty());
}
