import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/// What viewers lack after Redis was restarted under them: one meter sends ten readings a second for
/// twelve seconds, each with its number as value; after four of them Redis is killed and started
/// again. A sender whose connection ends connects anew and sends on; a viewer whose connection ends
/// connects anew too, and says where it was if it was told.
///
///     java Restart.java wattsocket|plain WATCH_PORT PUBLISH_PORT COMMAND
static final int VIEWERS = 50;
static final int SECONDS = 12;
static final int RATE = 10;
static final HttpClient HTTP = HttpClient.newHttpClient();
static final Pattern VALUE = Pattern.compile(
                "\"meter\":\\s*\"m\",\\s*\"time\":\\s*[0-9]+,\\s*\"power\":\\s*([0-9]+)");
static final Pattern POSITION = Pattern.compile("\"position\":\"([^\"]*)\"");

static boolean plain;

static class Viewer implements WebSocket.Listener {
    final URI uri;
    final BitSet got = new BitSet();
    final StringBuilder part = new StringBuilder();
    volatile String position = "";
    volatile int ended;
    volatile boolean over;

    Viewer(URI uri) {
        this.uri = uri;
        connect();
    }

    void connect() {
        try {
            var socket = HTTP.newWebSocketBuilder().buildAsync(uri, this).join();
            if (!plain) {
                String since = position.isEmpty() ? "" : ",\"since\":\"" + position + "\"";
                socket.sendText(
                        "{\"type\":\"subscribe\",\"id\":\"1\",\"site\":\"home\",\"max_rate\":20" + since + "}",
                        true);
            }
        } catch (CompletionException e) {
            if (!over) {
                Thread.ofVirtual().start(this::again);
            }
        }
    }

    void again() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            return;
        }
        if (!over) {
            connect();
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
        part.append(text);
        if (last) {
            var values = VALUE.matcher(part);
            synchronized (got) {
                while (values.find()) {
                    got.set(Integer.parseInt(values.group(1)));
                }
            }
            var positions = POSITION.matcher(part);
            if (positions.find()) {
                position = positions.group(1);
            }
            part.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        onError(socket, null);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        if (!over) {
            ended++;
            Thread.ofVirtual().start(this::again);
        }
    }
}

void main(String[] args) throws Exception {
    plain = args[0].equals("plain");
    var watch = URI.create("ws://127.0.0.1:" + args[1] + "/ws/energy/");
    var publish =
            URI.create("ws://127.0.0.1:" + args[2] + (plain ? "/publish" : "/ws/energy/"));
    var viewers = new ArrayList<Viewer>();
    for (int i = 0; i < VIEWERS; i++) {
        viewers.add(new Viewer(watch));
    }
    Thread.sleep(2_000);
    var sender = new Sender(publish);
    int all = SECONDS * RATE;
    long begin = System.nanoTime();
    for (int i = 0; i < all; i++) {
        if (i == 4 * RATE) {
            var command = new ProcessBuilder("sh", "-c", args[3]).inheritIO().start();
            Thread.ofVirtual().start(() -> command.onExit().join());
        }
        sender.send(i);
        long due = begin + (i + 1) * 1_000_000_000L / RATE;
        Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
    }
    Thread.sleep(3_000);
    tell(viewers, all, sender.ended);
}

static void tell(List<Viewer> viewers, int all, int senderEnded) {
    long got = 0;
    int lacking = 0;
    int ended = 0;
    for (var viewer : viewers) {
        viewer.over = true;
        ended += viewer.ended;
        synchronized (viewer.got) {
            got += viewer.got.cardinality();
            lacking += viewer.got.get(all - 1) ? 0 : 1;
        }
    }
    IO.println(
            "lost_percent=%.2f viewers_without_newest=%d viewers_disconnected=%d sender_disconnected=%d"
                    .formatted(100 - 100.0 * got / viewers.size() / all, lacking, ended, senderEnded));
    System.exit(0);
}

/// Sends one reading after the other; what could not be sent is sent again on a new connection.
static class Sender implements WebSocket.Listener {
    final URI uri;
    WebSocket socket;
    volatile boolean broken = true;
    int ended;

    Sender(URI uri) {
        this.uri = uri;
    }

    void send(int number) throws InterruptedException {
        for (int tries = 0; tries < 100; tries++) {
            try {
                if (broken) {
                    broken = false;
                    socket = HTTP.newWebSocketBuilder().buildAsync(uri, this).join();
                }
                socket.sendText(
                                "{\"meter\":\"m\",\"time\":%d,\"power\":%d}"
                                        .formatted(System.currentTimeMillis(), number),
                                true)
                        .join();
                return;
            } catch (CompletionException e) {
                broken = true;
                Thread.sleep(100);
            }
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket closed, int code, String reason) {
        ended++;
        broken = true;
        return null;
    }

    @Override
    public void onError(WebSocket closed, Throwable error) {
        ended++;
        broken = true;
    }
}
