package dev.wattsocket.cli.transfer;

import dev.wattsocket.cli.transfer.MeterFigures.Peak;
import dev.wattsocket.cli.transfer.MeterFigures.Range;
import dev.wattsocket.metering.By;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.model.Energy;
import dev.wattsocket.query.EnergyQuery;
import java.time.ZoneId;
import java.util.Optional;

/// A meter's figures out of a data folder.
final class StoredFigures {
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private final EnergyQuery energy;
    private final ZoneId zone;

    StoredFigures(EnergyQuery energy, ZoneId zone) {
        this.energy = energy;
        this.zone = zone;
    }

    Optional<MeterFigures> of(String meter, long fromMillis, long toMillis) {
        return MeterFigures.parts(fromMillis, toMillis).stream()
                .map(part -> of(meter, part))
                .reduce(MeterFigures::plus)
                .filter(figures -> figures.coveredHours() > 0);
    }

    private MeterFigures of(String meter, Range range) {
        var imported = Energy.ZERO;
        var exported = Energy.ZERO;
        double coveredHours = 0;
        Optional<Peak> peak = Optional.empty();
        for (var quarter : energy.buckets(meter, range.from(), range.to(), By.QUARTER, zone)) {
            imported = imported.plus(quarter.imported());
            exported = exported.plus(quarter.exported());
            coveredHours += quarter.coverage() * length(quarter) / MILLIS_PER_HOUR;
            if (quarter.coverage() >= MeterFigures.COVERAGE_LEAST) {
                var here = new Peak(quarter.startMillis(), quarter.importWatts());
                peak = Peak.higher(peak, Optional.of(here));
            }
        }
        return new MeterFigures(imported.toWh(), exported.toWh(), coveredHours, peak);
    }

    private static long length(EnergyBucket bucket) {
        return bucket.endMillis() - bucket.startMillis();
    }
}
