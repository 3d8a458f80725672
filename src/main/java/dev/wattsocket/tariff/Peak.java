package dev.wattsocket.tariff;

import dev.wattsocket.metering.By;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Site;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// The highest demand of a stretch of time: imported energy in one of its demand intervals, divided
/// by the interval's length.
record Peak(long startMillis, BigDecimal kw) {
    private static final double COVERAGE_LEAST = 0.9;
    private static final int MINUTES_AN_HOUR = 60;

    /// The highest of the intervals that readings speak of; empty where there is none.
    static Optional<Peak> of(List<EnergyBucket> quarters, Site site) {
        var by =
                switch (site.demandMinutes()) {
                    case 15 -> By.QUARTER;
                    case 30 -> By.HALF_HOUR;
                    default -> By.HOUR;
                };
        var highest = Energy.ZERO;
        long at = Long.MIN_VALUE;
        for (int i = 0; i < quarters.size(); ) {
            long start = by.startOf(quarters.get(i).startMillis(), site.zone());
            long end = by.endOf(start, site.zone());
            var energy = Energy.ZERO;
            double covered = 0;
            for (; i < quarters.size() && quarters.get(i).startMillis() < end; i++) {
                var part = quarters.get(i);
                energy = energy.plus(part.imported());
                covered += part.coverage() * (part.endMillis() - part.startMillis());
            }
            boolean counts = covered >= COVERAGE_LEAST * (end - start);
            if (counts && (at == Long.MIN_VALUE || energy.compareTo(highest) > 0)) {
                highest = energy;
                at = start;
            }
        }
        return at == Long.MIN_VALUE
                ? Optional.empty()
                : Optional.of(new Peak(at, kw(highest, site.demandMinutes())));
    }

    private static BigDecimal kw(Energy energy, int minutes) {
        return energy.toKwh().multiply(BigDecimal.valueOf(MINUTES_AN_HOUR / minutes));
    }
}
