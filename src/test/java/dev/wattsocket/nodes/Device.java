package dev.wattsocket.nodes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// A device that has a reading for every so many milliseconds, and sends each until some node says
/// that it is stored. One thread runs it; others read what it was told.
final class Device implements Runnable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String meter;
    private final Supplier<URI> node;
    private final long periodNanos;
    private final Map<Long, Double> acknowledged = new TreeMap<>();
    private volatile boolean stopped;
    private final AtomicInteger refusals = new AtomicInteger();

    /// @param node where the next attempt goes
    Device(String meter, long periodMillis, Supplier<URI> node) {
        this.meter = meter;
        this.periodNanos = periodMillis * 1_000_000;
        this.node = node;
    }

    String meter() {
        return meter;
    }

    /// The value of each time that was acknowledged.
    synchronized Map<Long, Double> acknowledged() {
        return new TreeMap<>(acknowledged);
    }

    /// How often a node did not take a reading.
    int refusals() {
        return refusals.get();
    }

    /// Ends after the reading that is under way.
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        long due = System.nanoTime();
        long begin = System.currentTimeMillis();
        for (int i = 0; !stopped; i++) {
            long time = begin + i * periodNanos / 1_000_000;
            double value = i + 0.5;
            while (!isStored(time, value)) {
                refusals.incrementAndGet();
                LockSupport.parkNanos(50_000_000);
            }
            synchronized (this) {
                acknowledged.put(time, value);
            }
            due += periodNanos;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private boolean isStored(long time, double value) {
        var reading = "{\"meter\":\"%s\",\"time\":%d,\"power\":%s}".formatted(meter, time, value);
        var request =
                HttpRequest.newBuilder(node.get())
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(reading))
                        .build();
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 200 && !answer.body().contains("\"accepted\":1")) {
                throw new AssertionError("a reading was refused: " + answer.body());
            }
            if (answer.statusCode() != 200
                    && answer.headers().firstValue("Retry-After").isEmpty()) {
                throw new AssertionError(
                        "refused without Retry-After: %d %s"
                                .formatted(answer.statusCode(), answer.body()));
            }
            return answer.statusCode() == 200;
        } catch (IOException _) {
            return false; // the node died; the next one is asked
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
