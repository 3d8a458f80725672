package dev.wattsocket.ingest;

import dev.wattsocket.ingest.Receipt.Refusal;
import dev.wattsocket.model.Reading;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// What one meter sent lately. Written by the live loop, read by any thread.
public final class MeterTraffic {
    /// Messages that are kept.
    public static final int MESSAGES_MAX = 20;

    private static final int STEPS_KEPT = 9;
    private static final int SECONDS_KEPT = 60;
    private static final long MINUTE_MILLIS = 60_000;

    /// A message as it came: its text, or the reading where it came without one.
    public record Message(
            long receivedMillis, Wire wire, String text, Reading reading, List<Refusal> refused) {}

    private final ArrayDeque<Message> messages = new ArrayDeque<>();
    private final long[] steps = new long[STEPS_KEPT];
    private final int[] perSecond = new int[SECONDS_KEPT];
    private long second;
    private long readings;
    private long refusals;
    private long lastTimeMillis = Long.MIN_VALUE;
    private long firstReceivedMillis = Long.MIN_VALUE;
    private long lastReceivedMillis = Long.MIN_VALUE;

    synchronized void received(Message message, long timeMillis, boolean keepMessage) {
        advance(message.receivedMillis() / 1000);
        readings++;
        refusals += message.refused().size();
        lastReceivedMillis = message.receivedMillis();
        if (firstReceivedMillis == Long.MIN_VALUE) {
            firstReceivedMillis = lastReceivedMillis;
        }
        if (timeMillis > lastTimeMillis) {
            // History that comes in late says nothing of how often the meter speaks.
            perSecond[(int) (second % SECONDS_KEPT)]++;
            if (lastTimeMillis != Long.MIN_VALUE) {
                steps[(int) (readings % STEPS_KEPT)] = timeMillis - lastTimeMillis;
            }
            lastTimeMillis = timeMillis;
        }
        if (keepMessage) {
            messages.addFirst(message);
            if (messages.size() > MESSAGES_MAX) {
                messages.removeLast();
            }
        }
    }

    /// The newest first.
    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /// Readings since the start.
    public synchronized long readings() {
        return readings;
    }

    /// Refusals since the start.
    public synchronized long refusals() {
        return refusals;
    }

    public synchronized OptionalLong lastReceivedMillis() {
        return lastReceivedMillis == Long.MIN_VALUE
                ? OptionalLong.empty()
                : OptionalLong.of(lastReceivedMillis);
    }

    /// Readings in the minute that ends now; of a meter that is known for less, as many as a minute
    /// would bring.
    public synchronized int perMinute(long nowMillis) {
        advance(nowMillis / 1000);
        int count = Arrays.stream(perSecond).sum();
        long known = lastReceivedMillis - firstReceivedMillis;
        if (count < 2 || known <= 0 || nowMillis - firstReceivedMillis >= MINUTE_MILLIS) {
            return count;
        }
        return (int) Math.round((count - 1) * (double) MINUTE_MILLIS / known);
    }

    /// The usual time between readings: the median of the last few steps.
    public synchronized OptionalLong periodMillis() {
        var sorted = Arrays.stream(steps).filter(step -> step > 0).sorted().toArray();
        return sorted.length == 0
                ? OptionalLong.empty()
                : OptionalLong.of(sorted[sorted.length / 2]);
    }

    private void advance(long toSecond) {
        long from = Math.max(second + 1, toSecond - SECONDS_KEPT + 1);
        for (long each = from; each <= toSecond; each++) {
            perSecond[(int) (each % SECONDS_KEPT)] = 0;
        }
        second = Math.max(second, toSecond);
    }
}
