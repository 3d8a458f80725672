package dev.wattsocket.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.Energies;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.metering.Steps;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A whole year of quarter hours, 35,040 of them, under one tariff of each sort, compared with a
/// plain loop over the same quarter hours.
class MoneyYearTest {
    private static final List<EnergyBucket> YEAR =
            Quarters.random(
                    Quarters.HOME,
                    Quarters.at(Quarters.HOME, "2026-01-01"),
                    Quarters.at(Quarters.HOME, "2027-01-01"),
                    new Random(2026));
    private static final BigDecimal KWH_IN_MICRO = BigDecimal.valueOf(1_000_000_000);

    @Test
    void aYearHasEachQuarterHourOnce() {
        assertThat(YEAR).hasSize(35_040);
    }

    @Test
    void flat() {
        var months = bill(Plans.tariff(Plans.bare("2026-01-01", Plans.flat("0.2841"))), Map.of());

        var kwh = new Amounts<Month>();
        YEAR.forEach(each -> kwh.add(month(each), kwh(each)));
        months.forEach((month, period) -> {
            assertThat(period.lines()).hasSize(1);
            assertThat(period.total())
                    .isEqualTo(cents(kwh.get(month).multiply(new BigDecimal("0.2841"))));
        });
    }

    @Test
    void timeOfUseWithSeasonsAndHolidays() {
        var christmas = Set.of(LocalDate.of(2026, 12, 25), LocalDate.of(2026, 12, 26));
        var bands =
                new EnergyPrice.Bands(
                        List.of(
                                Plans.band("winter_peak", "0.4021"),
                                Plans.band("summer_peak", "0.3333"),
                                Plans.band("night", "0.1907"),
                                Plans.band("off_peak", "0.2503")),
                        List.of(
                                Plans.rule(Set.of(), Set.of(), 23 * 60, 7 * 60, "night"),
                                Plans.rule(
                                        Plans.WINTER,
                                        Plans.WEEKDAYS,
                                        7 * 60,
                                        20 * 60 + 45,
                                        "winter_peak"),
                                Plans.rule(
                                        Set.of(),
                                        Plans.WEEKDAYS,
                                        7 * 60,
                                        20 * 60 + 45,
                                        "summer_peak")),
                        "off_peak",
                        christmas);
        var months = bill(Plans.tariff(Plans.bare("2026-01-01", bands)), Map.of());

        var kwh = new Amounts<String>();
        YEAR.forEach(each -> {
            var at = local(each);
            boolean isPeakTime =
                    at.getHour() >= 7
                            && (at.getHour() < 20 || (at.getHour() == 20 && at.getMinute() < 45));
            boolean isWorkday =
                    at.getDayOfWeek() != DayOfWeek.SATURDAY
                            && at.getDayOfWeek() != DayOfWeek.SUNDAY
                            && !christmas.contains(at.toLocalDate());
            boolean isWinter = at.getMonthValue() >= 11 || at.getMonthValue() <= 2;
            String band = "off_peak";
            if (at.getHour() >= 23 || at.getHour() < 7) {
                band = "night";
            } else if (isPeakTime && isWorkday) {
                band = isWinter ? "winter_peak" : "summer_peak";
            }
            kwh.add(at.getMonth() + band, kwh(each));
        });
        months.forEach((month, period) -> {
            assertThat(period.lines()).hasSize(3);
            for (var line : period.lines()) {
                var quantity = kwh.get(month + line.name());
                assertThat(line.quantity()).isEqualByComparingTo(quantity);
                assertThat(line.amount()).isEqualTo(cents(quantity.multiply(line.price())));
            }
        });
    }

    @Test
    void tiers() {
        var prices =
                new EnergyPrice.Tiers(
                        List.of(
                                new Tier("A", Optional.of(Plans.money("100")), Plans.money("0.2")),
                                new Tier(
                                        "B",
                                        Optional.of(Plans.money("1700.123456789")),
                                        Plans.money("0.25")),
                                new Tier("C", Optional.empty(), Plans.money("0.31"))));
        var months = bill(Plans.tariff(Plans.bare("2026-01-01", prices)), Map.of());

        var ends = List.of(new BigDecimal("100"), new BigDecimal("1700.123456789"));
        var expected = new Amounts<String>();
        var used = new Amounts<Month>();
        YEAR.forEach(each -> {
            var before = used.get(month(each));
            used.add(month(each), kwh(each));
            var after = used.get(month(each));
            var inA = after.min(ends.get(0)).subtract(before.min(ends.get(0)));
            var inB = after.min(ends.get(1)).subtract(before.min(ends.get(1))).subtract(inA);
            expected.add(month(each) + "A", inA);
            expected.add(month(each) + "B", inB);
            expected.add(month(each) + "C", kwh(each).subtract(inA).subtract(inB));
        });
        months.forEach((month, period) -> {
            assertThat(period.lines()).hasSize(3);
            for (var line : period.lines()) {
                var quantity = expected.get(month + line.name());
                assertThat(line.quantity()).isEqualByComparingTo(quantity);
                assertThat(line.amount()).isEqualTo(cents(quantity.multiply(line.price())));
            }
        });
    }

    /// Hourly prices, which become quarter-hourly in October, with mark-up, a tax a kWh, feed-in at
    /// the market's price, and VAT.
    @Test
    void spotWithMarkUpAndVat() {
        var random = new Random(7);
        var prices = new Amounts<Long>();
        long change = Quarters.at(Quarters.HOME, "2026-10-01");
        var steps = new Steps.Builder(YEAR.getFirst().startMillis(), YEAR.getLast().endMillis());
        int quarter = 0;
        double price = 0;
        for (var each : YEAR) {
            if (each.startMillis() >= change || quarter++ % 4 == 0) {
                price = random.nextInt(-5_000, 40_000) / 100_000.0;
            }
            prices.add(each.startMillis(), BigDecimal.valueOf(price));
            steps.add(each.startMillis(), each.endMillis(), price);
        }
        var version =
                new TariffVersion(
                        LocalDate.of(2026, 1, 1),
                        Plans.spot("0.0182", "1"),
                        Optional.of(Plans.spot("-0.01", "1")),
                        List.of(new UnitCharge("Energy tax", Plans.money("0.1088"))),
                        List.of(),
                        Optional.empty(),
                        List.of(Plans.vat("21", LineKind.ENERGY, LineKind.CHARGE)));
        var months = bill(Plans.tariff(version), Map.of("spot.price", steps.build()));

        var energy = new Amounts<Month>();
        var tax = new Amounts<Month>();
        var sold = new Amounts<Month>();
        for (var each : YEAR) {
            var market = prices.get(each.startMillis());
            var bought = market.add(new BigDecimal("0.0182")).multiply(kwh(each));
            energy.add(month(each), bought);
            tax.add(month(each), kwh(each).multiply(new BigDecimal("0.1088")));
            var given = BigDecimal.valueOf(Energies.microWh(each.exported())).divide(KWH_IN_MICRO);
            sold.add(month(each), market.subtract(new BigDecimal("0.01")).multiply(given));
        }
        months.forEach((month, period) -> {
            var vat = energy.get(month).add(tax.get(month)).multiply(new BigDecimal("0.21"));
            assertThat(period.lines().stream().map(Line::amount))
                    .containsExactly(
                            cents(energy.get(month)),
                            cents(tax.get(month)),
                            cents(sold.get(month).negate()),
                            cents(vat));
        });
    }

    @Test
    void demandAndStandingCharges() {
        var version =
                new TariffVersion(
                        LocalDate.of(2026, 1, 1),
                        Plans.flat("0.2"),
                        Optional.empty(),
                        List.of(),
                        List.of(new StandingCharge("Connection", Plans.money("0.82137"))),
                        Optional.of(
                                new DemandCharge("Peak", Plans.money("4.10"), Plans.money("2.5"))),
                        List.of());
        var months = bill(Plans.tariff(version), Map.of());

        var peaks = new Amounts<Month>();
        YEAR.stream()
                .filter(each -> each.coverage() >= 0.9)
                .forEach(each ->
                        peaks.raise(month(each), kwh(each).multiply(BigDecimal.valueOf(4))));
        months.forEach((month, period) -> {
            int days = month.length(false);
            var standing = new BigDecimal("0.82137").multiply(BigDecimal.valueOf(days));
            var demand = peaks.get(month).multiply(new BigDecimal("4.10"));
            assertThat(period.days()).isEqualTo(days);
            assertThat(period.lines().get(1).amount()).isEqualTo(cents(standing));
            assertThat(period.lines().get(2).amount()).isEqualTo(cents(demand));
        });
    }

    /// Sums by name.
    private static final class Amounts<K> {
        private final Map<K, BigDecimal> amounts = new HashMap<>();

        void add(K name, BigDecimal more) {
            amounts.merge(name, more, BigDecimal::add);
        }

        void raise(K name, BigDecimal other) {
            amounts.merge(name, other, BigDecimal::max);
        }

        BigDecimal get(K name) {
            return amounts.getOrDefault(name, BigDecimal.ZERO);
        }
    }

    private static Map<Month, BillPeriod> bill(Tariff tariff, Map<String, Steps> series) {
        var periods =
                new Rater(tariff, Quarters.HOME, series)
                        .bill(YEAR.getFirst().startMillis(), YEAR.getLast().endMillis(), YEAR);
        assertThat(periods).hasSize(12);
        return periods.stream()
                .collect(
                        Collectors.toMap(
                                period -> local(period.fromMillis()).getMonth(), period -> period));
    }

    private static BigDecimal kwh(EnergyBucket each) {
        return BigDecimal.valueOf(Energies.microWh(each.imported())).divide(KWH_IN_MICRO);
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_EVEN);
    }

    private static Month month(EnergyBucket each) {
        return local(each).getMonth();
    }

    private static ZonedDateTime local(EnergyBucket each) {
        return local(each.startMillis());
    }

    private static ZonedDateTime local(long millis) {
        return Instant.ofEpochMilli(millis).atZone(Quarters.AMSTERDAM);
    }
}
