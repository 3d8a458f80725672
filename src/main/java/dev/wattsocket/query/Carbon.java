package dev.wattsocket.query;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.metering.By;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.metering.Steps;
import dev.wattsocket.model.CarbonSource;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Site;
import dev.wattsocket.store.SeriesStore;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Greenhouse gases: the energy of each quarter hour times the grid's intensity in it, computed
/// from what is stored and from what the site says now. Blocks; any thread.
public final class Carbon {
    /// Quarter hours that are held at one time.
    private static final long SLICE_MILLIS = 366 * 86_400_000L;

    private static final int GREENEST = 5;

    private final Catalog catalog;
    private final StepSource series;
    private final BilledEnergy billed;

    public Carbon(Catalog catalog, EnergyQuery energy, SeriesStore store) {
        this(catalog, energy, new StepSeries(store));
    }

    /// @param series where intensities come from
    Carbon(Catalog catalog, EnergyQuery energy, StepSource series) {
        this.catalog = catalog;
        this.series = series;
        this.billed = new BilledEnergy(catalog, energy);
    }

    /// What a site's energy emits, bucket by bucket and in all.
    public record Report(List<CarbonBucket> buckets, CarbonBucket total) {}

    /// An hour, and the grid's mean intensity in it, in g/kWh.
    public record Hour(long startMillis, long endMillis, double intensity) {}

    /// The grid's intensity at a site between two times, in g/kWh; no steps where nobody knows.
    ///
    /// @throws IllegalArgumentException with a sentence, where the range is too long
    public Steps intensity(Site site, long from, long to) {
        var source = catalog.sources(site.id()).carbon();
        var steps = new Steps.Builder(from, to);
        if (source.isEmpty()) {
            return steps.build();
        }
        return switch (source.get()) {
            case CarbonSource.Constant(var grams) -> {
                steps.add(from, to, grams.doubleValue());
                yield steps.build();
            }
            case CarbonSource.Series(var meter, var channel) ->
                    catalog.channel(meter, channel)
                            .map(found -> series.read(found, from, to))
                            .orElseGet(steps::build);
        };
    }

    /// The greenhouse gases of what a site buys, and what its sun avoids.
    ///
    /// @throws IllegalArgumentException with a sentence, where the range is too long
    public Report report(Site site, Edges edges) {
        var sums = new CarbonSums(edges, intensity(site, edges.first(), edges.last()));
        for (long at = edges.first(); at < edges.last(); at = sliceEnd(at, edges)) {
            long end = sliceEnd(at, edges);
            var bought = billed.quarters(site, at, end);
            sums.bought(bought);
            sums.sun(billed.sun(site, at, end), bought);
        }
        return new Report(sums.buckets(), sums.total());
    }

    /// The greenhouse gases of what a site buys, in grams; empty where nobody knows them.
    ///
    /// @throws IllegalArgumentException with a sentence, where the range is too long
    public List<OptionalDouble> grams(Site site, Edges edges) {
        var steps = intensity(site, edges.first(), edges.last());
        var sums = new CarbonSums(edges, steps);
        if (steps.size() > 0) {
            for (long at = edges.first(); at < edges.last(); at = sliceEnd(at, edges)) {
                sums.bought(billed.quarters(site, at, sliceEnd(at, edges)));
            }
        }
        return sums.buckets().stream().map(CarbonBucket::grams).toList();
    }

    /// The greenhouse gases of what one meter takes, in grams; empty where nobody knows them, and
    /// for the sun and for batteries, whose energy is not the grid's.
    ///
    /// @throws IllegalArgumentException with a sentence, where the range is too long
    public List<OptionalDouble> grams(Site site, Meter meter, Edges edges) {
        var steps = intensity(site, edges.first(), edges.last());
        var sums = new CarbonSums(edges, steps);
        if (Bills.isBought(meter.role()) && steps.size() > 0) {
            for (long at = edges.first(); at < edges.last(); at = sliceEnd(at, edges)) {
                sums.bought(billed.quarters(site, meter.id(), at, sliceEnd(at, edges)));
            }
        }
        return sums.buckets().stream().map(CarbonBucket::grams).toList();
    }

    /// The whole hours of a range in which the grid is greenest, the greenest first; none where
    /// they are all the same by what is known.
    public List<Hour> greenest(Site site, long from, long to, ZoneId zone) {
        var source = catalog.sources(site.id()).carbon();
        if (source.filter(each -> each instanceof CarbonSource.Series).isEmpty()) {
            return List.of();
        }
        var steps = intensity(site, from, to);
        var hours = new ArrayList<Hour>();
        for (long start = By.HOUR.startOf(from, zone); start < to; ) {
            long end = By.HOUR.endOf(start, zone);
            if (start >= from && end <= to) {
                known(steps, start, end).ifPresent(hours::add);
            }
            start = end;
        }
        return hours.stream()
                .sorted(Comparator.comparingDouble(Hour::intensity))
                .limit(GREENEST)
                .toList();
    }

    private static Optional<Hour> known(Steps steps, long start, long end) {
        var mean = steps.mean(start, end);
        return mean.coverage() == 1
                ? Optional.of(new Hour(start, end, mean.value()))
                : Optional.empty();
    }

    private static long sliceEnd(long at, Edges edges) {
        return Math.min(edges.last(), Quarter.startOf(at + SLICE_MILLIS));
    }
}
