package dev.wattsocket.metering;

import dev.wattsocket.model.Energy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Adds up a site's quarter hours in buckets. Takes them in the order of time. Confined to one
/// thread.
public final class Balancer {
    private final Edges edges;
    private final List<Balance> done = new ArrayList<>();
    private final Set<Part> known;
    private Sums open = new Sums();

    /// @param known what the site has meters for
    public Balancer(Edges edges, Set<Part> known) {
        this.edges = edges;
        this.known = known;
    }

    /// Takes what comes next; quarter hours may be left out.
    public void take(SiteCells cells) {
        for (int at = 0; at < cells.size(); at++) {
            while (edges.end(done.size()) <= cells.start(at)) {
                close();
            }
            var quarter = cells.quarter(at);
            open.add(quarter, cells.coveredMillis(at));
        }
    }

    /// One for each bucket, once all is taken.
    public List<Balance> buckets() {
        while (done.size() < edges.buckets()) {
            close();
        }
        return List.copyOf(done);
    }

    private void close() {
        int bucket = done.size();
        done.add(open.balance(edges.start(bucket), edges.end(bucket)));
        open = new Sums();
    }

    private final class Sums {
        private final Map<Part, EnergySum> parts = sums(Part.class);
        private final Map<Flow, EnergySum> flows = sums(Flow.class);
        private long covered;

        private static <K extends Enum<K>> Map<K, EnergySum> sums(Class<K> keys) {
            Map<K, EnergySum> sums = new EnumMap<>(keys);
            for (var key : keys.getEnumConstants()) {
                sums.put(key, new EnergySum());
            }
            return sums;
        }

        void add(SiteQuarter quarter, long coveredMillis) {
            parts.forEach((part, sum) -> sum.add(quarter.part(part)));
            flows.forEach((flow, sum) -> sum.add(quarter.flow(flow)));
            covered += coveredMillis;
        }

        Balance balance(long start, long end) {
            var energies = energies(parts, Part.class);
            energies.keySet().retainAll(known);
            return new Balance(start, end, energies, energies(flows, Flow.class), covered);
        }

        private static <K extends Enum<K>> Map<K, Energy> energies(
                Map<K, EnergySum> sums, Class<K> keys) {
            Map<K, Energy> energies = new EnumMap<>(keys);
            sums.forEach((key, sum) -> energies.put(key, sum.energy()));
            return energies;
        }
    }
}
