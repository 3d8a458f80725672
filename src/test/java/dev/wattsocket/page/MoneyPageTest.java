package dev.wattsocket.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.page.Chromium.Look;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a house pays and burns: its tariff, its bills, its carbon.
class MoneyPageTest {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int HOURS = 40 * 24;

    private static final String TARIFF =
            """
            {"name":"Old","versions":[{"from":"2024-01-01",
              "energy":{"kind":"bands","bands":[{"id":"night","name":"Night","price":"0.20"},
                {"id":"day","name":"Day","price":"0.30"}],
                "calendar":[{"from":"07:00","to":"23:00","band":"day"}],"otherwise":"night"},
              "charges":[{"name":"Energy tax","per_kwh":"0.1088"}],
              "standing":[{"name":"Connection","per_day":"0.82"}],
              "taxes":[{"name":"VAT","percent":"21","on":["energy","charge","standing"]}]}]}
            """;

    @TempDir private Path folder;
    private TestNode node;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    static List<Look> looks() {
        return List.of(Look.WIDE, Look.WIDE_DARK, Look.PHONE, Look.PHONE_DARK);
    }

    /// A house that took a kilowatt-hour in each of the last nine hundred and sixty hours.
    @BeforeEach
    void house() {
        node = TestNode.start(folder);
        long now = Clock.systemUTC().millis() / HOUR_MILLIS * HOUR_MILLIS;
        var readings = new StringBuilder("[");
        for (int i = 0; i <= HOURS; i++) {
            readings.append(i == 0 ? "" : ",")
                    .append("{\"meter\":\"grid\",\"time\":")
                    .append(now - (HOURS - i) * HOUR_MILLIS)
                    .append(",\"energy_import\":")
                    .append(i * 1_000)
                    .append('}');
        }
        node.post("/api/v1/readings", "application/json", readings.append(']').toString());
        node.put("/api/v1/meters/grid", "{\"role\":\"grid\",\"name\":\"Grid\"}");
    }

    @AfterEach
    void close() {
        node.close();
    }

    private void priced() {
        assertThat(node.put("/api/v1/tariffs/old", TARIFF).statusCode()).isEqualTo(200);
        node.put("/api/v1/sites/home", "{\"tariff\":\"old\",\"carbon\":385}");
    }

    @Test
    void aTariffIsWrittenDownWithKeysAlone() {
        try (var page = open(Look.WIDE, "/costs")) {
            press(page.getByText("Write down my tariff"));
            press(page.locator(".presets button").nth(1));
            type(page, "name", "Mine");
            type(page, "versions[0].energy.bands[0].price", "0,20");
            press(page.getByText("See what it changes"));
            assertThat(field(page, "versions[0].energy.bands[1].price")).isFocused();
            assertThat(page.locator("small.fault")).containsText("nothing is assumed");
            type(page, "versions[0].energy.bands[1].price", "0,30");
            // From Monday 07:00 to Tuesday 08:00, the whole of it in the band that begins with N.
            page.locator(".week-place").focus();
            page.keyboard().press("Shift+ArrowRight");
            page.keyboard().press("Shift+ArrowDown");
            page.keyboard().press("n");
            assertThat(page.locator(".said")).containsText("09:00–23:00 Day");
            press(page.getByText("See what it changes"));
            assertThat(page.locator(".verdict")).containsText("your last year comes to");
            press(page.getByText("Save", new Page.GetByTextOptions().setExact(true)));
            assertThat(page.locator("#this-bill")).isVisible();
            assertThat(page.locator(".bill tfoot")).containsText("add up to exactly this");
            assertThat(node.get("/api/v1/sites").body()).contains("\"tariff\":\"mine\"");
            assertThat(node.get("/api/v1/tariffs/mine").body())
                    .contains("\"price\":\"0.2\"", "\"to\":\"23:00\"");
            assertThat(chromium.complaints).isEmpty();
        }
    }

    @Test
    void linesAddUpToTheirTotal() {
        priced();
        try (var page = open(Look.WIDE, "/costs?period=month")) {
            assertThat(page.locator(".bill tbody tr").first()).isVisible();
            var sum =
                    page.locator(".bill tbody td:last-child").allInnerTexts().stream()
                            .map(MoneyPageTest::amount)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            var total = page.locator(".bill tfoot td").last().innerText();
            assertThat(sum).isEqualByComparingTo(amount(total)).isPositive();
        }
    }

    @Test
    void newPricesSayWhatTheyChangeAndAreTakenBack() {
        priced();
        String before = node.get("/api/v1/tariffs/old").body();
        try (var page = open(Look.WIDE, "/costs?tariff=old")) {
            type(page, "versions[0].energy.bands[1].price", "0.40");
            page.getByText("See what it changes").click();
            assertThat(page.locator(".verdict"))
                    .hasText(Pattern.compile("This changes .*bills? .*: in total .*€.* more\\."));
            assertThat(node.get("/api/v1/tariffs/old").body()).isEqualTo(before);
            page.getByText("Save", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator(".toast")).containsText("Old is saved.");
            assertThat(node.get("/api/v1/tariffs/old").body()).contains("\"0.4\"");
            page.locator(".toast").getByText("Undo").click();
            assertThat(page.locator(".toast")).containsText("Undone.");
            assertThat(node.get("/api/v1/tariffs/old").body()).isEqualTo(before);
        }
    }

    @Test
    void theServersRefusalIsShownAtItsField() {
        priced();
        try (var page = open(Look.WIDE, "/costs?tariff=old")) {
            type(page, "versions[0].charges[0].per_kwh", "99999999");
            page.getByText("See what it changes").click();
            assertThat(page.locator("small.fault")).containsText("lies below 1,000,000");
            assertThat(field(page, "versions[0].charges[0].per_kwh")).isFocused();
        }
    }

    @Test
    void ownHistoryIsPricedAgain() {
        priced();
        var other = TARIFF.replace("\"Old\"", "\"Dear\"").replace("0.30", "0.50");
        node.put("/api/v1/tariffs/dear", other);
        try (var page = open(Look.WIDE, "/costs")) {
            page.locator(".what-if").getByText("Dear").click();
            assertThat(page.locator(".what-if .big-figure")).containsText("more");
            page.getByText("Use Dear").click();
            assertThat(page.locator(".tariff-list li").first()).containsText("holds here");
            assertThat(node.get("/api/v1/sites").body()).contains("\"tariff\":\"dear\"");
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everyScreenIsOpenToEverybody(Look look) {
        priced();
        for (String path : List.of("/costs", "/costs?tariff=old", "/costs?tariff=new", "/carbon")) {
            try (var page = open(look, path)) {
                assertThat(page.locator("main .card").first()).isVisible();
                assertThat(page.locator("main .waiting")).hasCount(0);
                var faults =
                        new AxeBuilder(page)
                                .analyze().getViolations().stream()
                                        .map(fault -> path + " " + fault.getId())
                                        .toList();
                assertThat(faults).isEmpty();
                assertThat(overflow(page)).as(look + " " + path).isLessThanOrEqualTo(0);
                assertThat(chromium.complaints).isEmpty();
            }
        }
    }

    @Test
    void whoHasNoFactorIsToldWhatToDo() {
        try (var page = open(Look.WIDE, "/carbon")) {
            assertThat(page.locator("main .empty")).containsText("not known here");
            assertThat(page.locator("main .empty .button")).hasText("Open the settings");
        }
    }

    private Page open(Look look, String path) {
        var page = chromium.open(look);
        page.navigate(node.http(path).toString());
        return page;
    }

    private static Locator field(Page page, String path) {
        return page.locator("[data-path='" + path + "']");
    }

    private static void type(Page page, String path, String text) {
        field(page, path).focus();
        page.keyboard().press("Control+a");
        page.keyboard().type(text);
    }

    private static void press(Locator button) {
        button.focus();
        button.page().keyboard().press("Enter");
    }

    /// The digits of an amount such as −€1,234.50.
    private static BigDecimal amount(String text) {
        var digits = text.replaceAll("[^0-9.]", "");
        var amount = new BigDecimal(digits);
        return text.contains("-") || text.contains("−") ? amount.negate() : amount;
    }

    /// How much wider the page is than its window.
    private static int overflow(Page page) {
        return (int) page.evaluate("document.documentElement.scrollWidth - innerWidth");
    }
}
