package dev.wattsocket.bus.redis;

import dev.wattsocket.bus.BusCounts;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Hands what comes from Redis over to the bus thread. Called by the client library's threads.
final class Inbox implements Link.Listener {
    /// Messages that wait to be taken; what comes then is dropped, and read from the log later.
    static final int MESSAGES_MAX = 10_000;

    private final Queue<Runnable> tasks;
    private final BusCounts counts;
    private final BiConsumer<byte[], byte[]> taker;
    private final Consumer<Link> ended;
    private final AtomicInteger waiting = new AtomicInteger();

    Inbox(
            Queue<Runnable> tasks,
            BusCounts counts,
            BiConsumer<byte[], byte[]> taker,
            Consumer<Link> ended) {
        this.tasks = tasks;
        this.counts = counts;
        this.taker = taker;
        this.ended = ended;
    }

    @Override
    public void message(byte[] topic, byte[] message) {
        if (waiting.incrementAndGet() > MESSAGES_MAX) {
            waiting.decrementAndGet();
            counts.dropped.increment();
            return;
        }
        tasks.add(() -> {
            waiting.decrementAndGet();
            taker.accept(topic, message);
        });
    }

    @Override
    public void broken(Link link) {
        tasks.add(() -> ended.accept(link));
    }
}
