package dev.wattsocket.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Days as the calendar has them, and the highest demand of a billing period.
class DaysAndDemandTest {
    private static final Site HOME = Quarters.HOME;
    private static final long QUARTER = 900_000;

    @Test
    void aDayWhoseClockChangesHasItsHoursAndOneStandingCharge() {
        var night =
                new EnergyPrice.Bands(
                        List.of(Plans.band("night", "0.10"), Plans.band("day", "0.30")),
                        List.of(Plans.rule(Set.of(), Set.of(), 23 * 60, 6 * 60, "night")),
                        "day",
                        Set.of());
        // Seven hours of night: one less where the clock goes forward, one more where it goes back.
        assertThat(nightAndDay(night, "2026-03-29", "2026-03-30")).containsExactly("0.60", "5.10");
        assertThat(nightAndDay(night, "2026-10-25", "2026-10-26")).containsExactly("0.80", "5.10");
        assertThat(nightAndDay(night, "2026-06-01", "2026-06-02")).containsExactly("0.70", "5.10");

        var tariff = Plans.tariff(Plans.full("2026-01-01"));
        var energy = Quarters.steady(HOME, "2026-10-25", "2026-10-26", 250);
        assertThat(
                        Billing.lineOf(
                                        Billing.bill(HOME, tariff, Map.of(), energy),
                                        LineKind.STANDING)
                                .quantity())
                .isEqualByComparingTo("1");
    }

    private static List<String> nightAndDay(EnergyPrice prices, String from, String to) {
        return Billing.amounts(
                Billing.bill(prices, Map.of(), Quarters.steady(HOME, from, to, 250)));
    }

    @Test
    void aDayCountsWhereItBegins() {
        assertThat(daysOf("2026-05-04T12:00", "2026-05-04T18:00")).isZero();
        assertThat(daysOf("2026-05-04T12:00", "2026-05-05T12:00")).isEqualTo(1);
        assertThat(daysOf("2026-05-04T00:00", "2026-05-04T00:15")).isEqualTo(1);
        assertThat(daysOf("2026-05-04T00:00", "2026-05-05T00:00")).isEqualTo(1);
        assertThat(daysOf("2026-05-04T00:15", "2026-05-07T00:15")).isEqualTo(3);
    }

    private static int daysOf(String from, String to) {
        var energy = Quarters.steady(HOME, from, to, 250);
        return Billing.bill(Plans.flat("1"), Map.of(), energy).periods().getFirst().days();
    }

    @Test
    void aDemandChargeIsForTheHighestIntervalAndForTheDaysOfTheBill() {
        long peak = Quarters.at(HOME, "2026-05-20T18:15");
        var energy =
                Quarters.of(
                        HOME,
                        Quarters.at(HOME, "2026-05-01"),
                        Quarters.at(HOME, "2026-06-01"),
                        start -> Energy.ofWh(start == peak ? 1_500 : 250));
        var rater = new Rater(Plans.tariff(Plans.full("2026-01-01")), HOME, Map.of());

        long from = energy.getFirst().startMillis();
        long to = energy.getLast().endMillis();
        long mid = Quarters.at(HOME, "2026-05-11");
        var whole =
                Billing.lineOf(new Bill(from, to, rater.bill(from, to, energy)), LineKind.DEMAND);
        var first =
                Billing.lineOf(new Bill(from, mid, rater.bill(from, mid, energy)), LineKind.DEMAND);
        var rest = Billing.lineOf(new Bill(mid, to, rater.bill(mid, to, energy)), LineKind.DEMAND);

        assertThat(Billing.text(whole)).isEqualTo("demand Peak 6 kW 4 24.00");
        assertThat(whole.note()).isEqualTo("highest at 2026-05-20 18:15");
        assertThat(first.amount()).isEqualTo("7.74");
        assertThat(rest.amount()).isEqualTo("16.26");
        assertThat(first.note()).isEqualTo("highest at 2026-05-20 18:15; 10 of 31 days");
    }

    @Test
    void anIntervalThatIsNotCoveredIsNoPeakAndLongerOnesAreTheirOwn() {
        var hours = Quarters.site("Europe/Amsterdam", "EUR", 60, 1);
        long from = Quarters.at(HOME, "2026-05-01");
        double[] wh = {4_000, 0, 0, 0, 1_500, 1_500, 1_500, 1_500, 9_000, 9_000, 9_000, 9_000};
        var energy = new ArrayList<EnergyBucket>();
        for (int i = 0; i < wh.length; i++) {
            long start = from + i * QUARTER;
            var imported = Energy.ofWh(wh[i]);
            double coverage = i == 8 ? 0.5 : 1;
            energy.add(new EnergyBucket(start, start + QUARTER, imported, Energy.ZERO, coverage));
        }
        var tariff = Plans.tariff(Plans.full("2026-01-01"));

        var byHour = Billing.lineOf(Billing.bill(hours, tariff, Map.of(), energy), LineKind.DEMAND);
        var byQuarter =
                Billing.lineOf(Billing.bill(HOME, tariff, Map.of(), energy), LineKind.DEMAND);

        assertThat(byHour.quantity()).isEqualByComparingTo("6");
        assertThat(byQuarter.quantity()).isEqualByComparingTo("36");
        assertThat(byQuarter.note()).startsWith("highest at 2026-05-01 02:15");
    }

    @Test
    void billingPeriodsBeginOnTheBillingDay() {
        var site = Quarters.site("Europe/Amsterdam", "EUR", 15, 15);
        var energy = Quarters.steady(site, "2026-02-10", "2026-04-20", 250);

        var bill = Billing.bill(site, Plans.tariff(Plans.full("2026-01-01")), Map.of(), energy);

        assertThat(bill.periods().stream().map(BillPeriod::days)).containsExactly(5, 28, 31, 5);
        assertThat(bill.periods().get(1).fromMillis()).isEqualTo(Quarters.at(site, "2026-02-15"));
        assertThat(bill.coverage()).isEqualTo(1);
    }
}
