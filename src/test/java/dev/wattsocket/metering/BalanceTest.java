package dev.wattsocket.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Role;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A site's balance adds up, whatever its meters say.
final class BalanceTest {
    private static final int CASES = 10_000;

    /// What flows in one instant: battery + is giving, grid + is buying.
    private record Instant(long home, long solar, long battery) {
        static Instant any(Random random) {
            long battery = random.nextBoolean() ? amount(random) : -amount(random);
            return new Instant(amount(random), amount(random), battery);
        }

        long grid() {
            return home - solar - battery;
        }

        SiteQuarter quarter() {
            return new SiteQuarter(
                    Math.max(0, grid()),
                    Math.max(0, -grid()),
                    solar,
                    Math.max(0, -battery),
                    Math.max(0, battery),
                    0);
        }

        /// Who feeds whom as the page draws it live.
        long flow(Flow flow) {
            long takes = Math.max(0, -battery);
            long gives = Math.max(0, battery);
            long imports = Math.max(0, grid());
            long solarHome = Math.min(solar, home);
            long solarStored = Math.min(solar - solarHome, takes);
            long batteryHome = Math.min(gives, home - solarHome);
            long gridStored = Math.min(imports, takes - solarStored);
            return switch (flow) {
                case SOLAR_HOME -> solarHome;
                case SOLAR_BATTERY -> solarStored;
                case SOLAR_GRID -> solar - solarHome - solarStored;
                case BATTERY_HOME -> batteryHome;
                case BATTERY_GRID -> gives - batteryHome;
                case GRID_BATTERY -> gridStored;
                case GRID_HOME -> imports - gridStored;
            };
        }

        private static long amount(Random random) {
            return random.nextInt(3) == 0 ? 0 : random.nextLong(2_000_000_000L);
        }
    }

    @Test
    void inAnInstantItIsWhatThePageDraws() {
        var random = new Random(51);
        for (int i = 0; i < CASES; i++) {
            var instant = Instant.any(random);
            var quarter = instant.quarter();
            assertThat(quarter.home()).as("%s", instant).isEqualTo(instant.home());
            for (var flow : Flow.values()) {
                assertThat(quarter.flow(flow))
                        .as("%s %s", instant, flow)
                        .isEqualTo(instant.flow(flow));
            }
        }
    }

    /// The sun may feed the battery at one minute and the battery the home at the next; as long as
    /// the meters can all be right, everything comes from somewhere and goes somewhere.
    @Test
    void flowsOfAQuarterHourAddUpToItsTotals() {
        var random = new Random(52);
        for (int i = 0; i < CASES; i++) {
            var sum = new SiteQuarter(0, 0, 0, 0, 0, 0);
            long home = 0;
            for (int minute = random.nextInt(1, 16); minute > 0; minute--) {
                var instant = Instant.any(random);
                home += instant.home();
                sum = plus(sum, instant.quarter());
            }
            assertThat(sum.home()).isEqualTo(home);
            assertThat(sum.unmeasured()).as("%s", sum).isZero();
            assertAddsUp(sum);
        }
    }

    @Test
    void metersThatContradictEachOtherAddUpWithWhatIsUnmeasured() {
        var random = new Random(53);
        for (int i = 0; i < CASES; i++) {
            assertAddsUp(any(random));
        }
    }

    private static void assertAddsUp(SiteQuarter all) {
        long solarHome = all.flow(Flow.SOLAR_HOME);
        long solarGrid = all.flow(Flow.SOLAR_GRID);
        long solarBattery = all.flow(Flow.SOLAR_BATTERY);
        long gridHome = all.flow(Flow.GRID_HOME);
        long gridBattery = all.flow(Flow.GRID_BATTERY);
        long batteryHome = all.flow(Flow.BATTERY_HOME);
        long batteryGrid = all.flow(Flow.BATTERY_GRID);
        assertThat(
                        List.of(
                                solarHome,
                                solarGrid,
                                solarBattery,
                                gridHome,
                                gridBattery,
                                batteryHome,
                                batteryGrid,
                                all.unmeasured()))
                .as("%s", all)
                .allMatch(each -> each >= 0);
        assertThat(solarHome + solarGrid + solarBattery).isEqualTo(all.solar());
        assertThat(gridHome + gridBattery).isEqualTo(all.gridImport());
        assertThat(batteryHome + batteryGrid).isEqualTo(all.discharge());
        assertThat(solarHome + gridHome + batteryHome).isEqualTo(all.home() + all.unmeasured());
        assertThat(solarGrid + batteryGrid).isLessThanOrEqualTo(all.gridExport());
        assertThat(solarBattery + gridBattery).isLessThanOrEqualTo(all.charge());
        assertThat(solarGrid + batteryGrid + solarBattery + gridBattery + all.unmeasured())
                .isEqualTo(all.gridExport() + all.charge());
    }

    @Test
    void withoutAMeterAtTheGridItGivesAndTakesWhatIsLeft() {
        var random = new Random(54);
        for (int i = 0; i < CASES; i++) {
            var quarter = any(random);
            long loads = random.nextLong(5_000_000_000L);
            var site =
                    SiteQuarter.withoutGrid(
                            loads, quarter.solar(), quarter.charge(), quarter.discharge(), 0);
            assertThat(site.home()).isEqualTo(loads);
            assertThat(site.gridImport() == 0 || site.gridExport() == 0).isTrue();
            assertAddsUp(site);
        }
        var loadsOnly = SiteQuarter.withoutGrid(7, 0, 0, 0, 0);
        assertThat(loadsOnly.flow(Flow.GRID_HOME)).isEqualTo(7);
    }

    /// Quarter hours sum to hours, and those to days, weeks and months, on days of any length.
    @Test
    void shortStretchesSumToLongOnes() {
        var random = new Random(55);
        for (var zone : Zones.ALL) {
            for (int round = 0; round < 40; round++) {
                long begin = Quarter.startOf(Zones.time(zone, random));
                var cells = cells(begin, 96 * 5, random);
                var week = DayOfWeek.of(1 + random.nextInt(7));
                long end = begin + cells.size() * Quarter.MILLIS - random.nextInt(900_000);
                var quarters = buckets(cells, Edges.of(begin, end, By.QUARTER, zone, week));
                for (var by : List.of(By.HOUR, By.DAY, By.WEEK, By.MONTH)) {
                    var whole = buckets(cells, Edges.of(begin, end, by, zone, week));
                    assertSums(quarters, whole, zone);
                }
            }
        }
    }

    private static void assertSums(List<Balance> quarters, List<Balance> whole, ZoneId zone) {
        for (var bucket : whole) {
            var inside =
                    quarters.stream()
                            .filter(each ->
                                    each.startMillis() >= bucket.startMillis()
                                            && each.endMillis() <= bucket.endMillis())
                            .toList();
            assertThat(total(inside)).as("%s", zone).isEqualTo(bucket);
        }
        assertThat(total(whole)).isEqualTo(total(quarters));
    }

    private static Balance total(List<Balance> buckets) {
        return buckets.stream().reduce(Balance::plus).orElseThrow();
    }

    @Test
    void sharesAreOfWhatTheSunMadeAndTheHomeUsed() {
        var day = balance(new SiteQuarter(2_000, 1_000, 5_000, 0, 0, 0));

        assertThat(day.parts()).containsEntry(Part.HOME, Energy.ofMicroWh(6_000));
        assertThat(day.selfConsumption()).hasValue(0.8);
        assertThat(day.autarky()).hasValueCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void thereIsNoShareOfNothing() {
        var night = balance(new SiteQuarter(0, 0, 0, 0, 0, 0));

        assertThat(night.selfConsumption()).isEmpty();
        assertThat(night.autarky()).isEmpty();
    }

    /// A battery that is charged at night from the grid makes import more than use.
    @Test
    void aShareIsNeverBelowNothing() {
        assertThat(balance(new SiteQuarter(9_000, 0, 0, 7_000, 0, 0)).autarky()).hasValue(0);
        assertThat(balance(new SiteQuarter(0, 9_000, 1_000, 0, 9_000, 0)).selfConsumption())
                .hasValue(0);
    }

    private static Balance balance(SiteQuarter quarter) {
        var cells = new SiteCells(0, 1, true);
        cells.add(Role.GRID, meter(quarter.gridImport(), quarter.gridExport()), 0);
        cells.add(Role.SOLAR, meter(quarter.solar(), 0), 0);
        cells.add(Role.BATTERY, meter(quarter.discharge(), quarter.charge()), 0);
        var edges = Edges.of(0, Quarter.MILLIS, By.DAY, ZoneId.of("UTC"));
        return buckets(cells, edges).getFirst();
    }

    private static EnergyCells meter(long imported, long exported) {
        var cells = new EnergyCells(0, 1);
        cells.set(0, imported, exported, Quarter.MILLIS);
        return cells;
    }

    private static SiteCells cells(long begin, int size, Random random) {
        var site = new SiteCells(begin, size, true);
        for (var role : List.of(Role.GRID, Role.SOLAR, Role.BATTERY, Role.EV)) {
            var meter = new EnergyCells(begin, size);
            for (int i = 0; i < size; i++) {
                long covered = random.nextInt(900_001);
                meter.set(meter.start(i), Instant.amount(random), Instant.amount(random), covered);
            }
            site.add(role, meter, begin);
        }
        return site;
    }

    private static List<Balance> buckets(SiteCells cells, Edges edges) {
        var balancer = new Balancer(edges, EnumSet.allOf(Part.class));
        balancer.take(cells);
        return balancer.buckets();
    }

    private static SiteQuarter any(Random random) {
        return new SiteQuarter(
                Instant.amount(random),
                Instant.amount(random),
                Instant.amount(random),
                Instant.amount(random),
                Instant.amount(random),
                Instant.amount(random));
    }

    private static SiteQuarter plus(SiteQuarter one, SiteQuarter other) {
        return new SiteQuarter(
                one.gridImport() + other.gridImport(),
                one.gridExport() + other.gridExport(),
                one.solar() + other.solar(),
                one.charge() + other.charge(),
                one.discharge() + other.discharge(),
                one.ev() + other.ev());
    }

    /// Sums larger than a long of millionths stay exact.
    @Test
    void theWholeOfACountryFits() {
        long quarter = 20_000_000_000_000_000L;
        var sum = new EnergySum();
        for (int i = 0; i < 35_040; i++) {
            sum.add(quarter);
        }
        assertThat(sum.energy()).isEqualTo(new Energy(20_000_000_000L * 35_040, 0));
    }
}
