package dev.wattsocket.metering;

import dev.wattsocket.model.Role;
import java.util.Arrays;

/// Energy of a site in quarter hours that follow each other, gathered from its meters by what they
/// stand for. Confined to one thread.
public final class SiteCells {
    private static final long NOBODY = Long.MAX_VALUE;

    private final long first;
    private final long[] gridImport;
    private final long[] gridExport;
    private final long[] solar;
    private final long[] charge;
    private final long[] discharge;
    private final long[] ev;
    private final long[] loads;
    private final long[] covered;
    private final boolean hasGrid;

    /// @param hasGrid whether a meter at the grid tells what the home uses; else loads do
    public SiteCells(long firstMillis, int size, boolean hasGrid) {
        first = firstMillis;
        this.hasGrid = hasGrid;
        gridImport = new long[size];
        gridExport = new long[size];
        solar = new long[size];
        charge = new long[size];
        discharge = new long[size];
        ev = new long[size];
        loads = new long[size];
        covered = new long[size];
        Arrays.fill(covered, NOBODY);
    }

    /// Adds a meter of the balance: at the grid, of the sun, of a battery or of a car.
    ///
    /// @param since its first reading; before that it was not there, and nothing lacks
    public void add(Role role, EnergyCells meter, long since) {
        for (int at = 0; at < covered.length; at++) {
            switch (role) {
                case GRID -> {
                    gridImport[at] += meter.importMicroWh(at);
                    gridExport[at] += meter.exportMicroWh(at);
                }
                case SOLAR -> solar[at] += meter.importMicroWh(at);
                case BATTERY -> {
                    discharge[at] += meter.importMicroWh(at);
                    charge[at] += meter.exportMicroWh(at);
                }
                case EV -> ev[at] += meter.importMicroWh(at);
                case LOAD, OTHER -> {}
            }
        }
        cover(meter, since);
    }

    /// Adds a meter whose use is the home's, where no meter at the grid tells of it.
    public void addLoad(EnergyCells meter, long since) {
        for (int at = 0; at < covered.length; at++) {
            loads[at] += meter.importMicroWh(at);
        }
        cover(meter, since);
    }

    public int size() {
        return covered.length;
    }

    long start(int at) {
        return first + at * Quarter.MILLIS;
    }

    SiteQuarter quarter(int at) {
        return hasGrid
                ? new SiteQuarter(
                        gridImport[at],
                        gridExport[at],
                        solar[at],
                        charge[at],
                        discharge[at],
                        ev[at])
                : SiteQuarter.withoutGrid(loads[at], solar[at], charge[at], discharge[at], ev[at]);
    }

    /// What the home used; less than nothing where a source has no meter.
    public long homeMicroWh(int at) {
        return quarter(at).home();
    }

    /// What is known of the whole is what is known of all its parts.
    public long coveredMillis(int at) {
        return covered[at] == NOBODY ? 0 : covered[at];
    }

    private void cover(EnergyCells meter, long since) {
        for (int at = 0; at < covered.length; at++) {
            if (start(at) + Quarter.MILLIS > since) {
                covered[at] = Math.min(covered[at], meter.coveredMillis(at));
            }
        }
    }
}
