package dev.wattsocket.tariff;

import dev.wattsocket.metering.By;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.metering.Steps;
import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Site;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.LongFunction;

/// Sites, and their energy by quarter hours, for tests of money.
final class Quarters {
    static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    static final Site HOME = site("Europe/Amsterdam", "EUR", 15, 1);

    private Quarters() {}

    static Site site(String zone, String currency, int demandMinutes, int billingDay) {
        return new Site(
                "home",
                "Home",
                ZoneId.of(zone),
                Currency.getInstance(currency),
                DayOfWeek.MONDAY,
                demandMinutes,
                billingDay);
    }

    /// The time that the wall clock of the site shows: `2026-01-31T12:00`, or a day.
    static long at(Site site, String local) {
        return local.length() == 10
                ? LocalDate.parse(local).atStartOfDay(site.zone()).toInstant().toEpochMilli()
                : LocalDateTime.parse(local).atZone(site.zone()).toInstant().toEpochMilli();
    }

    /// The quarter hours between two times, each with the energy that it is given; cut at `cuts`.
    static List<EnergyBucket> of(
            Site site, long from, long to, LongFunction<Energy> imported, long... cuts) {
        var quarters = new ArrayList<EnergyBucket>();
        var edges = Edges.of(from, to, By.QUARTER, site.zone());
        for (int i = 0; i < edges.buckets(); i++) {
            var inside = new TreeSet<Long>();
            for (long cut : cuts) {
                if (cut > edges.start(i) && cut < edges.end(i)) {
                    inside.add(cut);
                }
            }
            inside.add(edges.end(i));
            long start = edges.start(i);
            for (long end : inside) {
                var energy = imported.apply(start);
                quarters.add(new EnergyBucket(start, end, energy, Energy.ZERO, 1));
                start = end;
            }
        }
        return quarters;
    }

    /// The same energy in each quarter hour.
    static List<EnergyBucket> steady(Site site, String from, String to, double wh) {
        return of(site, at(site, from), at(site, to), _ -> Energy.ofWh(wh));
    }

    /// Energy of a house with a roof: mostly small, sometimes none, sometimes sold.
    static List<EnergyBucket> random(Site site, long from, long to, Random random, long... cuts) {
        return of(site, from, to, _ -> energy(random), cuts).stream()
                .map(each ->
                        new EnergyBucket(
                                each.startMillis(),
                                each.endMillis(),
                                each.imported(),
                                random.nextInt(4) == 0 ? energy(random) : Energy.ZERO,
                                random.nextInt(20) == 0 ? random.nextDouble() : 1))
                .toList();
    }

    static Energy energy(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Energy.ZERO;
            case 1 -> Energy.ofMicroWh(random.nextLong(100));
            case 2 -> Energy.ofWh(random.nextInt(4_000));
            default -> Energy.ofMicroWh(random.nextLong(2_000_000_000L));
        };
    }

    /// One step for each value, as long as all others.
    static Map<String, Steps> series(String name, long from, long stepMillis, double... values) {
        var steps = new Steps.Builder(from, from + stepMillis * values.length);
        for (int i = 0; i < values.length; i++) {
            steps.add(from + stepMillis * i, from + stepMillis * (i + 1), values[i]);
        }
        return Map.of(name, steps.build());
    }
}
