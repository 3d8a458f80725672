package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.By;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The energy that a site's supplier counts, by quarter hours: that of its grid meters; without
/// one, what its loads and cars import. Blocks; any thread.
final class BilledEnergy {
    /// An interval is known by its start, and may be a year long.
    private static final long REACH_MILLIS = 400 * 86_400_000L;

    private final Catalog catalog;
    private final EnergyQuery energy;

    BilledEnergy(Catalog catalog, EnergyQuery energy) {
        this.catalog = catalog;
        this.energy = energy;
    }

    /// The quarter hours between two times, the first and last cut there; none where nothing is
    /// known of them.
    List<EnergyBucket> quarters(Site site, long from, long to) {
        var sum = List.<EnergyBucket>of();
        boolean isGrid = meters(site).stream().anyMatch(meter -> meter.role() == Role.GRID);
        for (var meter : meters(site)) {
            sum = plus(sum, quarters(site, meter.id(), from, to), isGrid);
        }
        return sum;
    }

    /// The quarter hours of one meter; none where nothing is known of them.
    List<EnergyBucket> quarters(Site site, String meter, long from, long to) {
        boolean isKnown =
                energy.known(meter)
                        .filter(span ->
                                span.firstMillis() < to && span.lastMillis() > from - REACH_MILLIS)
                        .isPresent();
        return isKnown && from < to
                ? energy.buckets(meter, from, to, By.QUARTER, site.zone())
                : List.of();
    }

    /// What the site's sun makes, by quarter hours; none where nothing is known of it.
    List<EnergyBucket> sun(Site site, long from, long to) {
        var sum = List.<EnergyBucket>of();
        for (var meter : ofRole(site, Set.of(Role.SOLAR))) {
            sum = plus(sum, quarters(site, meter.id(), from, to), true);
        }
        return sum;
    }

    List<Meter> meters(Site site) {
        var grid = ofRole(site, Set.of(Role.GRID));
        return grid.isEmpty() ? ofRole(site, Set.of(Role.LOAD, Role.EV)) : grid;
    }

    /// Those that hang under no other of the same.
    private List<Meter> ofRole(Site site, Set<Role> roles) {
        var all =
                catalog.meters().stream()
                        .filter(meter -> meter.site().equals(site.id()))
                        .filter(meter -> roles.contains(meter.role()))
                        .toList();
        var ids = all.stream().map(Meter::id).collect(Collectors.toSet());
        return all.stream()
                .filter(meter -> meter.parent().filter(ids::contains).isEmpty())
                .toList();
    }

    /// Of several meters a stretch is covered as far as the least of them is.
    private static List<EnergyBucket> plus(
            List<EnergyBucket> sum, List<EnergyBucket> more, boolean isGrid) {
        if (sum.isEmpty() && isGrid) {
            return more;
        }
        if (more.isEmpty()) {
            return sum;
        }
        var both = new ArrayList<EnergyBucket>(more.size());
        for (int i = 0; i < more.size(); i++) {
            var one = more.get(i);
            var other = sum.isEmpty() ? nothing(one) : sum.get(i);
            both.add(
                    new EnergyBucket(
                            one.startMillis(),
                            one.endMillis(),
                            one.imported().plus(other.imported()),
                            isGrid ? one.exported().plus(other.exported()) : Energy.ZERO,
                            Math.min(one.coverage(), other.coverage())));
        }
        return both;
    }

    private static EnergyBucket nothing(EnergyBucket like) {
        return new EnergyBucket(like.startMillis(), like.endMillis(), Energy.ZERO, Energy.ZERO, 1);
    }
}
