package dev.wattsocket.cli.files;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/// All that has to be known about a file of measurements to read it: data, not code.
public record ImportMap(FileForm form, SitePart site) {

    public List<MeterPart> meters() {
        return form.meters();
    }

    /// The site's zone, or that of the file's times.
    public Optional<ZoneId> zone() {
        return site.zone().or(form::zone);
    }

    /// What a new site counts in.
    public Currency currency() {
        return site.currency().orElse(Currency.getInstance("EUR"));
    }

    /// The same map for another site, or with a zone for it.
    public ImportMap at(Optional<String> siteId, Optional<ZoneId> zone) {
        var site =
                new SitePart(
                        siteId.orElse(this.site.id()),
                        siteId.isPresent() ? Optional.empty() : this.site.name(),
                        zone.or(this.site::zone),
                        this.site.currency());
        return new ImportMap(form, site);
    }
}
