package dev.wattsocket.demo;

import dev.wattsocket.model.Reading;
import dev.wattsocket.model.Reading.Value;
import java.util.ArrayList;
import java.util.List;

/// Says what the house's meters show, as readings. Any thread.
final class HouseReadings {
    static final String SITE = "home";
    static final String GRID = "grid";
    static final String SOLAR = "solar";
    static final String BATTERY = "battery";
    private static final int FIRST_CIRCUIT = 3;

    /// A plug that tells power and no more: what it uses is known for as long as it is heard of.
    static final String PLUG = "television";

    private final House house;
    private final long seed;

    HouseReadings(House house, long seed) {
        this.house = house;
        this.seed = seed;
    }

    /// The id of the meter at a place of the counters.
    String meter(int place) {
        return switch (place) {
            case 0 -> GRID;
            case 1 -> SOLAR;
            case 2 -> BATTERY;
            default -> house.circuits().get(place - FIRST_CIRCUIT).id();
        };
    }

    /// The load that is measured at a place of the counters.
    Load load(int place) {
        return house.circuits().get(place - FIRST_CIRCUIT).load();
    }

    int meters() {
        return FIRST_CIRCUIT + house.circuits().size();
    }

    /// Whether the meter at this place counts both ways.
    static boolean counts(int place, boolean export) {
        return !export || place == 0 || place == 2;
    }

    /// Adds the power of one meter and, where wanted, its registers.
    void add(
            int place,
            House.Instant now,
            Counters counters,
            boolean registers,
            List<Reading> into) {
        var values = new ArrayList<Value>(6);
        values.add(new Value("power", tenths(now, place) / 10.0));
        if (registers && !meter(place).equals(PLUG)) {
            values.add(new Value("energy_import", rounded(counters.imported[place])));
            if (counts(place, true)) {
                values.add(new Value("energy_export", rounded(counters.exported[place])));
            }
            extras(place, now.millis(), values);
        }
        into.add(new Reading(meter(place), SITE, now.millis(), 0, values));
    }

    /// Adds everything that every meter shows.
    void addAll(House.Instant now, Counters counters, List<Reading> into) {
        for (int place = 0; place < meters(); place++) {
            add(place, now, counters, true, into);
        }
    }

    private void extras(int place, long millis, List<Value> values) {
        if (place == 2) {
            double percent = house.stateOfCharge(millis);
            values.add(new Value("state_of_charge", Math.round(percent * 10) / 10.0));
        } else if (place == 0) {
            for (int phase = 1; phase <= 3; phase++) {
                double volts = 229 + 4.5 * Noise.smooth(seed + phase, millis, 90_000);
                values.add(new Value("voltage_l" + phase, Math.round(volts * 10) / 10.0));
            }
            double hertz = 49.97 + 0.06 * Noise.smooth(seed + 5, millis, 20_000);
            values.add(new Value("frequency", Math.round(hertz * 1000) / 1000.0));
        }
    }

    private static long tenths(House.Instant now, int place) {
        return switch (place) {
            case 0 -> now.grid();
            case 1 -> now.solar();
            case 2 -> now.battery();
            default -> now.loads()[place - FIRST_CIRCUIT];
        };
    }

    private static double rounded(double wattHours) {
        return Math.round(wattHours * 1000) / 1000.0;
    }
}
