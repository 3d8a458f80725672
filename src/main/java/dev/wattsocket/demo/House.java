package dev.wattsocket.demo;

import java.util.List;

/// The simulated house: its circuits, its panels, its battery. Power is a function of seed and
/// time, and what goes in comes out: the grid is what is left over. Any thread.
final class House {
    static final double PANELS_WATTS = 6_400;

    private final Sun sun;
    private final List<Circuit> circuits;
    private final Load unmetered;
    private final Battery battery;

    House(long seed) {
        long base = seed * 1_000_003;
        this.sun = new Sun(base);
        this.circuits = Circuits.of(base, sun);
        this.unmetered = Circuits.unmetered(base);
        this.battery = new Battery(this);
    }

    /// The loads, the car among them.
    List<Circuit> circuits() {
        return circuits;
    }

    /// What all meters show at an instant, in tenths of a watt, so that sums are exact.
    Instant at(long millis) {
        var loads = new long[circuits.size()];
        long sum = 0;
        for (int i = 0; i < loads.length; i++) {
            loads[i] = tenths(circuits.get(i).load().watts(millis));
            sum += loads[i];
        }
        long rest = tenths(unmetered.watts(millis));
        sum += rest;
        long solar = tenths(sun.watts(millis, PANELS_WATTS));
        long stored = tenths(battery.watts(millis));
        return new Instant(millis, loads, rest, solar, stored, sum - solar - stored);
    }

    /// What the meter of a load shows, in watts.
    static double shown(Load load, long millis) {
        return tenths(load.watts(millis)) / 10.0;
    }

    /// Percent of the battery's capacity.
    double stateOfCharge(long millis) {
        return battery.percent(millis);
    }

    /// What the house draws beyond what the panels make, in watts.
    double netWatts(long millis) {
        double sum = unmetered.watts(millis) - sun.watts(millis, PANELS_WATTS);
        for (var circuit : circuits) {
            sum += circuit.load().watts(millis);
        }
        return sum;
    }

    /// One instant of the house, in tenths of a watt. Battery: positive when it gives; grid:
    /// positive when it is drawn from. `solar + battery + grid` is the sum of the loads and of the
    /// rest, which nobody measures, exactly.
    record Instant(long millis, long[] loads, long rest, long solar, long battery, long grid) {}

    private static long tenths(double watts) {
        return Math.round(watts * 10);
    }
}
