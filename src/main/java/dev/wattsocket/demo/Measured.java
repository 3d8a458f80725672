package dev.wattsocket.demo;

import dev.wattsocket.model.Reading;
import dev.wattsocket.model.Reading.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// A household as it was measured in February 2007, a row a minute, laid over any other time so
/// that weekdays and hours agree: 28 days are four weeks, so it repeats without a seam. Any thread.
final class Measured {
    static final String SITE = "measured";
    static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    static final String MAIN = "sceaux";
    static final List<String> SUBS = List.of("sceaux-kitchen", "sceaux-laundry", "sceaux-heating");

    private static final String RESOURCE = "/demo/measured/uci_2007-02.csv.gz";
    private static final long FIRST_MINUTE =
            LocalDateTime.of(2007, 2, 1, 0, 0).toEpochSecond(ZoneOffset.UTC) / 60;
    private static final int COLUMNS = 7;
    private static final int MAIN_COLUMNS = 4;

    private final List<double[]> rows;

    private Measured(List<double[]> rows) {
        this.rows = rows;
    }

    static Measured load() {
        var rows = new ArrayList<double[]>();
        try (var in = Measured.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + RESOURCE);
            }
            var lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    new GZIPInputStream(in), StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(row(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own file can't be read", e);
        }
        return new Measured(rows);
    }

    int minutes() {
        return rows.size();
    }

    /// The readings of the minute that begins at this time; none for one that was not measured.
    List<Reading> readings(long minuteMillis) {
        var row = rows.get(place(minuteMillis));
        if (Double.isNaN(row[0])) {
            return List.of();
        }
        var readings = new ArrayList<Reading>();
        readings.add(
                reading(
                        MAIN,
                        minuteMillis,
                        new Value("power", Math.round(row[0] * 1000)),
                        new Value("reactive_power", Math.round(row[1] * 1000)),
                        new Value("voltage", row[2]),
                        new Value("current", row[3])));
        for (int i = 0; i < SUBS.size(); i++) {
            double wattHours = row[MAIN_COLUMNS + i];
            readings.add(
                    reading(
                            SUBS.get(i),
                            minuteMillis,
                            new Value("power", wattHours * 60),
                            new Value("energy_import", wattHours)));
        }
        return readings;
    }

    /// Which row of the month shows this minute: the one with the same weekday and wall clock.
    int place(long minuteMillis) {
        var offset = ZONE.getRules().getOffset(java.time.Instant.ofEpochMilli(minuteMillis));
        long local = Math.floorDiv(minuteMillis, Load.MINUTE) + offset.getTotalSeconds() / 60;
        return (int) Math.floorMod(local - FIRST_MINUTE, (long) rows.size());
    }

    private static Reading reading(String meter, long millis, Value... values) {
        return new Reading(meter, SITE, millis, Load.MINUTE, List.of(values));
    }

    private static double[] row(String line) {
        var cells = line.split(",", -1);
        var row = new double[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            row[i] = cells[i].isEmpty() ? Double.NaN : Double.parseDouble(cells[i]);
        }
        return row;
    }
}
