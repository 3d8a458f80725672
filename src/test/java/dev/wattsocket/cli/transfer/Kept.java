package dev.wattsocket.cli.transfer;

import static dev.wattsocket.kit.Energies.sum;

import dev.wattsocket.metering.By;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.query.EnergyQuery;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// What a data folder holds, looked at after a command has ended.
final class Kept implements AutoCloseable {
    private final LocalTarget folder;

    Kept(Path data) {
        folder = new LocalTarget(data, "home", Clock.systemUTC());
    }

    /// One stored sample.
    record Row(long millis, double value, int intervalSeconds) {}

    List<Row> rows(String meter, String channel) {
        int id = folder.catalog().channel(meter, channel).orElseThrow().id();
        var rows = new ArrayList<Row>();
        folder.store()
                .scan(
                        new int[] {id},
                        0,
                        Long.MAX_VALUE / 2,
                        (_, millis, value, seconds) -> rows.add(new Row(millis, value, seconds)));
        return rows;
    }

    boolean hasMeter(String meter) {
        return folder.hasMeter(meter);
    }

    /// Energy from one day to another of the site's calendar.
    List<EnergyBucket> energy(String meter, String fromDay, String toDay, By by) {
        var zone = zone(meter);
        return new EnergyQuery(folder.catalog(), folder.rollups())
                .buckets(meter, start(fromDay, zone), start(toDay, zone), by, zone);
    }

    double kiloWattHours(String meter, String fromDay, String toDay) {
        var years = energy(meter, fromDay, toDay, By.YEAR).stream();
        return sum(years.map(EnergyBucket::imported))
                .toKwh()
                .setScale(6, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    MeterFigures.Peak peak(String meter, String fromDay, String toDay) {
        var zone = zone(meter);
        return folder.figures(meter, start(fromDay, zone), start(toDay, zone))
                .flatMap(MeterFigures::peak)
                .orElseThrow();
    }

    private ZoneId zone(String meter) {
        var site = folder.catalog().meter(meter).orElseThrow().site();
        return folder.catalog().site(site).orElseThrow().zone();
    }

    private static long start(String day, ZoneId zone) {
        return LocalDate.parse(day).atStartOfDay(zone).toInstant().toEpochMilli();
    }

    @Override
    public void close() {
        folder.close();
    }
}
