package dev.wattsocket.demo;

import static dev.wattsocket.demo.Load.HOUR;
import static dev.wattsocket.demo.Load.MINUTE;

import dev.wattsocket.demo.Runs.Shape;
import dev.wattsocket.model.Role;
import java.util.List;

/// The simulated house: its circuits, its panels, its battery. Power is a function of seed and
/// time, and what goes in comes out: the grid is what is left over. Any thread.
final class House {
    static final double PANELS_WATTS = 6_400;

    private final Sun sun;
    private final List<Circuit> circuits;
    private final Battery battery;

    House(long seed) {
        long base = seed * 1_000_003;
        this.sun = new Sun(base);
        this.circuits = circuits(base, sun);
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
        long solar = tenths(sun.watts(millis, PANELS_WATTS));
        long stored = tenths(battery.watts(millis));
        return new Instant(millis, loads, solar, stored, sum - solar - stored);
    }

    /// Percent of the battery's capacity.
    double stateOfCharge(long millis) {
        return battery.percent(millis);
    }

    /// What the house draws beyond what the panels make, in watts.
    double netWatts(long millis) {
        double sum = -sun.watts(millis, PANELS_WATTS);
        for (var circuit : circuits) {
            sum += circuit.load().watts(millis);
        }
        return sum;
    }

    /// One instant of the house, in tenths of a watt. Battery: positive when it gives; grid:
    /// positive when it is drawn from. `solar + battery + grid` is the sum of the loads, exactly.
    record Instant(long millis, long[] loads, long solar, long battery, long grid) {}

    private static long tenths(double watts) {
        return Math.round(watts * 10);
    }

    private static List<Circuit> circuits(long s, Sun sun) {
        return List.of(
                load("fridge", "Fridge", Load.compressor(s + 10, 92, 47 * MINUTE, 0.34)),
                load("freezer", "Freezer", Load.compressor(s + 11, 78, 63 * MINUTE, 0.41)),
                load("network", "Router and network", Load.steady(s + 12, 23, 0.08)),
                load("standby", "Standby things", Load.steady(s + 13, 41, 0.05)),
                load("ventilation", "Ventilation", Load.steady(s + 14, 34, 0.3)),
                load("lights", "Lights", Load.lights(s + 15, 310, sun)),
                load("heat-pump", "Heat pump", Load.heatPump(s + 16, 2_650, sun)),
                runs("boiler", "Hot water", s + 17, 1_950, 2, 3, 0.8, 5.2, 8.6, 18, 44, Shape.FLAT),
                runs("kettle", "Kettle", s + 18, 2_150, 0.4, 6, 0.75, 6.5, 22.5, 2, 4, Shape.FLAT),
                runs(
                        "coffee",
                        "Coffee machine",
                        s + 19,
                        1_380,
                        1.4,
                        4,
                        0.7,
                        6.6,
                        16,
                        3,
                        9,
                        Shape.THERMOSTAT),
                runs(
                        "hob",
                        "Hob",
                        s + 20,
                        2_900,
                        0.5,
                        2,
                        0.85,
                        11.8,
                        19.2,
                        18,
                        42,
                        Shape.THERMOSTAT),
                runs(
                        "oven",
                        "Oven",
                        s + 21,
                        2_450,
                        1.1,
                        1,
                        0.45,
                        16.6,
                        19.4,
                        30,
                        75,
                        Shape.THERMOSTAT),
                runs(
                        "dishwasher",
                        "Dishwasher",
                        s + 22,
                        1_900,
                        0.6,
                        1,
                        0.8,
                        19.5,
                        22.4,
                        85,
                        130,
                        Shape.WASH),
                runs(
                        "washer",
                        "Washing machine",
                        s + 23,
                        2_050,
                        0.5,
                        2,
                        0.4,
                        8,
                        18,
                        70,
                        115,
                        Shape.WASH),
                runs("dryer", "Dryer", s + 24, 870, 0.5, 1, 0.5, 11, 20, 60, 100, Shape.THERMOSTAT),
                runs(
                        "television",
                        "Television",
                        s + 25,
                        118,
                        0.9,
                        2,
                        0.8,
                        17.5,
                        21.5,
                        50,
                        170,
                        Shape.FLAT),
                runs("office", "Office", s + 26, 165, 6, 3, 0.7, 7.8, 17, 60, 210, Shape.FLAT),
                new Circuit(
                        "ev",
                        "Car",
                        Role.EV,
                        new Runs(
                                s + 27,
                                7_360,
                                4,
                                1,
                                0.62,
                                18,
                                22.5,
                                HOUR,
                                4 * HOUR,
                                Shape.CHARGE)));
    }

    private static Circuit load(String id, String name, Load load) {
        return new Circuit(id, name, Role.LOAD, load);
    }

    private static Circuit runs(
            String id,
            String name,
            long seed,
            double watts,
            double idle,
            int perDay,
            double chance,
            double fromHour,
            double toHour,
            int leastMinutes,
            int mostMinutes,
            Shape shape) {
        var runs =
                new Runs(
                        seed,
                        watts,
                        idle,
                        perDay,
                        chance,
                        fromHour,
                        toHour,
                        leastMinutes * MINUTE,
                        mostMinutes * MINUTE,
                        shape);
        return load(id, name, runs);
    }
}
