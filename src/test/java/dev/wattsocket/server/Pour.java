package dev.wattsocket.server;

import dev.wattsocket.kit.TestSocket;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/// A device that sends every meter's values again and again, each tick as soon as the one before is
/// acknowledged. A tick's values are its number, and so is the order of time.
final class Pour implements AutoCloseable {
    /// Each reading has these.
    static final List<String> CHANNELS = List.of("power", "tick");

    private static final int METERS = 40;
    private static final long FIRST_MILLIS = 1_700_000_000_000L;

    private final List<String> meters;
    private final TestSocket socket;
    private final Thread thread = Thread.ofPlatform().name("pour").unstarted(this::pour);
    private volatile boolean stopping;
    private volatile int acknowledged;

    Pour(URI uri, String name) {
        meters = IntStream.range(0, METERS).mapToObj(number -> name + "-" + number).toList();
        socket = TestSocket.connect(uri);
    }

    List<String> meters() {
        return meters;
    }

    void start() {
        thread.start();
    }

    /// The last tick that was acknowledged.
    int tick() {
        return acknowledged;
    }

    /// Sends no more; answers the last tick.
    int stop() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return acknowledged;
    }

    @Override
    public void close() {
        stop();
        socket.close();
    }

    private void pour() {
        for (int tick = 1; !stopping; tick++) {
            var json = new StringBuilder("{\"type\":\"readings\",\"readings\":[");
            for (var meter : meters) {
                json.append(meter.equals(meters.getFirst()) ? "" : ",")
                        .append("{\"meter\":\"")
                        .append(meter)
                        .append("\",\"time\":")
                        .append(FIRST_MILLIS + tick);
                for (var channel : CHANNELS) {
                    json.append(",\"").append(channel).append("\":").append(tick);
                }
                json.append('}');
            }
            socket.send(json.append("]}").toString());
            socket.next("ack");
            acknowledged = tick;
        }
    }
}
