package dev.wattsocket.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/// The system's Chromium, without a window.
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome");

    private static final double PATIENCE_MILLIS = 30_000;

    private final Playwright playwright = Playwright.create();
    private final Browser browser =
            playwright
                    .chromium()
                    .launch(
                            new LaunchOptions()
                                    .setExecutablePath(executable())
                                    // Containers have no user namespaces for its sandbox.
                                    .setArgs(List.of("--no-sandbox")));

    /// What a page complained about.
    final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    /// A screen of its own: width, height and colours.
    record Look(String name, int width, int height, ColorScheme scheme) {
        static final Look WIDE = new Look("wide, light", 1440, 900, ColorScheme.LIGHT);
        static final Look WIDE_DARK = new Look("wide, dark", 1440, 900, ColorScheme.DARK);
        static final Look PHONE = new Look("phone, light", 390, 844, ColorScheme.LIGHT);
        static final Look PHONE_DARK = new Look("phone, dark", 390, 844, ColorScheme.DARK);

        @Override
        public String toString() {
            return name;
        }
    }

    /// A page with storage of its own, in New York; close its context with it.
    Page open(Look look) {
        return open(look, "America/New_York");
    }

    /// The same in another zone.
    Page open(Look look, String zone) {
        complaints.clear();
        var options =
                new Browser.NewContextOptions()
                        .setViewportSize(look.width(), look.height())
                        .setColorScheme(look.scheme())
                        .setLocale("en-GB")
                        .setTimezoneId(zone);
        var page = browser.newContext(options).newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Path executable() {
        var folders = System.getenv("PATH").split(File.pathSeparator, -1);
        return Stream.of(folders)
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "Chromium is missing; ./wattsocket test says how to get it."));
    }
}
