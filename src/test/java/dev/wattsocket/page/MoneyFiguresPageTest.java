package dev.wattsocket.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.wattsocket.page.KnownHouse.Quarter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the screens of costs, demand and carbon show is what the server answers, to the last digit
/// shown: in the evening of the day of 23 hours.
class MoneyFiguresPageTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private static Path folder;
    private static KnownHouse house;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        house = new KnownHouse(folder, Instant.parse("2026-03-29T19:07:00Z"));
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        house.close();
    }

    @Test
    void theBillIsWhatTheServerSaysLineByLine() {
        var bill = house.ask("/bill?site=home" + KnownHouse.range(march(), house.now()));
        var lines = bill.path("periods").path(0).path("lines").valueStream().toList();
        try (var page = open("/costs?period=bill")) {
            assertThat(page.locator(".this-bill .big-figure"))
                    .hasText(Shown.money(bill.path("total")) + " so far");
            var rows = Seen.cells(page.locator(".bill tbody tr"));
            var shown = rows.stream().map(row -> row.get(0) + " " + row.get(2)).toList();
            assertThat(shown)
                    .containsExactlyInAnyOrderElementsOf(
                            lines.stream()
                                    .map(line ->
                                            name(line) + " " + Shown.money(line.path("amount")))
                                    .toList());
            for (var line : lines) {
                assertThat(page.locator(".bill tbody")).containsText(quantity(line));
            }
            var sum = Seen.cells(page.locator(".bill tfoot tr")).getFirst();
            assertThat(sum)
                    .isEqualTo(
                            List.of(
                                    "Total",
                                    lines.size() + " lines add up to exactly this",
                                    Shown.money(bill.path("total"))));
            var earlier = Seen.bars(page, "earlier-bars").getLast();
            assertThat(earlier.getLast()).isEqualTo(Shown.money(bill.path("total")));
            assertThat(chromium.complaints).isEmpty();
        }
    }

    private static Instant march() {
        return house.midnight(-28);
    }

    private static String name(JsonNode line) {
        return line.path("name").asString();
    }

    /// A quantity with at most three decimals, and its unit.
    private static String quantity(JsonNode line) {
        var value = new BigDecimal(line.path("quantity").asString());
        var plain = Shown.number(value, 3).replaceAll("\\.?0+$", "");
        var unit = line.path("unit").asString();
        return plain + " " + (unit.equals("day") ? "days" : unit);
    }

    /// Night and day of each hour by what the house knows itself, their money by what the server
    /// says.
    @Test
    void anHoursBandsAddUpToWhatItCost() {
        var energy = house.ask("/energy?meter=grid", 0, "hour").path("buckets");
        var begun = house.hours(0).stream().filter(at -> at.isBefore(house.now())).toList();
        try (var page = open("/costs?period=day")) {
            var wattHours = Seen.bars(page, "days-energy");
            var money = Seen.bars(page, "days-money");
            for (int i = 0; i < begun.size(); i++) {
                var start = begun.get(i);
                double bought = house.sum(start, start.plusSeconds(3_600), Quarter::bought);
                double sold = house.sum(start, start.plusSeconds(3_600), Quarter::sold);
                boolean isNight = start.atZone(KnownHouse.ZONE).getHour() < 7;
                var expected =
                        List.of(
                                Shown.kwh(isNight ? bought : 0, 2),
                                Shown.kwh(isNight ? 0 : bought, 2),
                                Shown.kwh(-sold, 2),
                                Shown.kwh(bought - sold, 2));
                assertThat(wattHours.get(i).subList(1, 5)).isEqualTo(expected);
                var cost = new BigDecimal(energy.path(i).path("cost").asString());
                var earned = new BigDecimal(energy.path(i).path("earned").asString());
                assertThat(amounts(money.get(i)).get(isNight ? 0 : 1)).isEqualByComparingTo(cost);
                assertThat(amounts(money.get(i)).get(3))
                        .isEqualByComparingTo(cost.subtract(earned));
            }
            assertThat(wattHours.get(begun.size()).subList(1, 5)).containsOnly("–");
        }
    }

    private static List<BigDecimal> amounts(List<String> row) {
        return row.stream().skip(1).map(cell -> new BigDecimal(cell.replace("€", ""))).toList();
    }

    @Test
    void theTariffIsShownAsItIsAndItsPreviewAsReckoned() {
        try (var page = open("/costs?tariff=two")) {
            var version = house.ask("/tariffs/two").path("versions").path(0);
            var bands = version.path("energy").path("bands");
            for (int i = 0; i < 2; i++) {
                var price =
                        page.locator(
                                "[data-path='versions[0].energy.bands[%d].price']".formatted(i));
                assertThat(price).hasValue(bands.path(i).path("price").asString());
            }
            assertThat(page.locator(".outcomes b")).hasText(new String[] {"€0.3736", "€0.4946"});
            page.locator("[data-path='versions[0].energy.bands[1].price']").fill("0.4142");
            var answered =
                    page.waitForResponse(
                            "**/bill/preview", () -> page.getByText("See what it changes").click());
            var preview = JSON.readTree(answered.text());
            var difference = new BigDecimal(preview.path("difference").asString());
            assertThat(difference).isPositive();
            assertThat(page.locator(".verdict"))
                    .containsText("in total " + Shown.money(difference.toString()) + " more");
            var last = preview.path("periods").valueStream().toList().getLast();
            // The newest bill stands first.
            var row = String.join(" ", Seen.cells(page.locator(".preview tbody tr")).getFirst());
            assertThat(row)
                    .contains(Shown.money(last.path("current")), Shown.money(last.path("other")));
        }
    }

    @Test
    void demandTellsPeaksAndHowLongAtHowMuch() {
        var range = KnownHouse.range(march(), house.now());
        var demand = house.ask("/demand?meter=grid&duration=100" + range);
        try (var page = open("/demand?period=bill")) {
            var peaks = new ArrayList<String>();
            for (var peak : demand.path("peaks").valueStream().toList()) {
                var start = Instant.ofEpochMilli(peak.path("start").asLong());
                var power = Shown.power(peak.path("power").asDouble());
                var time = Shown.hour(start) + "–" + Shown.clock(start.plusSeconds(900));
                peaks.add(Shown.day(start) + " " + time + " " + power);
            }
            var shown = Seen.texts(page.locator(".peaks li"), "span", "b");
            assertThat(shown.stream().map(peak -> String.join(" ", peak))).isEqualTo(peaks);
            var curve = Seen.column(Seen.bars(page, "duration-curve"), 1);
            var powers = new ArrayList<String>();
            powers.add(Shown.power(demand.path("peak").path("power").asDouble()));
            demand.path("duration")
                    .forEach(point -> powers.add(Shown.power(point.path("power").asDouble())));
            assertThat(curve).isEqualTo(powers).hasSize(101);
            assertThat(page.locator(".duration .words"))
                    .containsText("Half of the time the mean was " + powers.get(50) + " or more");
            assertThat(Seen.bars(page, "month-peaks").getLast().get(1)).isEqualTo(powers.get(0));
            // Seven of fifteen minutes, as a mean of all fifteen.
            var running = Quarter.at(house.now().minusSeconds(420), house.now());
            assertThat(page.locator(".gauge-figure b").first())
                    .hasText(Shown.power(4.0 * running.part(running.bought())));
            assertThat(chromium.complaints).isEmpty();
        }
    }

    @Test
    void carbonTellsGramsHourByHour() {
        var carbon = house.ask("/carbon?site=home", 0, "hour");
        var total = carbon.path("total");
        var buckets = carbon.path("buckets").valueStream().toList();
        try (var page = open("/carbon?period=day")) {
            var sum =
                    Seen.texts(
                            page.locator(".co2-total .co2-figure"),
                            ".digits",
                            "[aria-hidden] small");
            assertThat(String.join(" ", sum.getFirst()))
                    .isEqualTo(Shown.carbon(total.path("co2_g").asDouble()));
            assertThat(page.locator(".co2-total .asides dd"))
                    .hasText(
                            new String[] {
                                Shown.kwh(total.path("energy_import").asDouble(), 1),
                                perKwh(
                                        1_000
                                                * total.path("co2_g").asDouble()
                                                / total.path("energy_import").asDouble()),
                                Shown.carbon(total.path("avoided_g").asDouble())
                            });
            var grams = Seen.bars(page, "co2-bars");
            var intensities = Seen.bars(page, "intensity-bars");
            assertThat(grams).hasSize(23);
            for (int i = 0; i < buckets.size(); i++) {
                var bucket = buckets.get(i);
                assertThat(grams.get(i)).contains(Shown.carbon(bucket.path("co2_g").asDouble()));
                int hour = house.hours(0).get(i).atZone(KnownHouse.ZONE).getHour();
                assertThat(bucket.path("intensity").asDouble()).isEqualTo(150 + 9 * hour);
                assertThat(intensities.get(i)).contains(perKwh(150 + 9 * hour));
            }
            // Nine o'clock in the evening.
            assertThat(page.locator(".co2-now .co2-figure")).hasText("339 g CO₂ a kWh");
            var greenest = Seen.texts(page.locator(".greenest li"), "small", "b");
            assertThat(greenest.getFirst()).containsExactly("00:00–01:00", "150 g/kWh");
            // Two o'clock never was.
            assertThat(Seen.column(greenest, 0)).contains("01:00–03:00", "03:00–04:00");
        }
    }

    private static String perKwh(double grams) {
        return Shown.number(grams, 0) + " g/kWh";
    }

    private static Page open(String path) {
        return Seen.open(chromium, house, Seen.AUCKLAND, path);
    }
}
