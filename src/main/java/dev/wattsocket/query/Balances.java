package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.Balance;
import dev.wattsocket.metering.Balancer;
import dev.wattsocket.metering.Baseline;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.metering.SiteCells;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Site;
import dev.wattsocket.store.SeriesStore.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What a site used, made, stored and traded, and who fed whom. A function of what is stored.
/// Blocks; any thread.
public final class Balances {
    /// As much is read at a time, however long the range is.
    static final long CHUNK_MILLIS = 32 * 96 * Quarter.MILLIS;

    private final Catalog catalog;
    private final EnergyQuery energy;

    public Balances(Catalog catalog, EnergyQuery energy) {
        this.catalog = catalog;
        this.energy = energy;
    }

    /// One for each bucket.
    public List<Balance> buckets(Site site, Edges edges) {
        var meters = meters(site);
        var balancer = new Balancer(edges, meters.known());
        walk(meters, edges.first(), edges.last(), balancer::take);
        return balancer.buckets();
    }

    /// What is always on in the home between two times.
    Baseline baseline(Site site, long from, long to) {
        var baseline = new Baseline();
        walk(
                meters(site),
                from,
                to,
                cells -> {
                    for (int at = 0; at < cells.size(); at++) {
                        baseline.add(cells.homeMicroWh(at), cells.coveredMillis(at));
                    }
                });
        return baseline;
    }

    /// Whether the home gets anything that the grid does not see.
    boolean hasSource(Site site) {
        var balance = meters(site).balance();
        return balance.containsKey(Role.SOLAR) || balance.containsKey(Role.BATTERY);
    }

    private SiteMeters meters(Site site) {
        return SiteMeters.of(catalog, site.id(), energy::measures);
    }

    /// Shows what is known of a range, in order of time.
    private void walk(SiteMeters meters, long from, long to, Consumer<SiteCells> visitor) {
        var known = known(meters);
        var span = around(known.values());
        long last = Math.min(to, span.lastMillis());
        for (long at = Math.max(from, Quarter.startOf(span.firstMillis())); at < last; ) {
            long end = Math.min(last, Quarter.startOf(at) + CHUNK_MILLIS);
            visitor.accept(cells(meters, known, at, end));
            at = end;
        }
    }

    private SiteCells cells(SiteMeters meters, Map<String, Span> known, long from, long to) {
        long first = Quarter.startOf(from);
        int size = (int) ((Quarter.atOrAfter(to) - first) / Quarter.MILLIS);
        var cells = new SiteCells(first, size, meters.hasGrid());
        meters.balance()
                .forEach((role, all) -> {
                    for (var meter : all) {
                        // Without the grid nobody knows the home, whoever else is there.
                        long since = role == Role.GRID ? Long.MIN_VALUE : since(meter, known);
                        cells.add(role, energy.within(meter, from, to), since);
                    }
                });
        for (var meter : meters.loads()) {
            cells.addLoad(energy.within(meter, from, to), since(meter, known));
        }
        return cells;
    }

    private Map<String, Span> known(SiteMeters meters) {
        var known = new HashMap<String, Span>();
        meters.balance().values().stream()
                .flatMap(List::stream)
                .forEach(meter -> energy.known(meter).ifPresent(span -> known.put(meter, span)));
        meters.loads()
                .forEach(meter -> energy.known(meter).ifPresent(span -> known.put(meter, span)));
        return known;
    }

    private static long since(String meter, Map<String, Span> known) {
        var span = known.get(meter);
        return span == null ? Long.MAX_VALUE : span.firstMillis();
    }

    /// From the first to the last of what is known; nothing of nothing.
    private static Span around(Iterable<Span> known) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (var span : known) {
            first = Math.min(first, span.firstMillis());
            last = Math.max(last, span.lastMillis());
        }
        return new Span(first, last);
    }
}
