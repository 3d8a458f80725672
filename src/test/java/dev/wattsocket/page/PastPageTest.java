package dev.wattsocket.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.wattsocket.kit.ServerProcess;
import dev.wattsocket.page.Chromium.Look;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The demo's energy: its bars in the history, and the circuits that it went to.
class PastPageTest {
    private static final double PAST_MILLIS = 180_000;

    @TempDir private static Path folder;
    private static ServerProcess demo;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        demo =
                ServerProcess.spawn(
                        "demo", "--port", "0", "--days", "40", "--data", folder.toString());
        chromium = new Chromium();
        // The demo writes its past just now, and the first sums of it are made along with that.
        try (var page = open(Look.WIDE, "/circuits")) {
            var known = new LocatorAssertions.HasTextOptions().setTimeout(PAST_MILLIS);
            assertThat(page.locator(".circuit-row .circuit-energy").first())
                    .hasText(Pattern.compile("[0-9].*Wh"), known);
        }
    }

    @AfterAll
    static void stop() {
        chromium.close();
        demo.close();
    }

    static List<Look> looks() {
        return List.of(Look.WIDE, Look.PHONE_DARK);
    }

    @ParameterizedTest
    @MethodSource("looks")
    void barsAndCircuitsAreOpenToEverybody(Look look) {
        for (String path :
                List.of(
                        "/history?period=week&vs=previous&table=1",
                        "/circuits",
                        "/circuits?as=tree",
                        "/circuits?meter=fridge")) {
            try (var page = open(look, path)) {
                assertThat(page.locator("main .card").first()).isVisible();
                assertThat(page.locator("main .waiting")).hasCount(0);
                var faults =
                        new AxeBuilder(page)
                                .analyze().getViolations().stream()
                                        .map(fault ->
                                                path
                                                        + " "
                                                        + fault.getId()
                                                        + " "
                                                        + fault.getNodes().getFirst().getHtml())
                                        .toList();
                assertThat(faults).isEmpty();
                var wider = page.evaluate("document.documentElement.scrollWidth - innerWidth");
                assertThat((int) wider).as(look + " " + path).isLessThanOrEqualTo(0);
                assertThat(chromium.complaints).isEmpty();
            }
        }
    }

    @Test
    void beyondTwoDaysTheHistoryShowsEnergyAndSaysSo() {
        try (var page = open(Look.WIDE, "/history")) {
            assertThat(page.locator(".kinds-note")).hasText("Up to 2 days: power");
            button(page, "Week").click();
            page.waitForURL(Pattern.compile("period=week").asPredicate());
            assertThat(page.locator(".kinds-note")).hasText("More than 2 days: energy");
            assertThat(page.locator(".foot")).containsText("Energy per hour");
            assertThat(page.locator(".line-chip").first()).containsText("Wh");
            page.locator(".chart").focus();
            page.keyboard().press("Home");
            assertThat(page.locator(".readout-time")).containsText("00:00");
            page.keyboard().press("Escape");
            assertThat(page.locator(".kinds-note")).hasText("Up to 2 days: power");
        }
    }

    @Test
    void aDayIsHeldAgainstAnotherInWordsAndNumbers() {
        try (var page = open(Look.WIDE, "/history?period=day&as=energy")) {
            page.locator(".against select").selectOption("previous");
            page.waitForURL(Pattern.compile("vs=previous").asPredicate());
            assertThat(page.locator(".against-words"))
                    .hasText(Pattern.compile("Home .*Wh.*|Nothing was measured then.*"));
            button(page, "Table").click();
            assertThat(page.locator(".table-card tfoot th")).hasText("All of it");
            var download = page.waitForDownload(() -> button(page, "PNG").click());
            assertThat(download.suggestedFilename()).startsWith("demo-home-").endsWith(".png");
            assertThat(chromium.complaints).isEmpty();
        }
    }

    @Test
    void theOverviewsWindowMovesTheChart() {
        try (var page = open(Look.WIDE, "/history?span=3600000")) {
            page.locator(".strip-window").focus();
            page.keyboard().press("ArrowLeft");
            page.waitForURL(Pattern.compile("from=\\d+&to=\\d+").asPredicate());
            page.goBack();
            page.waitForURL(Pattern.compile("span=3600000").asPredicate());
        }
    }

    @Test
    void circuitsAreRankedLiveAndOpenTheirOwnPage() {
        try (var page = open(Look.WIDE, "/circuits")) {
            var rows = page.locator(".circuit-row:not(.rest)");
            assertThat(rows.first().locator(".live-watts")).hasText(Pattern.compile("[0-9].*W"));
            assertThat(rows.first().locator(".circuit-energy"))
                    .hasText(Pattern.compile("[0-9].*Wh"));
            assertThat(page.locator(".circuit-row.rest")).hasCount(1);
            page.getByLabel("Filter by name").fill("fridge");
            assertThat(rows).hasCount(1);
            assertThat(chromium.complaints).isEmpty();
            rows.first().locator("a").click();
            page.waitForURL(Pattern.compile("meter=fridge").asPredicate());
            assertThat(page.locator("h1")).hasText("Fridge");
            assertThat(page.locator(".circuit-figure")).containsText("W");
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByText(name, new Page.GetByTextOptions().setExact(true));
    }

    private static Page open(Look look, String path) {
        var page = chromium.open(look);
        page.navigate(demo.http(path).toString());
        return page;
    }
}
