package dev.wattsocket.query;

import dev.wattsocket.metering.By;
import dev.wattsocket.metering.DemandInterval;
import dev.wattsocket.metering.DemandPeaks;
import dev.wattsocket.metering.DurationCurve;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.model.Site;
import dev.wattsocket.store.SeriesStore.Span;
import dev.wattsocket.tariff.BillingPeriods;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Demand of a meter: its mean imported power in the intervals of its site, and the peaks that a
/// supplier counts. A function of what is stored. Blocks; any thread.
public final class Demands {
    private static final List<DemandInterval> NONE = List.of();
    private static final int PEAKS = 10;
    private static final long MINUTE_MILLIS = 60_000;
    private static final long PERIOD_MILLIS_LEAST = 28 * 86_400_000L - 3_600_000;

    private final EnergyQuery energy;

    public Demands(EnergyQuery energy) {
        this.energy = energy;
    }

    /// What the demand of a range comes to.
    ///
    /// @param peaks the highest intervals of the range
    /// @param months the billing periods that the range touches, each as a whole
    /// @param intervals all whole intervals that the range touches
    /// @param curve of the intervals of the range
    public record Demand(
            long intervalMillis,
            List<DemandInterval> peaks,
            List<Month> months,
            List<DemandInterval> intervals,
            DurationCurve curve) {}

    /// A billing period, and its highest interval.
    public record Month(long startMillis, long endMillis, Optional<DemandInterval> peak) {}

    /// The demand of a meter between two times (epoch milliseconds).
    ///
    /// @param wantsIntervals whether each interval is wanted, and not only what they come to
    /// @throws IllegalArgumentException with a sentence, where the range is too long
    public Demand read(String meter, Site site, long from, long to, boolean wantsIntervals) {
        long first = by(site).startOf(from, site.zone());
        long end = by(site).endOf(by(site).startOf(to - 1, site.zone()), site.zone());
        check(site, (double) end - first, wantsIntervals);
        var known = energy.known(meter);
        var peaks = new DemandPeaks(PEAKS);
        var curve = new DurationCurve();
        var months = new ArrayList<Month>();
        var intervals = new ArrayList<DemandInterval>();
        for (long at = BillingPeriods.startOf(first, site); at < end; ) {
            long next = BillingPeriods.endOf(at, site);
            var highest = new DemandPeaks(1);
            boolean isKnown = known.isPresent() && overlaps(known.get(), at, next);
            var all = isKnown || wantsIntervals ? intervals(meter, site, at, next) : NONE;
            for (var interval : all) {
                highest.add(interval);
                if (interval.startMillis() >= first && interval.startMillis() < end) {
                    peaks.add(interval);
                    curve.add(interval);
                    if (wantsIntervals) {
                        intervals.add(interval);
                    }
                }
            }
            months.add(new Month(at, next, highest.peak()));
            at = next;
        }
        return new Demand(intervalMillis(site), peaks.highest(), months, intervals, curve);
    }

    private static void check(Site site, double millis, boolean wantsIntervals) {
        if (millis / PERIOD_MILLIS_LEAST > Bills.PERIODS_MAX) {
            throw new IllegalArgumentException(
                    "Ask for at most " + Bills.PERIODS_MAX + " billing periods of demand.");
        }
        if (wantsIntervals && millis / intervalMillis(site) > Edges.BUCKETS_MAX) {
            throw new IllegalArgumentException(
                    "That is more than %d intervals; ask for a shorter time, or with intervals=false."
                            .formatted(Edges.BUCKETS_MAX));
        }
    }

    private static boolean overlaps(Span known, long from, long to) {
        return known.firstMillis() < to && known.lastMillis() > from;
    }

    /// The intervals between two of their starts.
    List<DemandInterval> intervals(String meter, Site site, long from, long to) {
        return energy.buckets(meter, from, to, by(site), site.zone()).stream()
                .map(bucket -> DemandInterval.of(bucket, intervalMillis(site)))
                .toList();
    }

    /// The interval that a time falls into, as a stretch of the calendar.
    static By by(Site site) {
        return switch (site.demandMinutes()) {
            case 15 -> By.QUARTER;
            case 30 -> By.HALF_HOUR;
            default -> By.HOUR;
        };
    }

    static long intervalMillis(Site site) {
        return site.demandMinutes() * MINUTE_MILLIS;
    }
}
