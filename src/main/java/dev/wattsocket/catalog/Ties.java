package dev.wattsocket.catalog;

import dev.wattsocket.model.SiteSources;
import java.util.Optional;

/// What hangs on what, and so can't go or be taken.
final class Ties {
    private Ties() {}

    /// Throws where there is no such tariff.
    static void check(Holdings holdings, String site, SiteSources sources) {
        var tariff = sources.tariff();
        if (tariff.isPresent() && holdings.tariff(tariff.get()).isEmpty()) {
            throw new CatalogException(
                    "There is no tariff %s, which the site %s shall have."
                            .formatted(tariff.get(), site));
        }
    }

    /// Throws where the site still has meters.
    static void checkSiteFree(Holdings holdings, String id) {
        for (var meter : holdings.meters()) {
            if (meter.site().equals(id)) {
                throw new CatalogException(
                        "The site %s still has the meter %s: delete its meters first."
                                .formatted(id, meter.id()));
            }
        }
    }

    /// Throws where a site has this tariff.
    static void checkTariffFree(Holdings holdings, String id) {
        for (var site : holdings.sites()) {
            if (holdings.sources(site.id()).tariff().equals(Optional.of(id))) {
                throw new CatalogException(
                        "The site %s has the tariff %s: give it another first."
                                .formatted(site.id(), id));
            }
        }
    }

    /// Throws where another meter is a sum with this one.
    static void checkMeterFree(Holdings holdings, String id) {
        var sum = Sums.sumWith(holdings, id);
        if (sum.isPresent()) {
            throw new CatalogException(
                    "%s is a part of the sum %s: take it out there first."
                            .formatted(id, sum.get().id()));
        }
    }
}
