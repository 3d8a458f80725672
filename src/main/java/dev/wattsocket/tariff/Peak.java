package dev.wattsocket.tariff;

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
        var days = new Days(site.zone());
        long length = site.demandMinutes() * 60_000L;
        var highest = Energy.ZERO;
        long at = Long.MIN_VALUE;
        for (int i = 0; i < quarters.size(); ) {
            days.seek(quarters.get(i).startMillis());
            long start = days.stretchStart(quarters.get(i).startMillis(), length);
            long end = days.stretchEnd(start, length);
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
