package dev.wattsocket.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wattsocket.kit.Energies;
import dev.wattsocket.metering.By;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.metering.Steps;
import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Site;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What holds for every tariff and every energy.
class BillPropertiesTest {
    private static final int CASES = 10_000;
    private static final List<By> SHORT = List.of(By.QUARTER, By.HALF_HOUR, By.HOUR, By.DAY);
    private static final long SPAN = 6 * 3_600_000L;
    private static final List<String> ZONES =
            List.of(
                    "Europe/Amsterdam",
                    "America/St_Johns",
                    "Australia/Lord_Howe",
                    "Asia/Kathmandu");
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD");

    /// A site, its tariff and its energy; a range around a midnight with a time within.
    private record Case(
            Site site,
            Tariff tariff,
            Map<String, Steps> series,
            long from,
            long mid,
            long to,
            List<EnergyBucket> energy) {
        static Case random(Random random) {
            var site =
                    Quarters.site(
                            ZONES.get(random.nextInt(ZONES.size())),
                            CURRENCIES.get(random.nextInt(CURRENCIES.size())),
                            15 << random.nextInt(3),
                            1 + random.nextInt(28));
            var day = LocalDate.of(2026, 1 + random.nextInt(12), site.billingDay());
            // Every other range lies around the start of a billing period.
            var begin = day.plusDays(random.nextBoolean() ? 0 : random.nextInt(20));
            long start = begin.atStartOfDay(site.zone()).toInstant().toEpochMilli();
            long from = start - random.nextLong(SPAN);
            long to = start + 1 + random.nextLong(SPAN);
            long mid = from + 1 + random.nextLong(to - from - 1);
            long first = BillingPeriods.startOf(from, site);
            // Whole billing periods are what a query reads; less is enough here.
            first = Math.max(first, from - SPAN);
            var energy =
                    Quarters.random(
                            site,
                            By.QUARTER.startOf(first, site.zone()),
                            to + SPAN,
                            random,
                            from,
                            mid,
                            to);
            return new Case(
                    site,
                    Plans.random(random, begin),
                    Map.of("spot.price", spot(random, from, to)),
                    from,
                    mid,
                    to,
                    energy);
        }

        Bill bill(long begin, long end) {
            return new Bill(begin, end, new Rater(tariff, site, series).bill(begin, end, energy));
        }
    }

    private static Steps spot(Random random, long from, long to) {
        var steps = new Steps.Builder(from, to);
        for (long at = from - 3_600_000; at < to; ) {
            long end = at + 1 + random.nextLong(3_600_000);
            if (random.nextInt(8) > 0) {
                steps.add(at, end, random.nextInt(-50, 400) / 1000.0);
            }
            at = end;
        }
        return steps.build();
    }

    @Test
    void linesSumToTheTotalAndEachIsItsQuantityTimesItsPrice() {
        var random = new Random(1);
        for (int i = 0; i < CASES; i++) {
            var one = Case.random(random);
            var bill = one.bill(one.from(), one.to());
            var sum = BigDecimal.ZERO;
            for (var period : bill.periods()) {
                for (var line : period.lines()) {
                    sum = sum.add(line.amount());
                    assertThat(line.amount().scale())
                            .isEqualTo(one.site().currency().getDefaultFractionDigits());
                    if (line.note().isEmpty()) {
                        assertThat(line.amount()).isEqualTo(checked(line, one.site()));
                    }
                }
            }
            assertThat(bill.total()).isEqualByComparingTo(sum);
        }
    }

    private static BigDecimal checked(Line line, Site site) {
        var amount = line.quantity().multiply(line.price());
        return switch (line.kind()) {
            case FEED_IN -> Money.round(amount.negate(), site.currency());
            case TAX -> Money.round(amount.movePointLeft(2), site.currency());
            case ENERGY, CHARGE, STANDING, DEMAND -> Money.round(amount, site.currency());
        };
    }

    @Test
    void allEnergyIsOnALineOrHasNoPrice() {
        var random = new Random(2);
        for (int i = 0; i < CASES; i++) {
            var one = Case.random(random);
            var bill = one.bill(one.from(), one.to());
            var inside =
                    one.energy().stream()
                            .filter(each ->
                                    each.startMillis() >= one.from()
                                            && each.startMillis() < one.to())
                            .toList();
            assertThat(bill.imported())
                    .isEqualTo(Energies.sum(inside.stream().map(EnergyBucket::imported)));
            assertThat(kwh(bill, LineKind.ENERGY).add(bill.unpricedImport().toKwh()))
                    .isEqualByComparingTo(bill.imported().toKwh());
            if (one.tariff().versions().stream().allMatch(each -> each.feedIn().isPresent())) {
                assertThat(kwh(bill, LineKind.FEED_IN).add(bill.unpricedExport().toKwh()))
                        .isEqualByComparingTo(bill.exported().toKwh());
            }
        }
    }

    private static BigDecimal kwh(Bill bill, LineKind kind) {
        return bill.periods().stream()
                .flatMap(period -> period.lines().stream())
                .filter(line -> line.kind() == kind)
                .map(Line::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void aBillInTwoPartsIsTheSameBillButForRounding() {
        var random = new Random(3);
        for (int i = 0; i < CASES; i++) {
            var one = Case.random(random);
            var whole = new Sums().add(one.bill(one.from(), one.to()));
            var parts =
                    new Sums()
                            .add(one.bill(one.from(), one.mid()))
                            .add(one.bill(one.mid(), one.to()));

            var unit = Money.round(BigDecimal.ZERO, one.site().currency()).ulp();
            assertThat(parts.unpriced).isEqualTo(whole.unpriced);
            for (var name : parts.amounts.keySet()) {
                assertThat(whole.amount(name).subtract(parts.amount(name)).abs())
                        .as("case %d: %s", i, name)
                        .isLessThan(unit.multiply(BigDecimal.TWO));
            }
            assertThat(parts.quantities).isEqualTo(whole.quantities);
            assertThat(parts.peaks).isEqualTo(whole.peaks);
        }
    }

    /// Lines of one name and version within a billing period, added up.
    private static final class Sums {
        final Map<String, BigDecimal> amounts = new HashMap<>();
        final Map<String, BigDecimal> quantities = new HashMap<>();
        final Map<String, BigDecimal> peaks = new HashMap<>();
        BigDecimal unpriced = BigDecimal.ZERO;

        Sums add(Bill bill) {
            unpriced = unpriced.add(bill.unpricedImport().plus(bill.unpricedExport()).toKwh());
            for (var period : bill.periods()) {
                for (var line : period.lines()) {
                    add(line);
                }
            }
            return this;
        }

        private void add(Line line) {
            String mean = line.note().startsWith("mean") ? "" : Money.exact(line.price());
            String key =
                    switch (line.kind()) {
                        case TAX -> line.name() + Money.exact(line.quantity());
                        case DEMAND -> line.name() + line.price() + line.quantity();
                        default -> line.kind() + line.name() + mean;
                    };
            amounts.merge(key, line.amount(), BigDecimal::add);
            switch (line.kind()) {
                case TAX -> {}
                case DEMAND -> peaks.put(key, line.quantity());
                default -> quantities.merge(key, line.quantity().stripTrailingZeros(), Sums::plus);
            }
        }

        private static BigDecimal plus(BigDecimal one, BigDecimal other) {
            return one.add(other).stripTrailingZeros();
        }

        BigDecimal amount(String name) {
            return amounts.getOrDefault(name, BigDecimal.ZERO);
        }
    }

    @Test
    void costsOfBucketsSumToTheBill() {
        var random = new Random(4);
        for (int i = 0; i < CASES; i++) {
            var one = Case.random(random);
            var by = SHORT.get(random.nextInt(SHORT.size()));
            var costs =
                    new Rater(one.tariff(), one.site(), one.series())
                            .costs(Edges.of(one.from(), one.to(), by, one.site().zone()));
            one.energy().stream()
                    .filter(each -> each.startMillis() < one.to())
                    .forEach(each -> costs.take(each, each.imported()));
            var done = costs.done();

            var bill = one.bill(one.from(), one.to());
            assertThat(Energies.sum(done.stream().map(Cost::unpriced)))
                    .isEqualTo(bill.unpricedImport());
            var earned = sum(done.stream().map(each -> each.earned().orElse(BigDecimal.ZERO)));
            var sold = taxed(bill, one, Set.of(LineKind.FEED_IN));
            assertThat(earned.add(sold).abs()).as("case %d", i).isLessThan(slack(bill, one));
            // A bucket without any price has no cost, though what is charged for each kWh is known.
            if (bill.unpricedImport().equals(Energy.ZERO)) {
                var cost = sum(done.stream().map(each -> each.cost().orElse(BigDecimal.ZERO)));
                var bought = taxed(bill, one, Set.of(LineKind.ENERGY, LineKind.CHARGE));
                assertThat(cost.subtract(bought).abs())
                        .as("case %d", i)
                        .isLessThan(slack(bill, one));
            }
        }
    }

    /// The lines of these kinds with the taxes on each.
    private static BigDecimal taxed(Bill bill, Case one, Set<LineKind> kinds) {
        var sum = BigDecimal.ZERO;
        for (var period : bill.periods()) {
            for (var line : period.lines()) {
                if (kinds.contains(line.kind())) {
                    sum = sum.add(line.amount());
                    for (var tax : versionOf(line, one).taxes()) {
                        boolean isTaxed = tax.on().contains(line.kind());
                        var part = line.amount().multiply(tax.percent()).movePointLeft(2);
                        sum = isTaxed ? sum.add(part) : sum;
                    }
                }
            }
        }
        return sum;
    }

    private static TariffVersion versionOf(Line line, Case one) {
        var day = Instant.ofEpochMilli(line.fromMillis()).atZone(one.site().zone()).toLocalDate();
        return one.tariff().versions().stream()
                .filter(version -> !version.from().isAfter(day))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    /// What rounding each line may come to, with its taxes.
    private static BigDecimal slack(Bill bill, Case one) {
        long lines = bill.periods().stream().mapToLong(period -> period.lines().size()).sum();
        return Money.round(BigDecimal.ZERO, one.site().currency())
                .ulp()
                .multiply(BigDecimal.valueOf(1 + lines));
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void theOrderInWhichVersionsAreGivenIsOfNoMatter() {
        var random = new Random(5);
        for (int i = 0; i < CASES; i++) {
            var tariff = Plans.random(random, LocalDate.of(2026, 3, 1));
            var shuffled = new ArrayList<>(tariff.versions());
            Collections.shuffle(shuffled, random);

            assertThat(new Tariff("Random", shuffled)).isEqualTo(tariff);
        }
    }

    @Test
    void aCorrectedPriceChangesTheCostOfItsTimeAndOfNoOther() {
        var random = new Random(7);
        var site = Quarters.HOME;
        var tariff = Plans.tariff(Plans.bare("2025-01-01", Plans.spot("0.02", "1")));
        for (int i = 0; i < CASES; i++) {
            long from = Quarters.at(site, "2026-03-29") + random.nextInt(200) * 900_000L;
            var energy = Quarters.random(site, from, from + 12 * 900_000L, random);
            var prices = new double[3];
            Arrays.setAll(prices, _ -> random.nextInt(1_000));
            var before = quarterCosts(tariff, from, prices, energy);
            int hour = random.nextInt(3);
            prices[hour] += 1_000;
            var after = quarterCosts(tariff, from, prices, energy);

            for (int quarter = 0; quarter < 12; quarter++) {
                var more = quarter / 4 == hour ? energy.get(quarter).imported() : Energy.ZERO;
                var difference = after.get(quarter).subtract(before.get(quarter));
                assertThat(difference).isEqualByComparingTo(more.toKwh());
            }
        }
    }

    private static List<BigDecimal> quarterCosts(
            Tariff tariff, long from, double[] thousandths, List<EnergyBucket> energy) {
        double[] money = Arrays.stream(thousandths).map(each -> each / 1000).toArray();
        var series = Quarters.series("spot.price", from, 3_600_000, money);
        return Billing.costs(tariff, series, energy, By.QUARTER).stream()
                .map(each -> each.cost().orElseThrow())
                .toList();
    }

    /// Compared with looking at each second for its price.
    @Test
    void aPriceThatChangesWithinAQuarterHourIsWeightedByTime() {
        var random = new Random(6);
        var site = Quarters.HOME;
        long from = Quarters.at(site, "2026-03-28");
        var tariff = Plans.tariff(Plans.bare("2026-01-01", Plans.spot("0.02", "1.5")));
        for (int i = 0; i < CASES; i++) {
            var steps = new Steps.Builder(from, from + 3_600_000);
            var prices = new double[3_600];
            Arrays.fill(prices, Double.NaN);
            for (int second = 0; second < 3_600; ) {
                int end = Math.min(3_600, second + 1 + random.nextInt(1_000));
                if (random.nextInt(5) > 0) {
                    double price = random.nextInt(-20, 200) / 100.0;
                    steps.add(from + second * 1_000L, from + end * 1_000L, price);
                    Arrays.fill(prices, second, end, price);
                }
                second = end;
            }
            // 900 Wh a quarter hour is a watt-hour a second.
            var energy = Quarters.of(site, from, from + 3_600_000, _ -> Energy.ofWh(900));
            var costs =
                    new Rater(tariff, site, Map.of("spot.price", steps.build()))
                            .costs(Edges.of(from, from + 3_600_000, By.HOUR, site.zone()));
            energy.forEach(each -> costs.take(each, each.imported()));
            var cost = costs.done().getFirst();

            long unpriced = Arrays.stream(prices).filter(Double::isNaN).count();
            double expected =
                    Arrays.stream(prices)
                            .filter(Double::isFinite)
                            .map(each -> (each * 1.5 + 0.02) / 1000)
                            .sum();
            assertThat(cost.unpriced()).isEqualTo(new Energy(unpriced, 0));
            assertThat(cost.cost().isPresent()).isEqualTo(unpriced < 3_600);
            assertThat(cost.cost().orElse(BigDecimal.ZERO).doubleValue())
                    .isCloseTo(expected, within(1e-9));
        }
    }
}
