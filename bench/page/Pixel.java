import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// How long it takes from a reading that is sent to the pixel that shows it: a Chromium without a
/// window has the page open, one meter sends a value that the page has not shown yet, and the page
/// says when the frame with that value has been drawn. Both clocks are this machine's.
///
///     java Pixel.java PORT READINGS
static final HttpClient HTTP = HttpClient.newHttpClient();
static final Pattern DEVTOOLS = Pattern.compile("ws://127\\.0\\.0\\.1:[0-9]+/\\S+");
static final Pattern SESSION = Pattern.compile("\"sessionId\":\"([^\"]+)\"");
static final Pattern TARGET = Pattern.compile("\"targetId\":\"([^\"]+)\"");
static final Pattern USED = Pattern.compile("\"usedSize\":([0-9.]+)");
static final Pattern DRAWN = Pattern.compile("\"payload\":\"([0-9.]+) ([0-9.]+)\"");

/// Calls `drawn` after the frame that shows a new figure: a task that begins behind a frame's
/// callbacks runs when the frame was handed on.
static final String WATCH =
        """
        (() => {
          const behind = new MessageChannel();
          let shown = '';
          behind.port1.onmessage = ({data}) =>
              drawn(data + ' ' + (performance.timeOrigin + performance.now()));
          new MutationObserver(() => {
            const text = document.querySelector('.hero-figure .digits')?.textContent ?? '';
            if (text === '' || text === shown) return;
            shown = text;
            requestAnimationFrame(() => behind.port2.postMessage(text));
          }).observe(document.body, {subtree: true, childList: true, characterData: true});
        })()
        """;

/// Messages as a whole, in order.
static final class Wire implements WebSocket.Listener {
    private final BlockingQueue<String> messages = new ArrayBlockingQueue<>(10_000);
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            messages.add(part.toString());
            part.setLength(0);
        }
        socket.request(1);
        return null;
    }

    /// The next message that has this in it.
    String await(Pattern wanted) throws InterruptedException {
        while (true) {
            var message = messages.poll(20, TimeUnit.SECONDS);
            if (message == null) {
                throw new IllegalStateException("the browser did not say " + wanted);
            }
            var found = wanted.matcher(message);
            if (found.find()) {
                return message;
            }
        }
    }
}

static String group(Pattern pattern, String text, int group) {
    var found = pattern.matcher(text);
    if (!found.find()) {
        throw new IllegalStateException(text);
    }
    return found.group(group);
}

static Process browser(Path profile) throws IOException {
    for (var name : new String[] {"chromium", "chromium-browser", "google-chrome"}) {
        for (var folder : System.getenv("PATH").split(":")) {
            var program = Path.of(folder, name);
            if (Files.isExecutable(program)) {
                return new ProcessBuilder(
                                program.toString(),
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--no-first-run",
                                "--window-size=1440,900",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                "about:blank")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            }
        }
    }
    throw new IllegalStateException("Chromium is missing. On Debian: apt-get install chromium");
}

static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
}

void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    int readings = Integer.parseInt(arguments[1]);
    var profile = Files.createTempDirectory("pixel");
    var browser = browser(profile);
    try {
        measure(browser, port, readings);
    } finally {
        browser.destroy();
        browser.waitFor();
        try (var files = Files.walk(profile)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
    }
}

static void measure(Process browser, int port, int readings) throws Exception {
    var device = send(port);
    reading(device, 900);
    var said = browser.errorReader();
    String line = said.readLine();
    while (line != null && !DEVTOOLS.matcher(line).find()) {
        line = said.readLine();
    }
    Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
    var wire = new Wire();
    var tools =
            HTTP.newWebSocketBuilder()
                    .buildAsync(URI.create(group(DEVTOOLS, String.valueOf(line), 0)), wire)
                    .join();
    String page = "http://127.0.0.1:" + port + "/";
    tell(tools, "{\"id\":1,\"method\":\"Target.createTarget\",\"params\":{\"url\":\"" + page + "\"}}");
    String target = group(TARGET, wire.await(Pattern.compile("\"id\":1,")), 1);
    tell(
            tools,
            "{\"id\":2,\"method\":\"Target.attachToTarget\",\"params\":{\"flatten\":true,\"targetId\":\""
                    + target
                    + "\"}}");
    String in = ",\"sessionId\":\"" + group(SESSION, wire.await(Pattern.compile("\"id\":2,")), 1) + "\"}";
    tell(tools, "{\"id\":3,\"method\":\"Runtime.enable\"" + in);
    tell(tools, "{\"id\":4,\"method\":\"Runtime.addBinding\",\"params\":{\"name\":\"drawn\"}" + in);
    wire.await(Pattern.compile("\"id\":4,"));
    boolean isShown = false;
    while (!isShown) {
        String ask =
                "{\"id\":5,\"method\":\"Runtime.evaluate\",\"params\":{\"expression\":"
                        + "\"'shown ' + !!document.querySelector('.hero-figure .digits')\"}";
        tell(tools, ask + in);
        isShown = wire.await(Pattern.compile("\"id\":5,")).contains("shown true");
        Thread.sleep(50);
    }
    tell(tools, "{\"id\":6,\"method\":\"Runtime.evaluate\",\"params\":{\"expression\":" + quoted(WATCH) + "}" + in);
    wire.await(Pattern.compile("\"id\":6,"));
    double heapBegin = 0;
    var took = new double[readings];
    for (int i = -5; i < readings; i++) {
        // Each is a figure of its own, as the page rounds them, at any point of a frame's time.
        int watts = 1_010 + 10 * ((i + 5) % 890);
        Thread.sleep(200 + (i + 5) * 7L % 17);
        double sent = now();
        reading(device, watts);
        String shown = String.format(Locale.ROOT, "%.2f ", watts / 1000.0);
        String drawn = wire.await(Pattern.compile(Pattern.quote("\"payload\":\"" + shown)));
        if (i == 0) {
            heapBegin = heapMegabytes(tools, wire, in);
        }
        if (i >= 0) {
            took[i] = Double.parseDouble(group(DRAWN, drawn, 2)) - sent;
        }
    }
    Arrays.sort(took);
    System.out.printf(
            Locale.ROOT,
            "readings=%d heap_begin_mb=%.1f heap_end_mb=%.1f p50_ms=%.1f p95_ms=%.1f max_ms=%.1f%n",
            readings,
            heapBegin,
            heapMegabytes(tools, wire, in),
            took[readings / 2],
            took[readings * 95 / 100],
            took[readings - 1]);
}

/// What the page's heap holds once its garbage is collected.
static double heapMegabytes(WebSocket tools, Wire wire, String in) throws InterruptedException {
    tell(tools, "{\"id\":7,\"method\":\"HeapProfiler.collectGarbage\"" + in);
    wire.await(Pattern.compile("\"id\":7,"));
    tell(tools, "{\"id\":8,\"method\":\"Runtime.getHeapUsage\"" + in);
    String usage = wire.await(Pattern.compile("\"id\":8,"));
    return Double.parseDouble(group(USED, usage, 1)) / 1e6;
}

static double now() {
    var instant = java.time.Instant.now();
    return instant.getEpochSecond() * 1e3 + instant.getNano() / 1e6;
}

static WebSocket send(int port) {
    return HTTP.newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws/energy/"), new WebSocket.Listener() {})
            .join();
}

static void reading(WebSocket device, int watts) {
    tell(device, "{\"type\":\"readings\",\"readings\":[{\"meter\":\"kettle\",\"power\":" + watts + "}]}");
}

static void tell(WebSocket socket, String text) {
    socket.sendText(text, true).join();
}
