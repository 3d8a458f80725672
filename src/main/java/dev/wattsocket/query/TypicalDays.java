package dev.wattsocket.query;

import dev.wattsocket.metering.By;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Site;
import dev.wattsocket.tariff.Cost;
import dev.wattsocket.tariff.Forecast;
import dev.wattsocket.tariff.Tariff;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the energy of the last four weeks cost, day by day: what a forecast is made of. Blocks; any
/// thread.
final class TypicalDays {
    private static final int DAYS = 28;
    private static final double COVERAGE_LEAST = 0.9;

    private final Bills bills;

    TypicalDays(Bills bills) {
        this.bills = bills;
    }

    /// The days before this one of which energy and prices are known well enough.
    Forecast before(LocalDate today, Site site, Tariff tariff) {
        long from = start(today.minusDays(DAYS), site);
        long to = start(today, site);
        var days = new TreeMap<LocalDate, Gathered>();
        for (var quarter : bills.energy(site, from, to)) {
            gathered(days, quarter.startMillis(), site).covered +=
                    quarter.coverage() * (quarter.endMillis() - quarter.startMillis());
        }
        for (var cost : bills.costs(site, tariff, Edges.of(from, to, By.QUARTER, site.zone()))) {
            gathered(days, cost.startMillis(), site).add(cost, site);
        }
        return new Forecast(
                days.entrySet().stream()
                        .filter(day -> day.getValue().isKnown(day.getKey(), site))
                        .map(day -> new Forecast.Day(day.getKey(), day.getValue().quarters()))
                        .toList());
    }

    private static Gathered gathered(Map<LocalDate, Gathered> days, long millis, Site site) {
        var date = Instant.ofEpochMilli(millis).atZone(site.zone()).toLocalDate();
        return days.computeIfAbsent(date, _ -> new Gathered());
    }

    private static long start(LocalDate date, Site site) {
        return date.atStartOfDay(site.zone()).toInstant().toEpochMilli();
    }

    private static final class Gathered {
        private final BigDecimal[] net = new BigDecimal[Forecast.QUARTERS];
        private boolean isPriced = true;
        private double covered;

        Gathered() {
            Arrays.fill(net, BigDecimal.ZERO);
        }

        void add(Cost cost, Site site) {
            var time = Instant.ofEpochMilli(cost.startMillis()).atZone(site.zone()).toLocalTime();
            int quarter = Forecast.quarterOf(time);
            net[quarter] =
                    net[quarter]
                            .add(cost.cost().orElse(BigDecimal.ZERO))
                            .subtract(cost.earned().orElse(BigDecimal.ZERO));
            isPriced &= cost.unpriced().equals(Energy.ZERO);
        }

        boolean isKnown(LocalDate date, Site site) {
            long length = start(date.plusDays(1), site) - start(date, site);
            return isPriced && covered >= COVERAGE_LEAST * length;
        }

        List<BigDecimal> quarters() {
            return List.of(net);
        }
    }
}
