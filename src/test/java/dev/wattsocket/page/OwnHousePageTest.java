package dev.wattsocket.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.wattsocket.kit.Redis;
import dev.wattsocket.kit.ServerProcess;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.page.Chromium.Look;
import dev.wattsocket.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page of a house of one's own: empty, first reading, silence, restart, a token.
class OwnHousePageTest {
    private static final String JSON = "application/json";
    private static final String FIGURE = ".hero-figure .digits";

    @TempDir private Path folder;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @Test
    void anEmptyHouseSaysHowToBeginAndShowsTheFirstReadingAtOnce() {
        try (var node = TestNode.start(folder);
                var page = open(node.http("/").toString())) {
            assertThat(page.locator("h1")).hasText("Waiting for the first reading");
            assertThat(page.locator(".sending code").first()).containsText("/api/v1/readings");
            node.post("/api/v1/readings", JSON, "{\"meter\":\"kettle\",\"power\":1240.5}");
            assertThat(page.locator(FIGURE)).hasText("1.24");
            node.post("/api/v1/readings", JSON, "{\"meter\":\"kettle\",\"power\":2000}");
            assertThat(page.locator(FIGURE)).hasText("2.00");
            assertThat(chromium.complaints).isEmpty();
        }
    }

    /// The example of the README: twenty lines in a file, and nothing but a WebSocket.
    @Test
    void aStrangersPageWorksToo() throws IOException {
        var options =
                new ServerOptions("127.0.0.1", 0, Set.of(), true, false, false, false, "test");
        try (var page = chromium.open(Look.WIDE)) {
            try (var node = TestNode.start(folder, options)) {
                var example = Files.readString(Path.of("examples/live.html"));
                var own = example.replace("localhost:8000", "127.0.0.1:" + node.port());
                var file = Files.writeString(folder.resolve("live.html"), own);
                page.navigate(file.toUri().toString());
                assertThat(page.locator("h1")).hasText("Live");
                node.post("/api/v1/readings", JSON, "{\"meter\":\"kettle\",\"power\":1240.5}");
                assertThat(page.locator("#meters")).containsText(Pattern.compile("kettle +1241 W"));
            }
            assertThat(page.locator("h1")).hasText("Disconnected");
            assertThat(chromium.complaints).isEmpty();
        }
    }

    @Test
    void aSilentMeterIsNotShownAsLive() {
        try (var node = TestNode.start(folder);
                var page = open(node.http("/").toString())) {
            node.post("/api/v1/readings", JSON, "{\"meter\":\"kettle\",\"power\":500}");
            assertThat(page.locator(FIGURE)).hasText("500");
            assertThat(page.locator(".hero-figure.stale")).isVisible();
            assertThat(page.locator(".hero-note")).containsText("old");
        }
    }

    @Test
    void whatWasRefusedIsShownWithItsReason() {
        try (var node = TestNode.start(folder);
                var page = open(node.http("/meters").toString())) {
            node.post("/api/v1/readings", JSON, "{\"meter\":\"kettle\",\"power\":500}");
            node.post("/api/v1/readings", JSON, "{\"meter\":\"kettle\",\"voltage_l1\":99999999}");
            page.getByLabel("Details of kettle").click();
            assertThat(page.locator(".messages .warn-ink")).containsText("Refused");
        }
    }

    @Test
    void thePageComesBackByItselfAfterARestart() {
        int port;
        try (var server = ServerProcess.serve(folder)) {
            port = server.port();
            try (var page = open(server.http("/").toString())) {
                send(page, 700);
                assertThat(page.locator(FIGURE)).hasText("700");
                server.kill();
                assertThat(page.locator(".chip.live"))
                        .hasText(Pattern.compile("Reconnecting.*|Offline.*"));
                assertThat(page.locator(FIGURE)).hasText("700");
                try (var again =
                        ServerProcess.spawn(
                                "serve", "--port", port + "", "--data", folder.toString())) {
                    assertThat(again.port()).isEqualTo(port);
                    assertThat(page.locator(".chip.live")).hasText("Live");
                    send(page, 900);
                    assertThat(page.locator(FIGURE)).hasText("900");
                }
            }
        }
    }

    @Test
    void whoIsPartlyLiveIsToldAndTheNodesSayWhy() {
        try (var redis = Redis.start();
                var node = TestNode.withRedis(folder, redis.url());
                var page = open(node.http("/settings").toString())) {
            var shown = page.locator(".nodes .node");
            assertThat(page.locator(".chip.live")).hasText("Live");
            assertThat(shown).hasCount(1);
            assertThat(shown).hasClass("node node-well");
            assertThat(shown.locator("b")).hasText("127.0.0.1:" + node.port());
            assertThat(shown)
                    .containsText(Pattern.compile("is well.*connection.* ms to the others"));
            redis.kill();
            assertThat(page.locator(".chip.live")).hasText("Partly live");
            page.locator(".chip.live").click();
            assertThat(page.locator(".explainer")).containsText("nothing is lost");
            node.post("/api/v1/readings", JSON, "{\"meter\":\"kettle\",\"power\":500}");
            assertThat(shown).containsText("Other nodes can't be reached.");
            assertThat(shown).hasClass("node node-trouble");
            assertThat(shown).containsText("1 values stored");
            redis.begin();
            assertThat(page.locator(".chip.live")).hasText("Live");
            assertThat(page.locator(".explainer p").first()).containsText("one WebSocket");
            assertThat(shown).hasClass("node node-well");
            assertThat(chromium.complaints).isEmpty();
        }
    }

    @Test
    void aHouseWithATokenAsksForItAndThenShowsEverything() {
        var options = new ServerOptions("0.0.0.0", 0, Set.of(), false, false, false, false, "test");
        try (var node = TestNode.start(folder, options);
                var page = open(node.http("/").toString())) {
            assertThat(page.locator("#sign-in")).isVisible();
            page.locator("input[type=password]").fill("not the token");
            page.keyboard().press("Enter");
            assertThat(page.locator("#sign-in")).isVisible();
            page.locator("input[type=password]").fill(node.node().adminSecret().orElseThrow());
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).hasText("Waiting for the first reading");
            assertThat(page.locator("#sign-in")).hasCount(0);
            assertThat(page.locator(".chip.live")).hasText("Live");
        }
    }

    /// Sends a reading over a WebSocket of the page's own origin.
    private static void send(Page page, int watts) {
        page.evaluate(
                """
                watts => new Promise(done => {
                  const socket = new WebSocket(location.origin.replace('http', 'ws') + '/ws/energy/');
                  socket.onopen = () => socket.send(JSON.stringify(
                      {type: 'readings', id: 1, readings: [{meter: 'kettle', power: watts}]}));
                  socket.onmessage = event => JSON.parse(event.data).type === 'ack' && (socket.close(), done());
                })
                """,
                watts);
    }

    private static Page open(String url) {
        var page = chromium.open(Look.WIDE);
        page.navigate(url);
        return page;
    }
}
