package dev.wattsocket.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.metering.By;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.metering.Steps;
import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Bills that one can reckon in one's head, most of them in docs/metering.md too.
class RaterTest {
    private static final Site HOME = Quarters.HOME;
    private static final long QUARTER = 900_000;

    @Test
    void aPriceThatChangesAtNoonSplitsTheEnergyThere() {
        var bands =
                new EnergyPrice.Bands(
                        List.of(Plans.band("morning", "0.10"), Plans.band("day", "0.40")),
                        List.of(Plans.rule(Set.of(), Set.of(), 0, 12 * 60, "morning")),
                        "day",
                        Set.of());
        // 2 kWh between readings at 11:30 and 12:30 are half a kWh each quarter hour.
        var energy = Quarters.steady(HOME, "2026-05-04T11:30", "2026-05-04T12:30", 500);

        var bill = Billing.bill(bands, Map.of(), energy);

        assertThat(Billing.amounts(bill)).containsExactly("0.10", "0.40");
        assertThat(bill.total()).isEqualTo("0.50");
    }

    @Test
    void hoursThatBecomeQuarterHoursInMidSeriesAreWeightedByTime() {
        long noon = Quarters.at(HOME, "2026-10-01T12:00");
        var steps = new Steps.Builder(noon, noon + 8 * QUARTER);
        steps.add(noon, noon + 4 * QUARTER, 0.10);
        steps.add(noon + 4 * QUARTER, noon + 5 * QUARTER, 0.20);
        steps.add(noon + 5 * QUARTER, noon + 6 * QUARTER, 0.40);
        steps.add(noon + 6 * QUARTER, noon + 8 * QUARTER, 0.60);
        var series = Map.of("spot.price", steps.build());
        var energy = Quarters.steady(HOME, "2026-10-01T12:00", "2026-10-01T14:00", 1_000);

        var bill = Billing.bill(Plans.spot("0", "1"), series, energy);

        // 4 x 0.10 + 0.20 + 0.40 + 2 x 0.60
        assertThat(bill.total()).isEqualTo("2.20");
        assertThat(Billing.line(bill, 0).price()).isEqualByComparingTo("0.275");
    }

    @Test
    void aPriceThatChangesWithinAQuarterHourIsWeightedByTime() {
        long noon = Quarters.at(HOME, "2026-10-01T12:00");
        var series = Quarters.series("spot.price", noon, 300_000, 0.10, 0.20, 0.60);
        var energy = Quarters.steady(HOME, "2026-10-01T12:00", "2026-10-01T12:15", 1_000);

        assertThat(Billing.bill(Plans.spot("0", "1"), series, energy).total()).isEqualTo("0.30");
    }

    @Test
    void energyWithoutAPriceIsToldAndNotFree() {
        long noon = Quarters.at(HOME, "2026-05-04T12:00");
        // The second quarter hour has no price, and the fourth one half of one.
        var steps = new Steps.Builder(noon, noon + 4 * QUARTER);
        steps.add(noon, noon + QUARTER, 0.20);
        steps.add(noon + 2 * QUARTER, noon + 3 * QUARTER + QUARTER / 2, 0.20);
        var series = Map.of("spot.price", steps.build());
        var energy = Quarters.steady(HOME, "2026-05-04T12:00", "2026-05-04T13:00", 1_000);

        var bill = Billing.bill(Plans.spot("0", "1"), series, energy);

        assertThat(bill.unpricedImport()).isEqualTo(Energy.ofWh(1_500));
        assertThat(bill.imported()).isEqualTo(Energy.ofWh(4_000));
        assertThat(bill.total()).isEqualTo("0.50");
    }

    @Test
    void daysBeforeTheFirstVersionHaveNoPrice() {
        var tariff = Plans.tariff(Plans.full("2026-03-16"));
        var energy = Quarters.steady(HOME, "2026-03-15", "2026-03-17", 250);

        var bill = Billing.bill(HOME, tariff, Map.of(), energy);
        var costs = Billing.costs(tariff, Map.of(), energy, By.DAY);

        assertThat(bill.unpricedImport()).isEqualTo(Energy.ofWh(24_000));
        assertThat(Billing.line(bill, 0).quantity()).isEqualByComparingTo("24");
        assertThat(Billing.lineOf(bill, LineKind.STANDING).quantity()).isEqualByComparingTo("1");
        assertThat(costs.get(0).cost()).isEmpty();
        assertThat(costs.get(0).earned()).isEmpty();
        assertThat(costs.get(0).unpriced()).isEqualTo(Energy.ofWh(24_000));
        // 24 kWh x (0.20 + 0.10) x 1.21
        assertThat(costs.get(1).cost().orElseThrow()).isEqualByComparingTo("8.712");
        assertThat(costs.get(1).earned().orElseThrow()).isEqualByComparingTo("0");
    }

    @Test
    void aSeriesThatIsNotThereGivesNoPrice() {
        var energy = Quarters.steady(HOME, "2026-05-04", "2026-05-05", 250);

        var bill = Billing.bill(Plans.spot("0", "1"), Map.of(), energy);

        assertThat(bill.unpricedImport()).isEqualTo(Energy.ofWh(24_000));
        assertThat(bill.periods().getFirst().lines()).isEmpty();
    }

    @Test
    void eachLineOfAWholeBill() {
        var day = Quarters.steady(HOME, "2026-05-01", "2026-06-01", 250);
        var energy = new ArrayList<EnergyBucket>();
        day.forEach(each ->
                energy.add(
                        new EnergyBucket(
                                each.startMillis(),
                                each.endMillis(),
                                each.imported(),
                                Energy.ofWh(100),
                                1)));

        var bill = Billing.bill(HOME, Plans.tariff(Plans.full("2026-01-01")), Map.of(), energy);

        // 744 kWh in, 297.6 kWh out, 31 days, 1 kW, which is less than 2.5 kW.
        assertThat(bill.periods().getFirst().lines().stream().map(Billing::text))
                .containsExactly(
                        "energy Energy 744 kWh 0.2 148.80",
                        "charge Energy tax 744 kWh 0.1 74.40",
                        "standing Connection 31 day 0.8 24.80",
                        "demand Peak 2.5 kW 4 10.00",
                        "feed_in Feed-in 297.6 kWh 0.08 -23.81",
                        "tax VAT 21 % 258 54.18");
        assertThat(bill.total()).isEqualTo("288.37");
    }

    @Test
    void aNewVersionLeavesOldDaysAsTheyWere() {
        var tariff =
                Plans.tariff(
                        Plans.bare("2026-05-16", Plans.flat("0.40")),
                        Plans.bare("2026-01-01", Plans.flat("0.20")));
        var energy = Quarters.steady(HOME, "2026-05-01", "2026-06-01", 250);

        var bill = Billing.bill(HOME, tariff, Map.of(), energy);

        assertThat(bill.periods().getFirst().lines().stream().map(Billing::text))
                .containsExactly(
                        "energy Energy 360 kWh 0.2 72.00", "energy Energy 384 kWh 0.4 153.60");
        assertThat(Billing.line(bill, 1).fromMillis()).isEqualTo(Quarters.at(HOME, "2026-05-16"));
        assertThat(Billing.line(bill, 1).toMillis()).isEqualTo(Quarters.at(HOME, "2026-06-01"));
    }

    @Test
    void amountsAreInTheCurrencysMinorUnit() {
        var tariff = Plans.tariff(Plans.bare("2026-01-01", Plans.flat("26.5")));
        var tokyo = Quarters.site("Asia/Tokyo", "JPY", 30, 1);
        var kuwait = Quarters.site("Asia/Kuwait", "KWD", 30, 1);

        var yen =
                Billing.bill(
                        tokyo,
                        tariff,
                        Map.of(),
                        Quarters.steady(tokyo, "2026-05-01T00:00", "2026-05-01T00:15", 1_000));
        var dinar =
                Billing.bill(
                        kuwait,
                        tariff,
                        Map.of(),
                        Quarters.steady(kuwait, "2026-05-01T00:00", "2026-05-01T00:15", 1_000));

        // Half a yen goes to the even neighbour.
        assertThat(yen.total()).isEqualTo("26");
        assertThat(dinar.total()).isEqualTo("26.500");
    }

    @Test
    void aPriceCorrectedForLastMarchRatesLastMarchAgainAndNothingElse() {
        long from = Quarters.at(HOME, "2026-01-01");
        long to = Quarters.at(HOME, "2026-07-01");
        long wrong = Quarters.at(HOME, "2026-03-10T14:00");
        var energy = Quarters.steady(HOME, "2026-01-01", "2026-07-01", 250);
        var hours = (int) ((to - from) / 3_600_000);
        var prices = new double[hours];
        Arrays.fill(prices, 0.25);
        var before =
                Billing.bill(
                        Plans.spot("0", "1"),
                        Quarters.series("spot.price", from, 3_600_000, prices),
                        energy);
        prices[(int) ((wrong - from) / 3_600_000)] = 10.25;
        var after =
                Billing.bill(
                        Plans.spot("0", "1"),
                        Quarters.series("spot.price", from, 3_600_000, prices),
                        energy);

        for (int month = 0; month < 6; month++) {
            var difference =
                    after.periods()
                            .get(month)
                            .total()
                            .subtract(before.periods().get(month).total());
            assertThat(difference).isEqualByComparingTo(month == 2 ? "10" : "0");
        }
    }
}
