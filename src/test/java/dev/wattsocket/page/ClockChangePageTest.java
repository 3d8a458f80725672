package dev.wattsocket.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.wattsocket.page.Chromium.Look;
import dev.wattsocket.page.KnownHouse.Quarter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The evenings of the day of 23 hours and of the one of 25, looked at from the other side of the
/// world: what is shown is the house's day.
class ClockChangePageTest {
    @TempDir private static Path folder;
    private static final Map<Change, KnownHouse> HOUSES = new EnumMap<>(Change.class);
    private static Chromium chromium;

    enum Change {
        SPRING("2026-03-29T19:07:00Z", 23),
        AUTUMN("2025-10-26T20:07:00Z", 25);

        private final Instant evening;
        private final int hours;

        Change(String evening, int hours) {
            this.evening = Instant.parse(evening);
            this.hours = hours;
        }

        private KnownHouse house() {
            return Optional.ofNullable(HOUSES.get(this)).orElseThrow();
        }
    }

    @BeforeAll
    static void start() {
        for (var change : Change.values()) {
            HOUSES.put(change, new KnownHouse(folder.resolve(change.name()), change.evening));
        }
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        HOUSES.values().forEach(KnownHouse::close);
    }

    @ParameterizedTest
    @EnumSource
    void theDayHasItsHoursOnEveryScreen(Change change) {
        var house = change.house();
        var hours = house.hours(0);
        assertThat(hours).hasSize(change.hours);
        var plain = hours.stream().map(at -> Shown.shortDay(at) + ", " + Shown.hours(at)).toList();
        var full = hours.stream().map(at -> Shown.day(at) + ", " + Shown.hours(at)).toList();
        assertThat(plain).doesNotHaveDuplicates();

        try (var page = open(house, "/flow?period=day")) {
            assertThat(page.locator(".period-name")).hasText(Shown.day(house.now()));
            assertThat(names(page, "source-bars")).isEqualTo(plain);
            show(page, "5", "Costs");
            assertThat(names(page, "days-energy")).isEqualTo(plain);
            assertThat(names(page, "days-money")).isEqualTo(plain);
            show(page, "7", "Carbon");
            assertThat(names(page, "co2-bars")).isEqualTo(plain);
            assertThat(names(page, "intensity-bars")).isEqualTo(plain);
            show(page, "3", "Circuits");
            assertThat(names(page, "where-bars")).isEqualTo(full);
            page.locator(".circuit-row[data-id=heating] a").click();
            assertThat(names(page, "energy-bars")).isEqualTo(full);
            assertThat(chromium.complaints).isEmpty();
        }
    }

    /// Today's and tomorrow's.
    @ParameterizedTest
    @EnumSource
    void everyHourHasItsPrice(Change change) {
        var house = change.house();
        var expected =
                Stream.concat(house.hours(0).stream(), house.hours(1).stream())
                        .map(ClockChangePageTest::priced)
                        .toList();
        try (var page = open(house, "/costs")) {
            assertThat(expected).hasSize(change.hours + 24);
            var rows = Seen.bars(page, "price-bars");
            assertThat(rows.stream().map(row -> List.of(row.get(0), known(row))).toList())
                    .isEqualTo(expected);
        }
    }

    private static List<String> priced(Instant start) {
        var weekday = Shown.day(start).substring(0, 3);
        var time = Shown.hours(start).replace(" – ", "–");
        int hour = start.atZone(KnownHouse.ZONE).getHour();
        // (0.20 + 0.1088) and (0.30 + 0.1088) with 21 % of tax.
        var price = hour >= 7 && hour < 23 ? "0.494648" : "0.373648";
        return List.of(weekday + " " + time, Shown.price(price) + "/kWh");
    }

    @ParameterizedTest
    @EnumSource
    void theHistoryTellsEachHourThatIsOverAndTheirSum(Change change) {
        var house = change.house();
        var begun = house.hours(0).stream().filter(at -> at.isBefore(house.now())).toList();
        assertThat(begun).hasSize(change.hours - 2);
        try (var page =
                open(house, "/history?period=day&as=energy&by=hour&table=1&series=grid.power")) {
            var rows = Seen.cells(page.locator(".table-card tbody tr"));
            assertThat(Seen.column(rows, 0))
                    .isEqualTo(
                            begun.stream()
                                    .map(at -> Shown.day(at) + ", " + Shown.hours(at))
                                    .toList());
            assertThat(Seen.column(rows, 1))
                    .isEqualTo(
                            begun.stream()
                                    .map(at ->
                                            house.sum(at, at.plusSeconds(3_600), Quarter::bought))
                                    .map(Shown::energy)
                                    .toList());
            var sums = Seen.cells(page.locator(".table-card tfoot tr")).getFirst();
            var midnight = house.midnight(0);
            assertThat(sums.get(1))
                    .isEqualTo(Shown.energy(house.sum(midnight, house.now(), Quarter::bought)));
            assertThat(sums.get(3))
                    .isEqualTo(Shown.energy(house.sum(midnight, house.now(), Quarter::sold)));
            assertThat(page.locator(".foot")).containsText("times in Europe/Amsterdam");
        }
    }

    /// The car charges from one to four: two hours in spring, four in autumn.
    @ParameterizedTest
    @EnumSource
    void theNightIsAsLongAsItWas(Change change) {
        var house = change.house();
        try (var page = open(house, "/")) {
            assertThat(page.locator(".tile .hours").first())
                    .hasAttribute("viewBox", "0 0 " + change.hours * 4 + " 20");
            var used = house.sum(house.midnight(0), house.now(), Quarter::used);
            var tile = Seen.texts(page.locator(".tile"), ".digits", "[aria-hidden] small");
            assertThat(String.join(" ", tile.getFirst())).isEqualTo(Shown.energy(used));
            // Each sixth hour of the wall clock, whatever the night did to it.
            assertThat(page.locator(".ribbon-hours span"))
                    .hasText(new String[] {"00:00", "06:00", "12:00"});
            page.keyboard().press("3");
            var car = page.locator(".circuit-row[data-id=car] .circuit-energy");
            assertThat(car).hasText(Shown.energy(900.0 * 4 * (change.hours - 21)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void peaksSayWhichOfTwoHoursTheyWereIn(Change change) {
        var house = change.house();
        try (var page = open(house, "/demand?period=day")) {
            var peaks = house.ask("/demand?meter=grid&intervals=false", 0, "").path("peaks");
            var expected =
                    peaks.valueStream()
                            .map(peak -> Instant.ofEpochMilli(peak.path("start").asLong()))
                            .map(at -> Shown.hour(at) + "–" + Shown.clock(at.plusSeconds(900)))
                            .toList();
            var shown = Seen.texts(page.locator(".peaks li"), "small");
            assertThat(Seen.column(shown, 0)).isEqualTo(expected).doesNotHaveDuplicates();
            boolean isTwice = expected.stream().anyMatch(time -> time.contains("CEST"));
            assertThat(isTwice).isEqualTo(change == Change.AUTUMN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDayIsOneDayOfTheWeekAndOfTheBill(Change change) {
        var house = change.house();
        try (var page = open(house, "/history?period=week&by=day&table=1&series=sun.power")) {
            var rows = Seen.cells(page.locator(".table-card tbody tr"));
            assertThat(rows).hasSize(7);
            var sun = house.sum(house.midnight(0), house.now(), Quarter::sun);
            assertThat(rows.getLast())
                    .isEqualTo(List.of(Shown.day(house.midnight(0)), Shown.energy(sun)));
        }
        try (var page = open(house, "/costs?period=day")) {
            var lines = Seen.cells(page.locator(".bill tbody tr"));
            var standing = lines.stream().filter(line -> line.get(0).equals("Connection"));
            assertThat(standing.map(line -> line.get(2))).containsExactly("€0.82");
            assertThat(page.locator(".bill")).containsText("1 day × €0.82/day");
        }
    }

    /// The browser's clock is years off, and the line that tells it so is slow.
    @Test
    void theHousesTimeCountsHoweverLateItIsTold() {
        var house = Change.AUTUMN.house();
        var held = new ConcurrentLinkedQueue<Runnable>();
        try (var page = chromium.open(Look.WIDE, Seen.AUCKLAND)) {
            page.routeWebSocket(
                    url -> url.contains("/ws/"),
                    line -> {
                        var server = line.connectToServer();
                        server.onMessage(frame -> held.add(() -> line.send(frame.text())));
                    });
            page.navigate(house.http("/history?period=day").toString());
            // Shown at last by the browser's own clock, where else nothing would be.
            assertThat(page.locator(".history")).isVisible();
            assertThat(held).isNotEmpty();
            page.waitForCondition(() -> {
                for (var next = held.poll(); next != null; next = held.poll()) {
                    next.run();
                }
                return page.locator("main").innerText().contains("Sun, 26 Oct 2025");
            });
            assertThat(page.locator(".foot")).containsText("100.0 % measured");
        }
    }

    /// The value of a row that has one in each bar, whichever series it belongs to.
    private static String known(List<String> row) {
        return String.join("", row.stream().skip(1).filter(cell -> !cell.equals("–")).toList());
    }

    private static void show(Page page, String key, String title) {
        page.keyboard().press(key);
        assertThat(page.locator("h1")).hasText(title);
        Seen.whole(page);
    }

    private static List<String> names(Page page, String chart) {
        return Seen.column(Seen.bars(page, chart), 0);
    }

    private static Page open(KnownHouse house, String path) {
        return Seen.open(chromium, house, Seen.AUCKLAND, path);
    }
}
