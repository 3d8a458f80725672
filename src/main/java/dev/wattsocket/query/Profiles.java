package dev.wattsocket.query;

import dev.wattsocket.metering.Baseline;
import dev.wattsocket.metering.Quarter;
import dev.wattsocket.metering.WeekProfile;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Site;
import dev.wattsocket.tariff.PriceStep;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The typical week of a meter. A function of what is stored. Blocks; any thread.
public final class Profiles {
    private static final long YEAR_MILLIS = 365 * 86_400_000L;
    private static final BigDecimal HOURS_A_YEAR = BigDecimal.valueOf(365 * 24L);

    private final EnergyQuery energy;
    private final Balances balances;
    private final Bills bills;

    public Profiles(EnergyQuery energy, Balances balances, Bills bills) {
        this.energy = energy;
        this.balances = balances;
        this.bills = bills;
    }

    /// The week of the site's zone in what is known between two times (epoch milliseconds).
    public Profile read(Meter meter, Site site, long from, long to) {
        var week = new WeekProfile(site.zone());
        var own = new Baseline();
        var known = energy.known(meter.id());
        long begin = known.map(span -> Math.max(from, span.firstMillis())).orElse(to);
        long end =
                lastKnown(
                        meter,
                        begin,
                        known.map(span -> Math.min(to, span.lastMillis())).orElse(to));
        for (long at = begin; at < end; ) {
            long next = Math.min(end, Quarter.startOf(at) + Balances.CHUNK_MILLIS);
            var cells = energy.within(meter.id(), at, next);
            week.add(cells, at, next);
            for (int i = 0; i < cells.size(); i++) {
                own.add(cells.importMicroWh(i), cells.coveredMillis(i));
            }
            at = next;
        }
        boolean isKnown = begin < end;
        return new Profile(
                isKnown ? begin : from,
                isKnown ? end : to,
                week,
                alwaysOn(meter, site, own, begin, end));
    }

    /// The end of the last quarter hour between two times that anything is known of.
    private long lastKnown(Meter meter, long from, long to) {
        for (long end = to; end > from; ) {
            long start = Math.max(from, Quarter.startOf(end - Balances.CHUNK_MILLIS));
            var cells = energy.within(meter.id(), start, end);
            for (int i = cells.size() - 1; i >= 0; i--) {
                if (cells.coveredMillis(i) > 0) {
                    return Math.min(end, cells.start(i) + Quarter.MILLIS);
                }
            }
            end = start;
        }
        return from;
    }

    private Profile.AlwaysOn alwaysOn(Meter meter, Site site, Baseline own, long from, long to) {
        return switch (meter.role()) {
            case SOLAR, BATTERY ->
                    unknown("Sun and batteries give power: nothing of it is always on.");
            case GRID ->
                    // What the sun covers, the grid does not see.
                    balances.hasSource(site)
                            ? found(balances.baseline(site, from, to), " in the home", site, to)
                            : found(own, "", site, to);
            case LOAD, EV, OTHER -> found(own, "", site, to);
        };
    }

    private Profile.AlwaysOn found(Baseline baseline, String where, Site site, long to) {
        var watts = baseline.watts();
        if (watts.isEmpty()) {
            return unknown("Too little is known: it takes quarter hours of a whole day.");
        }
        return new Profile.AlwaysOn(
                watts,
                "The power that 95 of 100 quarter hours reach"
                        + where
                        + ", of those that are known for at least 0.9 of their length.",
                costOfYear(site, to, watts.getAsDouble()));
    }

    private static Profile.AlwaysOn unknown(String why) {
        return new Profile.AlwaysOn(OptionalDouble.empty(), why, Optional.empty());
    }

    /// At the mean price of the year before, as far as it is known.
    private Optional<BigDecimal> costOfYear(Site site, long to, double watts) {
        var kwh = BigDecimal.valueOf(watts).movePointLeft(3).multiply(HOURS_A_YEAR);
        return bills.tariffOf(site)
                .flatMap(tariff -> mean(bills.prices(site, tariff, to - YEAR_MILLIS, to)))
                .map(kwh::multiply);
    }

    private static Optional<BigDecimal> mean(List<PriceStep> steps) {
        var sum = BigDecimal.ZERO;
        long known = 0;
        for (var step : steps) {
            long millis = step.endMillis() - step.startMillis();
            sum = sum.add(step.price().multiply(BigDecimal.valueOf(millis)));
            known += millis;
        }
        return known == 0
                ? Optional.empty()
                : Optional.of(sum.divide(BigDecimal.valueOf(known), MathContext.DECIMAL128));
    }
}
