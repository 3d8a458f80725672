package dev.wattsocket.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.wattsocket.kit.ServerProcess;
import dev.wattsocket.page.Chromium.Look;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The demo as a stranger sees it.
class DemoPageTest {
    private static final double PAST_MILLIS = 180_000;
    private static final String FIGURE = ".hero-figure .digits";

    @TempDir private static Path folder;
    private static ServerProcess demo;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        demo =
                ServerProcess.spawn(
                        "demo", "--port", "0", "--days", "40", "--data", folder.toString());
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        demo.close();
    }

    private static List<Look> looks() {
        return List.of(Look.WIDE, Look.PHONE_DARK);
    }

    @Test
    void goesLiveAndItsValuesMove() {
        try (var page = open(Look.WIDE, "/")) {
            assertThat(page.locator(".chip.live")).hasText("Live");
            assertThat(page.locator(FIGURE)).hasText(Pattern.compile("[0-9.,]+"));
            assertThat(page.locator(".tile")).hasCount(4);
            assertThat(page.locator(".circuits li").first()).isVisible();
            String before = page.locator(".now").innerText();
            page.waitForFunction(
                    "before => document.querySelector('.now').innerText !== before", before);
            assertThat(chromium.complaints).isEmpty();
        }
    }

    @Test
    void whatGoesInComesOut() {
        try (var page = open(Look.WIDE, "/")) {
            assertThat(page.locator(".side-total").first()).hasText(Pattern.compile("[0-9].*W"));
            var totals = page.locator(".side-total").allInnerTexts();
            assertThat(totals).hasSize(2);
            assertThat(totals.get(0)).isEqualTo(totals.get(1));
        }
    }

    @Test
    void theMeasuredHouseholdIsAliveToo() {
        try (var page = open(Look.WIDE, "/?site=measured")) {
            assertThat(page.locator(FIGURE)).hasText(Pattern.compile("[0-9.,]+"));
            assertThat(page.locator(".hero h1")).hasText("Home, the last minute");
            assertThat(page.locator(".circuit-name").first()).isVisible();
            assertThat(page.locator(".hero-figure.stale")).hasCount(0);
        }
    }

    /// Loaded once, and looked at in each width and in each colour.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/history",
                "/circuits",
                "/flow",
                "/costs",
                "/demand",
                "/carbon",
                "/meters",
                "/settings"
            })
    void everyScreenIsOpenToEverybody(String path) {
        try (var page = open(Look.WIDE, path)) {
            assertThat(page.locator("main").locator(".card, .skeleton").first()).isVisible();
            // The demo writes its past just now, and some figures are made along with that.
            assertThat(page.locator("main .waiting"))
                    .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PAST_MILLIS));
            assertThat(page.locator("main .card").first()).isVisible();
            for (var look : looks()) {
                page.setViewportSize(look.width(), look.height());
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme()));
                assertThat(faults(page)).as(look + " " + path).isEmpty();
                assertThat(overflow(page)).as(look + " " + path).isLessThanOrEqualTo(0);
            }
            assertThat(chromium.complaints).isEmpty();
        }
    }

    /// What keeps somebody out.
    private static List<String> faults(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(fault ->
                                List.of("serious", "critical")
                                        .contains(String.valueOf(fault.getImpact())))
                        .map(fault -> fault.getId() + " " + fault.getNodes().getFirst().getHtml())
                        .toList();
    }

    @Test
    void theHistoryZoomsAndTheAddressKnows() {
        try (var page = open(Look.WIDE, "/history")) {
            var chart = page.locator(".chart .u-over");
            assertThat(page.locator(".foot")).containsText("measured");
            chart.hover();
            page.mouse().wheel(0, -400);
            page.waitForURL(Pattern.compile("span=").asPredicate());
            page.getByText("6 h", new Page.GetByTextOptions().setExact(true)).click();
            page.waitForURL(Pattern.compile("span=21600000").asPredicate());
            page.getByLabel("Earlier").click();
            page.waitForURL(Pattern.compile("from=\\d+&to=\\d+").asPredicate());
            page.goBack();
            page.waitForURL(Pattern.compile("span=21600000").asPredicate());
        }
    }

    @Test
    void theHistoryIsATableAndAFileToo() {
        try (var page = open(Look.WIDE, "/history?span=3600000&series=grid.power")) {
            assertThat(page.locator(".foot")).containsText("measured");
            page.getByText("Table", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator(".table-card tbody tr").first()).containsText("W");
            var download = page.waitForDownload(() -> page.getByText("CSV").click());
            assertThat(download.suggestedFilename()).startsWith("demo-home-").endsWith(".csv");
            assertThat(download.path()).content().contains("grid,power,W,");
            assertThat(lines(download.path())).isGreaterThan(20);
        }
    }

    @Test
    void keysLeadEverywhere() {
        try (var page = open(Look.WIDE, "/")) {
            assertThat(page.locator(".hero")).isVisible();
            page.keyboard().press("2");
            assertThat(page.locator(".history h1")).hasText("History");
            page.locator(".chart").focus();
            page.keyboard().press("+");
            page.waitForURL(Pattern.compile("span=43200000").asPredicate());
            page.keyboard().press("1");
            assertThat(page.locator(".hero")).isVisible();
            page.keyboard().press("?");
            assertThat(page.locator("#keys")).isVisible();
        }
    }

    @Test
    void theMetersShowWhatTheyJustSent() {
        try (var page = open(Look.WIDE, "/meters")) {
            page.getByLabel("Details of Grid").click();
            assertThat(page.locator(".messages code").first()).containsText("{\"meter\":\"grid\"");
        }
    }

    private static Page open(Look look, String path) {
        var page = chromium.open(look);
        page.navigate(demo.http(path).toString());
        return page;
    }

    /// How much wider the page is than its window.
    private static int overflow(Page page) {
        return (int) page.evaluate("document.documentElement.scrollWidth - innerWidth");
    }

    private static int lines(Path file) {
        try (var lines = Files.lines(file)) {
            return (int) lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
