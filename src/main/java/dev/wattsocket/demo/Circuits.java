package dev.wattsocket.demo;

import static dev.wattsocket.demo.Load.MINUTE;

import dev.wattsocket.demo.Runs.Shape;
import dev.wattsocket.model.Role;
import java.util.ArrayList;
import java.util.List;

/// What the simulated house has plugged in.
final class Circuits {
    /// Loads that run now and then, with: seed, watts while they run and otherwise, runs a day and
    /// the chance that one takes place, the hours of the day within which it begins, the least and
    /// most minutes that it takes, and its shape.
    private static final String RUNS =
            """
            boiler      Hot water        17  1950  2    3  0.80   5.2   8.6  18   44  FLAT
            kettle      Kettle           18  2150  0.4  6  0.75   6.5  22.5   2    4  FLAT
            coffee      Coffee machine   19  1380  1.4  4  0.70   6.6  16.0   3    9  THERMOSTAT
            hob         Hob              20  2900  0.5  2  0.85  11.8  19.2  18   42  THERMOSTAT
            oven        Oven             21  2450  1.1  1  0.45  16.6  19.4  30   75  THERMOSTAT
            dishwasher  Dishwasher       22  1900  0.6  1  0.80  19.5  22.4  85  130  WASH
            washer      Washing machine  23  2050  0.5  2  0.40   8.0  18.0  70  115  WASH
            dryer       Dryer            24   870  0.5  1  0.50  11.0  20.0  60  100  THERMOSTAT
            television  Television       25   118  0.9  2  0.80  17.5  21.5  50  170  FLAT
            office      Office           26   165  6    3  0.70   7.8  17.0  60  210  FLAT
            ev          Car              27  7360  4    1  0.62  18.0  22.5  60  240  CHARGE
            """;

    /// What hangs on the circuits of the kitchen and of the laundry.
    static final List<String> KITCHEN =
            List.of("fridge", "freezer", "kettle", "coffee", "hob", "oven", "dishwasher");

    static final List<String> LAUNDRY = List.of("washer", "dryer");

    private Circuits() {}

    /// The loads of the house that this seed makes.
    static List<Circuit> of(long seed, Sun sun) {
        var all = new ArrayList<Circuit>();
        all.add(load("fridge", "Fridge", Load.compressor(seed + 10, 92, 47 * MINUTE, 0.34)));
        all.add(load("freezer", "Freezer", Load.compressor(seed + 11, 78, 63 * MINUTE, 0.41)));
        all.add(load("network", "Router and network", Load.steady(seed + 12, 23, 0.08)));
        all.add(load("standby", "Standby things", Load.steady(seed + 13, 41, 0.05)));
        all.add(load("ventilation", "Ventilation", Load.steady(seed + 14, 34, 0.3)));
        all.add(load("lights", "Lights", Load.lights(seed + 15, 310, sun)));
        all.add(load("heat-pump", "Heat pump", Load.heatPump(seed + 16, 2_650, sun)));
        RUNS.lines().map(line -> runs(seed, line.split(" {2,}"))).forEach(all::add);
        return List.copyOf(all);
    }

    /// What is plugged in where nobody measures: small things, and a vacuum cleaner.
    static Load unmetered(long seed) {
        var always = Load.steady(seed + 28, 46, 0.2);
        var cleaner =
                new Runs(seed + 29, 780, 0, 1, 0.35, 9.5, 19, 12 * MINUTE, 34 * MINUTE, Shape.FLAT);
        return millis -> always.watts(millis) + cleaner.watts(millis);
    }

    private static Circuit load(String id, String name, Load load) {
        return new Circuit(id, name, Role.of(id).orElse(Role.LOAD), load);
    }

    private static Circuit runs(long seed, String[] row) {
        var load =
                new Runs(
                        seed + Long.parseLong(row[2]),
                        Double.parseDouble(row[3]),
                        Double.parseDouble(row[4]),
                        Integer.parseInt(row[5]),
                        Double.parseDouble(row[6]),
                        Double.parseDouble(row[7]),
                        Double.parseDouble(row[8]),
                        Long.parseLong(row[9]) * MINUTE,
                        Long.parseLong(row[10]) * MINUTE,
                        shape(row[11]));
        return load(row[0], row[1], load);
    }

    private static Shape shape(String name) {
        return switch (name) {
            case "FLAT" -> Shape.FLAT;
            case "THERMOSTAT" -> Shape.THERMOSTAT;
            case "WASH" -> Shape.WASH;
            case "CHARGE" -> Shape.CHARGE;
            default -> throw new IllegalArgumentException("no shape: " + name);
        };
    }
}
