package dev.wattsocket.cli.files;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// All that has to be known about a file of measurements to read it: data, not code.
public record ImportMap(Layout layout, SitePart site, TimePart time, List<MeterPart> meters) {

    /// The same map for another site, or with a zone for it.
    public ImportMap at(Optional<String> siteId, Optional<ZoneId> zone) {
        var site =
                new SitePart(
                        siteId.orElse(this.site.id()),
                        siteId.isPresent() ? Optional.empty() : this.site.name(),
                        zone.or(this.site::zone),
                        this.site.currency());
        return new ImportMap(layout, site, time, meters);
    }
}
