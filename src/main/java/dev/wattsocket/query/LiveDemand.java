package dev.wattsocket.query;

import dev.wattsocket.metering.DemandInterval;
import dev.wattsocket.metering.DemandPeaks;
import dev.wattsocket.model.Site;
import dev.wattsocket.query.Figures.RunningDemand;
import dev.wattsocket.tariff.BillingPeriods;
import java.util.Optional;
import java.util.OptionalDouble;

/// The demand interval that runs, and the peak of its billing period. Keeps the peak of the
/// intervals that are closed, until something revises them. Blocks; one thread at a time.
final class LiveDemand {
    private static final double MILLIS_AN_HOUR = 3_600_000;

    private final EnergyQuery energy;
    private final Demands demands;
    private Optional<Key> key = Optional.empty();
    private long closed = Long.MIN_VALUE;
    private DemandPeaks peaks = new DemandPeaks(1);

    LiveDemand(EnergyQuery energy) {
        this.energy = energy;
        this.demands = new Demands(energy);
    }

    private record Key(Object version, Site site, long periodMillis) {}

    /// @param watts the meter's power of the moment, where it is known
    RunningDemand at(MeterStanding standing, Site site, long now, OptionalDouble watts) {
        String meter = standing.meter();
        var by = Demands.by(site);
        long start = by.startOf(now, site.zone());
        long end = by.endOf(start, site.zone());
        double wattMillis = 0;
        if (now > start) {
            wattMillis =
                    energy.buckets(meter, start, now, by, site.zone()).stream()
                            .mapToDouble(bucket -> bucket.imported().toWh() * MILLIS_AN_HOUR)
                            .sum();
        }
        // Without a power of the moment the interval goes on as it went so far.
        double present =
                watts.isPresent()
                        ? Math.max(0, watts.getAsDouble())
                        : now > start ? wattMillis / (now - start) : 0;
        long length = Demands.intervalMillis(site);
        return new RunningDemand(
                meter,
                start,
                end,
                wattMillis / length,
                (wattMillis + present * (end - now)) / length,
                peak(standing, site, now));
    }

    private Optional<DemandInterval> peak(MeterStanding meter, Site site, long now) {
        var standing = meter.standing();
        var by = Demands.by(site);
        long period = BillingPeriods.startOf(now, site);
        var wanted = Optional.of(new Key(meter.version(), site, period));
        long open = Math.max(period, by.startOf(Math.min(standing.closedUpTo(), now), site.zone()));
        if (!wanted.equals(key) || open < closed) {
            key = wanted;
            closed = period;
            peaks = new DemandPeaks(1);
        }
        if (closed < open) {
            demands.intervals(meter.meter(), site, closed, open).forEach(peaks::add);
            closed = open;
        }
        var all = new DemandPeaks(1);
        peaks.peak().ifPresent(all::add);
        long last = by.startOf(Math.max(now, standing.reachMillis()), site.zone());
        long end = Math.min(by.endOf(last, site.zone()), BillingPeriods.endOf(now, site));
        demands.intervals(meter.meter(), site, open, end).forEach(all::add);
        return all.peak();
    }
}
