package dev.wattsocket.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.metering.By;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Site;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Prices that depend on what was used, and prices as they are told.
class TiersAndPricesTest {
    private static final Site HOME = Quarters.HOME;
    private static final long QUARTER = 900_000;

    @Test
    void tiersCountFromTheStartOfTheBillingPeriod() {
        // 1 kWh an hour: the first 100 kWh end on the fifth at 04:00.
        long from = Quarters.at(HOME, "2026-05-05");
        long to = Quarters.at(HOME, "2026-05-06");
        var energy = Quarters.steady(HOME, "2026-05-01", "2026-06-01", 250);
        var tariff = Plans.tariff(Plans.bare("2026-01-01", Plans.tiers("0.10", "100", "0.30")));

        var bill = new Bill(from, to, new Rater(tariff, HOME, Map.of()).bill(from, to, energy));

        assertThat(Billing.amounts(bill)).containsExactly("0.40", "6.00");
    }

    @Test
    void aCircuitPaysThePricesThatItsSiteHasReached() {
        var tariff = Plans.tariff(Plans.bare("2026-01-01", Plans.tiers("0.10", "3", "0.30")));
        var site = Quarters.steady(HOME, "2026-05-01T00:00", "2026-05-01T01:00", 2_000);
        var costs =
                new Rater(tariff, HOME, Map.of())
                        .costs(
                                Edges.of(
                                        site.getFirst().startMillis(),
                                        site.getLast().endMillis(),
                                        By.QUARTER,
                                        HOME.zone()));

        for (var each : site) {
            var part =
                    new EnergyBucket(
                            each.startMillis(), each.endMillis(), Energy.ofWh(400), Energy.ZERO, 1);
            costs.take(part, each.imported());
        }

        // The second quarter hour crosses the 3 kWh in its middle.
        assertThat(costs.done().stream().map(each -> Money.exact(each.cost().orElseThrow())))
                .containsExactly("0.04", "0.08", "0.12", "0.12");
    }

    @Test
    void pricesAreAllThatOneMoreKwhCosts() {
        long from = Quarters.at(HOME, "2026-05-04T23:30");
        var tariff =
                Plans.tariff(
                        Plans.full("2026-01-01"),
                        Plans.bare("2026-05-05", Plans.spot("0.02", "1")));
        var series =
                Quarters.series(
                        "spot.price", Quarters.at(HOME, "2026-05-05"), 420_000, 0.1, 0.1, 0.3);

        var steps = new Rater(tariff, HOME, series).prices(from, from + 4 * QUARTER, List.of());

        long midnight = from + 2 * QUARTER;
        assertThat(steps)
                .containsExactly(
                        new PriceStep(
                                from,
                                midnight,
                                new BigDecimal("0.363"),
                                Optional.empty(),
                                "Energy",
                                Optional.of(new BigDecimal("0.08"))),
                        new PriceStep(
                                midnight,
                                midnight + 840_000,
                                new BigDecimal("0.12"),
                                Optional.empty(),
                                "Energy",
                                Optional.empty()),
                        new PriceStep(
                                midnight + 840_000,
                                midnight + 1_260_000,
                                new BigDecimal("0.32"),
                                Optional.empty(),
                                "Energy",
                                Optional.empty()));
    }

    @Test
    void pricesOfTiersAreThoseReached() {
        var tariff = Plans.tariff(Plans.bare("2026-01-01", Plans.tiers("0.10", "3", "0.30")));
        var energy = Quarters.steady(HOME, "2026-05-01T00:00", "2026-05-01T02:00", 1_000);
        long from = Quarters.at(HOME, "2026-05-01T00:15");
        long to = Quarters.at(HOME, "2026-05-01T06:00");

        var steps = new Rater(tariff, HOME, Map.of()).prices(from, to, energy);

        assertThat(steps.stream().map(PriceStep::name)).containsExactly("First", "Rest");
        assertThat(steps.getLast().startMillis()).isEqualTo(Quarters.at(HOME, "2026-05-01T00:30"));
        assertThat(steps.getLast().endMillis()).isEqualTo(to);
    }
}
