package dev.wattsocket.metering;

import java.time.Instant;
import java.time.ZoneId;

/// A typical week: mean power for each weekday and hour of a zone's clock, import less export,
/// weighted by how much of each is known. Confined to one thread.
public final class WeekProfile {
    public static final int DAYS = 7;
    public static final int HOURS = 24;
    private static final double MICRO_WH_A_WATT_MILLI = 1e6 / 3_600_000;

    private final ZoneId zone;
    private final double[] microWh = new double[DAYS * HOURS];
    private final long[] covered = new long[DAYS * HOURS];
    private final long[] whole = new long[DAYS * HOURS];

    public WeekProfile(ZoneId zone) {
        this.zone = zone;
    }

    /// Adds the quarter hours between two times, of the first and last what lies between.
    public void add(EnergyCells cells, long from, long to) {
        for (int at = 0; at < cells.size(); at++) {
            long start = cells.start(at);
            var local = Instant.ofEpochMilli(start).atZone(zone);
            int slot = slot(local.getDayOfWeek().getValue() - 1, local.getHour());
            microWh[slot] += cells.importMicroWh(at) - cells.exportMicroWh(at);
            covered[slot] += cells.coveredMillis(at);
            whole[slot] += Math.min(to, start + Quarter.MILLIS) - Math.max(from, start);
        }
    }

    /// Watts of an hour of a weekday, from 0 for Monday; not a number where nothing is known.
    public double watts(int day, int hour) {
        int slot = slot(day, hour);
        return covered[slot] == 0
                ? Double.NaN
                : microWh[slot] / (covered[slot] * MICRO_WH_A_WATT_MILLI);
    }

    /// Part of all these hours that is known, 0 to 1.
    public double coverage(int day, int hour) {
        int slot = slot(day, hour);
        return whole[slot] == 0 ? 0 : Math.clamp(covered[slot] / (double) whole[slot], 0, 1);
    }

    private static int slot(int day, int hour) {
        return day * HOURS + hour;
    }
}
