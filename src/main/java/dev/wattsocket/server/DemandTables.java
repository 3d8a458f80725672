package dev.wattsocket.server;

import dev.wattsocket.metering.DemandInterval;
import dev.wattsocket.metering.WeekProfile;
import dev.wattsocket.query.Profile;
import dev.wattsocket.table.Column;
import dev.wattsocket.table.Table;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/// Demand as a table of its intervals, and a typical week as a table of its hours.
final class DemandTables {
    private static final List<Column> INTERVALS =
            List.of(
                    Column.time("start"),
                    Column.number("power", "W"),
                    Column.number("coverage", ""));
    private static final List<Column> HOURS =
            List.of(
                    Column.text("day"),
                    Column.number("hour", "h"),
                    Column.number("power", "W"),
                    Column.number("coverage", ""));

    private DemandTables() {}

    static Table intervals(String name, ZoneId zone, List<DemandInterval> intervals) {
        return new Table(
                name,
                zone,
                INTERVALS,
                row -> {
                    for (var interval : intervals) {
                        row.time(interval.startMillis());
                        row.number(DemandRoute.watts(interval.watts()));
                        row.number(millionth(interval.coverage())).end();
                    }
                });
    }

    static Table week(String name, ZoneId zone, Profile profile) {
        return new Table(
                name,
                zone,
                HOURS,
                row -> {
                    for (int day = 0; day < WeekProfile.DAYS; day++) {
                        String word = DayOfWeek.of(day + 1).name().toLowerCase(Locale.ROOT);
                        for (int hour = 0; hour < WeekProfile.HOURS; hour++) {
                            row.text(word).number((double) hour);
                            row.number(DemandRoute.watts(profile.week().watts(day, hour)));
                            row.number(millionth(profile.week().coverage(day, hour))).end();
                        }
                    }
                });
    }

    private static double millionth(double part) {
        return Math.round(part * 1e6) / 1e6;
    }
}
