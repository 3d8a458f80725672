package dev.wattsocket.cli.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a meter's readings of a stretch of time come to. `coveredHours` is how long readings speak
/// of.
record MeterFigures(
        double importWattHours, double exportWattHours, double coveredHours, Optional<Peak> peak) {

    /// The part of a quarter hour that readings must speak of for it to be the peak.
    static final double COVERAGE_LEAST = 0.9;

    private static final long QUARTER_MILLIS = 900_000;
    private static final long PART_MILLIS = 366 * 24 * 3_600_000L;

    /// The highest mean power over a demand interval, and when that began.
    record Peak(long startMillis, double watts) {
        static Optional<Peak> higher(Optional<Peak> one, Optional<Peak> other) {
            boolean isOther =
                    other.isPresent() && (one.isEmpty() || other.get().watts > one.get().watts);
            return isOther ? other : one;
        }
    }

    /// From one time to another, whole quarter hours.
    record Range(long from, long to) {}

    /// The stretch, widened to whole quarter hours, in parts short enough for one question each.
    static List<Range> parts(long fromMillis, long toMillis) {
        long from = Math.floorDiv(fromMillis, QUARTER_MILLIS) * QUARTER_MILLIS;
        long end = Math.ceilDiv(toMillis, QUARTER_MILLIS) * QUARTER_MILLIS;
        var parts = new ArrayList<Range>();
        for (long at = from; at < end; at += PART_MILLIS) {
            parts.add(new Range(at, Math.min(end, at + PART_MILLIS)));
        }
        return parts;
    }

    MeterFigures plus(MeterFigures next) {
        return new MeterFigures(
                importWattHours + next.importWattHours,
                exportWattHours + next.exportWattHours,
                coveredHours + next.coveredHours,
                Peak.higher(peak, next.peak));
    }
}
