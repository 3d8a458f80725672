package dev.wattsocket.cli.transfer;

import dev.wattsocket.cli.files.ImportMap;
import dev.wattsocket.cli.files.MapException;
import dev.wattsocket.cli.files.MeterPart;
import dev.wattsocket.cli.files.SitePart;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a target knows of sites and meters, and how it takes new ones.
interface Registry {
    Optional<Site> site(String id);

    boolean hasMeter(String id);

    void put(Site site);

    void put(Meter meter);

    /// Makes the map's site and meters where they are not there yet; what is there stays as it is,
    /// because somebody may have named it better. Answers the site.
    default Site prepare(ImportMap map) {
        var site = site(map.site().id()).orElseGet(() -> newSite(map));
        var waiting = new ArrayList<Meter>();
        for (var part : map.meters()) {
            if (part instanceof MeterPart.Fixed fixed && !hasMeter(fixed.id())) {
                waiting.add(meter(fixed, site));
            }
        }
        putParentsFirst(waiting);
        return site;
    }

    private Site newSite(ImportMap map) {
        SitePart part = map.site();
        var zone = map.zone();
        if (zone.isEmpty()) {
            throw new MapException(
                    "There is no site %s yet; to make it, its time zone is needed: site.zone in the map, or --zone."
                            .formatted(part.id()));
        }
        var currency = map.currency();
        var site = new Site(part.id(), part.name().orElse(part.id()), zone.get(), currency);
        put(site);
        return site;
    }

    private void putParentsFirst(List<Meter> waiting) {
        while (!waiting.isEmpty()) {
            var ready =
                    waiting.stream()
                            .filter(meter -> meter.parent().map(this::hasMeter).orElse(true))
                            .toList();
            if (ready.isEmpty()) {
                var first = waiting.getFirst();
                throw new MapException(
                        "The parent of meter %s, %s, is neither in the map nor at the site, or there is a circle."
                                .formatted(first.id(), first.parent().orElse("")));
            }
            ready.forEach(this::put);
            waiting.removeAll(ready);
        }
    }

    private static Meter meter(MeterPart.Fixed part, Site site) {
        var role = part.role().or(() -> Role.of(part.id())).orElse(Role.LOAD);
        return new Meter(part.id(), site.id(), part.name().orElse(part.id()), role, part.parent());
    }
}
