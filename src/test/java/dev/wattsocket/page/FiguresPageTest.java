package dev.wattsocket.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.wattsocket.page.KnownHouse.Quarter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the screens of power and energy show is what the server answers, to the last digit shown:
/// the day after the one of 25 hours, and that one.
class FiguresPageTest {
    private static final String YESTERDAY = "period=day&at=2025-10-26";

    @TempDir private static Path folder;
    private static KnownHouse house;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        house = new KnownHouse(folder, Instant.parse("2025-10-27T09:37:00Z"));
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        house.close();
    }

    @Test
    void nowTellsThisMomentAndThisDay() {
        var today = house.ask("/balance?site=home", 0, "day").path("total");
        var running = Quarter.at(house.now(), house.now());
        try (var page = open("/")) {
            var figure = Seen.texts(page.locator(".hero-figure"), ".digits", "[aria-hidden] small");
            assertThat(String.join(" ", figure.getFirst()))
                    .isEqualTo(Shown.power(4.0 * running.used()));
            var tiles = Seen.texts(page.locator(".tile"), "h2", ".digits", "[aria-hidden] small");
            assertThat(tiles.stream().map(tile -> String.join(" ", tile).trim()))
                    .containsExactly(
                            "Used today " + Shown.energy(today.path("home").asDouble()),
                            "Cost today " + Shown.money(today.path("cost")),
                            "Self-made " + Shown.percent(today.path("autarky").asDouble(), 0),
                            "CO₂ today " + Shown.carbon(today.path("co2_g").asDouble()));
            assertThat(page.locator(".flow .node b"))
                    .hasText(
                            Stream.of(
                                            4 * running.sun(),
                                            4 * (running.bought() - running.sold()),
                                            4 * (running.given() - running.charged()),
                                            4 * running.used(),
                                            4 * running.car())
                                    .map(watts -> Shown.power(Math.abs(watts)))
                                    .toArray(String[]::new));
            assertThat(page.locator(".hero-rate")).containsText(Shown.price("0.494648") + "/kWh");
            assertThat(page.locator(".hero-rate")).containsText("240 g CO₂");
            var bill = house.ask("/bill?site=home");
            assertThat(page.locator(".bill-card .tile-figure"))
                    .hasText(Shown.money(bill.path("total")) + " so far");
            var month = house.midnight(-26);
            var peak = house.ask("/demand?meter=grid" + KnownHouse.range(month, house.now()));
            assertThat(page.locator(".demand-card"))
                    .containsText(Shown.power(peak.path("peak").path("power").asDouble()));
            assertThat(chromium.complaints).isEmpty();
        }
    }

    @Test
    void theHistoryTellsEveryQuarterOfADayOfTwentyFiveHours() {
        try (var page =
                open("/history?as=power&table=1&series=grid.power,sun.power&" + YESTERDAY)) {
            var rows = Seen.cells(page.locator(".table-card tbody tr"));
            var range = KnownHouse.range(house.midnight(-1), house.midnight(0));
            var answer = house.ask("/history?px=1000&series=grid.power,sun.power" + range);
            var grid = answer.path("series").path(0);
            var sun = answer.path("series").path(1);
            assertThat(rows).hasSizeGreaterThanOrEqualTo(100);
            assertThat(Seen.column(rows, 1)).isEqualTo(values(grid, "mean", Shown::power));
            assertThat(Seen.column(rows, 2)).isEqualTo(values(sun, "mean", Shown::power));
            var times = Seen.column(rows, 0);
            assertThat(times).doesNotHaveDuplicates();
            assertThat(times)
                    .contains(
                            "26 Oct 2025, 02:15:00 CEST",
                            "26 Oct 2025, 02:15:00 CET",
                            "26 Oct 2025, 23:45:00");
        }
    }

    @Test
    void barsOfEnergyComeWithTheirMoney() {
        var day = house.ask("/energy?meter=grid", -1, "hour").path("buckets");
        var whole = house.ask("/energy?meter=grid", -1, "day").path("buckets").path(0);
        try (var page = open("/history?as=energy&by=hour&table=1&series=grid.power&" + YESTERDAY)) {
            var rows = Seen.cells(page.locator(".table-card tbody tr"));
            assertThat(rows).hasSize(25);
            for (int i = 0; i < rows.size(); i++) {
                var hour = Instant.ofEpochMilli(day.path(i).path("start").asLong());
                var name = Shown.day(hour) + ", " + Shown.hours(hour);
                assertThat(rows.get(i)).isEqualTo(row(name, day.path(i)));
            }
            var sums = Seen.cells(page.locator(".table-card tfoot tr")).getFirst();
            assertThat(sums).isEqualTo(row("All of it", whole));
        }
    }

    private static List<String> row(String name, JsonNode bucket) {
        return List.of(
                name,
                Shown.energy(bucket.path("energy_import").asDouble()),
                Shown.money(bucket.path("cost")),
                Shown.energy(bucket.path("energy_export").asDouble()),
                Shown.money(bucket.path("earned")));
    }

    @Test
    void aComparisonSaysThatTheOtherDayWasLonger() {
        try (var page = open("/history?as=energy&vs=previous&" + "period=day&at=2025-10-27")) {
            var words = page.locator(".against-words");
            assertThat(words).containsText("The other has 25 hours: clocks changed.");
            // Until the same time of the clock: half past ten, and seven minutes.
            var half = house.now().minusSeconds(86_400 + 420);
            var seven = Quarter.at(half, half.plusSeconds(420));
            double used = house.sum(house.midnight(-1), half, Quarter::used);
            assertThat(words)
                    .containsText(
                            "until the same time ("
                                    + Shown.energy(used + seven.part(seven.used())));
        }
    }

    @Test
    void circuitsTellWhatTheyTakeAndTook() {
        var total = house.ask("/balance?site=home", -1, "day").path("total");
        double home = total.path("home").asDouble();
        var running = Quarter.at(house.now(), house.now());
        var watts = List.of(running.kitchen(), running.heating(), running.car(), running.fridge());
        var ids = List.of("kitchen", "heating", "car", "fridge");
        try (var page = open("/circuits?" + YESTERDAY)) {
            for (int i = 0; i < ids.size(); i++) {
                var bucket = bucket(ids.get(i));
                double taken = bucket.path("energy_import").asDouble();
                var row = page.locator(".circuit-row[data-id=" + ids.get(i) + "]");
                assertThat(row.locator(".live-watts")).hasText(Shown.power(4.0 * watts.get(i)));
                assertThat(row.locator(".circuit-energy")).hasText(Shown.energy(taken));
                assertThat(row.locator(".circuit-cost")).hasText(Shown.money(bucket.path("cost")));
                assertThat(row.locator(".circuit-share")).hasText(Shown.percent(taken / home, 0));
            }
            // Forty watt-hours in each of a hundred quarters.
            assertThat(page.locator(".circuit-row.rest .circuit-energy")).hasText("4.00 kWh");
            assertThat(page.locator(".circuit-summary")).containsText(Shown.energy(home));
            page.getByLabel("Sorted by").selectOption("cost");
            assertThat(page.locator(".circuit-row").first()).hasAttribute("data-id", "heating");
            page.locator(".segments").getByText("By panel").click();
            assertThat(page.locator(".circuit-list.tree .circuit-row[data-id=fridge]")).isVisible();
            assertThat(chromium.complaints).isEmpty();
        }
    }

    private static JsonNode bucket(String meter) {
        return house.ask("/energy?meter=" + meter, -1, "day").path("buckets").path(0);
    }

    @Test
    void aCircuitHasItsHoursItsWeekAndWhatIsAlwaysOn() {
        var bucket = bucket("heating");
        var hours = house.ask("/energy?meter=heating", -1, "hour").path("buckets");
        var weeks = house.now().minusSeconds(8 * 7 * 86_400);
        var range = KnownHouse.range(weeks, house.now());
        var profile = house.ask("/profile?meter=heating" + range);
        try (var page = open("/circuits?meter=heating&" + YESTERDAY)) {
            assertThat(page.locator(".facts"))
                    .containsText(Shown.energy(bucket.path("energy_import").asDouble()));
            assertThat(page.locator(".facts")).containsText(Shown.money(bucket.path("cost")));
            assertThat(Seen.column(Seen.bars(page, "energy-bars"), 1))
                    .hasSize(25)
                    .isEqualTo(values(hours, "energy_import", Shown::energy));
            page.locator(".week-foot button").click();
            var week = Seen.cells(page.locator(".week tbody tr"));
            for (int day = 0; day < 7; day++) {
                var watts = profile.path("watts").path(day);
                assertThat(week.get(day).subList(1, 25))
                        .isEqualTo(
                                watts.valueStream()
                                        .map(each -> String.valueOf(Math.round(each.asDouble())))
                                        .toList());
            }
            assertThat(page.locator(".always-on"))
                    .containsText(Shown.power(profile.path("baseline").asDouble()) + " always on");
            assertThat(page.locator(".always-on"))
                    .containsText(Shown.money(profile.path("baseline_cost_year")));
        }
    }

    @Test
    void whatFlowsInFlowsOut() {
        var total = house.ask("/balance?site=home", -1, "day").path("total");
        var flows = total.path("flows");
        double in = sum(total, "solar", "battery_discharge", "grid_import");
        try (var page = open("/flow?" + YESTERDAY)) {
            var sums = Seen.cells(page.locator(".sums tbody tr, .sums tfoot tr"));
            assertThat(sums)
                    .contains(
                            source("Sun", total.path("solar"), in, ""),
                            source("Battery", total.path("battery_discharge"), in, ""),
                            source(
                                    "Bought",
                                    total.path("grid_import"),
                                    in,
                                    Shown.money(total.path("cost"))),
                            source(
                                    "Sold",
                                    total.path("grid_export"),
                                    in,
                                    Shown.money(total.path("earned"))),
                            source("Charged", total.path("battery_charge"), in, ""),
                            source("Home", total.path("home"), in, ""))
                    .contains(List.of("In", Shown.kwh(in, 2), "", ""))
                    .contains(List.of("Out", Shown.kwh(in, 2), "", ""));
            var shares = page.locator(".share .tile-figure");
            assertThat(shares)
                    .hasText(
                            new String[] {
                                Shown.percent(total.path("autarky").asDouble(), 0),
                                Shown.percent(total.path("self_consumption").asDouble(), 0),
                                Shown.money(total.path("cost"))
                            });
            assertThat(page.locator(".sankey-at"))
                    .containsText("the sun " + Shown.energy(flows.path("solar_home").asDouble()));
            var hours = house.ask("/balance?site=home", -1, "hour").path("buckets");
            var bars = Seen.bars(page, "source-bars");
            assertThat(Seen.column(bars, 1))
                    .isEqualTo(values(hours, "/flows/solar_home", Shown::energy));
            assertThat(Seen.column(bars, 2))
                    .isEqualTo(values(hours, "/flows/battery_home", Shown::energy));
            assertThat(Seen.column(bars, 3))
                    .isEqualTo(values(hours, "/flows/grid_home", Shown::energy));
            assertThat(Seen.column(bars, 4)).isEqualTo(values(hours, "grid_export", Shown::energy));
        }
    }

    private static List<String> source(String name, JsonNode energy, double all, String money) {
        double wattHours = energy.asDouble();
        return List.of(name, Shown.kwh(wattHours, 2), Shown.percent(wattHours / all, 0), money);
    }

    private static double sum(JsonNode of, String... names) {
        return Stream.of(names).mapToDouble(name -> of.path(name).asDouble()).sum();
    }

    @Test
    void metersTellTheirNewestValuesAndWhatIsLeftWhenOneIsDeleted() {
        var running = Quarter.at(house.now(), house.now());
        try (var page = open("/meters")) {
            var now = Seen.column(Seen.cells(page.locator(".meter-table tbody tr")), 1);
            assertThat(now)
                    .contains(
                            Shown.power(4.0 * running.kitchen()),
                            Shown.power(4.0 * running.heating()));
            page.getByLabel("Details of Fridge").click();
            var power =
                    page.locator(".channels li")
                            .filter(new Locator.FilterOptions().setHasText("power"))
                            .locator("b");
            assertThat(power).hasText(Shown.power(4.0 * running.fridge()));
            var registers = house.ask("/meters/fridge").path("channels").valueStream();
            var counted =
                    registers.filter(each -> each.path("name").asString().equals("energy_import"));
            var kwh =
                    new BigDecimal(
                                    counted.findFirst()
                                            .orElseThrow()
                                            .path("last")
                                            .path("value")
                                            .asString())
                            .movePointLeft(3);
            assertThat(page.locator(".channels"))
                    .containsText(kwh.stripTrailingZeros().toPlainString() + " kWh");
            // Somebody else deletes the newest reading; what is left is older.
            var body =
                    "{\"channel\":\"power\",\"time\":%d,\"value\":null,\"note\":\"glitch\"}"
                            .formatted(house.now().toEpochMilli());
            var made =
                    house.node()
                            .post("/api/v1/meters/fridge/corrections", "application/json", body);
            assertThat(made.statusCode()).as(made.body()).isLessThan(300);
            var before = Quarter.at(house.now().minusSeconds(900), house.now());
            assertThat(power).hasText(Shown.power(4.0 * before.fridge()));
            page.reload();
            page.getByLabel("Undo the correction of power").click();
            assertThat(power).hasText(Shown.power(4.0 * running.fridge()));
        }
    }

    @Test
    void settingsTellWhatTheServerKnows() {
        var site = house.ask("/sites").path("sites").path(0);
        try (var page = open("/settings")) {
            assertThat(page.locator("#site-name")).hasValue(site.path("name").asString());
            assertThat(page.locator("#site-zone")).hasValue(site.path("zone").asString());
            assertThat(page.locator("#site-currency")).hasValue(site.path("currency").asString());
            assertThat(page.locator("#site-week")).hasValue(site.path("week_start").asString());
            assertThat(page.locator("#site-tariff")).hasValue(site.path("tariff").asString());
            assertThat(page.locator("#site-billing")).hasValue(site.path("billing_day").asString());
            assertThat(page.locator("#site-demand"))
                    .hasValue(site.path("demand_minutes").asString());
            assertThat(page.locator("#site-carbon")).hasValue(site.path("carbon").asString());
        }
    }

    /// A number of each of these, as it has to be shown; a name with a slash is a path.
    private static List<String> values(JsonNode all, String name, DoubleFunction<String> show) {
        var numbers = all.isArray() ? all.valueStream() : all.path(name).valueStream();
        return numbers.map(each ->
                        all.isArray()
                                ? (name.startsWith("/") ? each.at(name) : each.path(name))
                                : each)
                .map(each -> show.apply(each.asDouble()))
                .toList();
    }

    private static Page open(String path) {
        return Seen.open(chromium, house, "America/New_York", path);
    }
}
