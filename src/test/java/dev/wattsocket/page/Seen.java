package dev.wattsocket.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.wattsocket.page.Chromium.Look;
import java.util.List;

/// What a reader sees of a house, far away from it.
final class Seen {
    /// Where it is tomorrow already when the house has its evening.
    static final String AUCKLAND = "Pacific/Auckland";

    /// The text of each cell; of the first one its name alone, without marks and notes.
    private static final String CELLS =
            """
            rows => rows.map(row => [...row.cells].map((cell, i) => {
              const copy = cell.cloneNode(true);
              const dropped = i === 0 ? 'small, i, [aria-hidden]' : 'i';
              copy.querySelectorAll(dropped).forEach(part => part.remove());
              return copy.textContent.replace(/\\s+/g, ' ').trim();
            }))
            """;

    private static final String TEXTS =
            """
            (places, parts) => places.map(place => parts.map(part =>
                [...place.querySelectorAll(part)].map(each => each.textContent).join('')
                    .replace(/\\s+/g, ' ').trim()))
            """;

    private Seen() {}

    /// A screen that has all that it shows.
    static Page open(Chromium chromium, KnownHouse house, String zone, String path) {
        var page = chromium.open(Look.WIDE, zone);
        page.navigate(house.http(path).toString());
        whole(page);
        return page;
    }

    /// Waits until nothing on the screen is on its way.
    static void whole(Page page) {
        assertThat(page.locator("main .card").first()).isVisible();
        assertThat(page.locator("main .waiting")).hasCount(0);
        assertThat(page.locator("main .renewing")).hasCount(0);
    }

    /// The cells of rows.
    @SuppressWarnings("unchecked")
    static List<List<String>> cells(Locator rows) {
        assertThat(rows.first()).isVisible();
        return (List<List<String>>) rows.evaluateAll(CELLS);
    }

    /// The texts of these parts of each place.
    @SuppressWarnings("unchecked")
    static List<List<String>> texts(Locator places, String... parts) {
        assertThat(places.first()).isVisible();
        return (List<List<String>>) places.evaluateAll(TEXTS, List.of(parts));
    }

    /// The table twin of a chart: the name of each bar and its values.
    static List<List<String>> bars(Page page, String id) {
        var chart = page.locator(".bars:has(#" + id + "-at)");
        chart.locator("button").getByText("Table").click();
        return cells(chart.locator("tbody tr"));
    }

    /// One column of a table.
    static List<String> column(List<List<String>> rows, int at) {
        return rows.stream().map(row -> row.get(at)).toList();
    }
}
