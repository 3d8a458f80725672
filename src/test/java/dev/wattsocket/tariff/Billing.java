package dev.wattsocket.tariff;

import dev.wattsocket.metering.By;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.metering.Steps;
import dev.wattsocket.model.Site;
import java.util.List;
import java.util.Map;

/// Bills of tests, and what is on them.
final class Billing {
    private Billing() {}

    static Bill bill(EnergyPrice price, Map<String, Steps> series, List<EnergyBucket> energy) {
        return bill(Quarters.HOME, Plans.tariff(Plans.bare("2026-01-01", price)), series, energy);
    }

    static Bill bill(
            Site site, Tariff tariff, Map<String, Steps> series, List<EnergyBucket> energy) {
        long from = energy.getFirst().startMillis();
        long to = energy.getLast().endMillis();
        return new Bill(from, to, new Rater(tariff, site, series).bill(from, to, energy));
    }

    static List<Cost> costs(
            Tariff tariff, Map<String, Steps> series, List<EnergyBucket> energy, By by) {
        long from = energy.getFirst().startMillis();
        long to = energy.getLast().endMillis();
        var costs =
                new Rater(tariff, Quarters.HOME, series)
                        .costs(Edges.of(from, to, by, Quarters.HOME.zone()));
        energy.forEach(each -> costs.take(each, each.imported()));
        return costs.done();
    }

    static Line line(Bill bill, int index) {
        return bill.periods().getFirst().lines().get(index);
    }

    static Line lineOf(Bill bill, LineKind kind) {
        return bill.periods().stream()
                .flatMap(period -> period.lines().stream())
                .filter(line -> line.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    static List<String> amounts(Bill bill) {
        return bill.periods().stream()
                .flatMap(period -> period.lines().stream())
                .map(line -> line.amount().toPlainString())
                .toList();
    }

    static String text(Line line) {
        return "%s %s %s %s %s %s"
                .formatted(
                        line.kind().wireName(),
                        line.name(),
                        Money.exact(line.quantity()),
                        line.unit(),
                        Money.exact(line.price()),
                        line.amount());
    }
}
