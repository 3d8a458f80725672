package dev.wattsocket.cli.transfer;

import dev.wattsocket.cli.files.FileReadings;
import dev.wattsocket.cli.files.RefusedLine;
import dev.wattsocket.ingest.ReadingSink;
import dev.wattsocket.ingest.Receipt.Refusal;
import dev.wattsocket.model.Reading;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// Sends readings in batches on a thread of its own, in the order of the file, while the next lines
/// are read. Used by one thread.
final class Sender implements FileReadings.Visitor {
    private static final int BATCHES_WAITING_MAX = 4;

    private final ReadingSink sink;
    private final RefusedLines refused;
    private final Spans spans = new Spans();
    private final ArrayBlockingQueue<Batch> waiting = new ArrayBlockingQueue<>(BATCHES_WAITING_MAX);
    private final AtomicReference<Optional<RuntimeException>> failure =
            new AtomicReference<>(Optional.empty());
    private final Thread thread;
    private Batch batch = new Batch();
    private final AtomicLong stored = new AtomicLong();

    Sender(ReadingSink sink, RefusedLines refused) {
        this.sink = sink;
        this.refused = refused;
        this.thread = Thread.ofPlatform().name("import-send").daemon().start(this::run);
    }

    @Override
    public void reading(long line, Reading reading) throws InterruptedException {
        batch.add(line, reading);
        spans.add(reading);
        if (batch.isFull()) {
            hand(batch);
            batch = new Batch();
        }
    }

    @Override
    public void refused(RefusedLine line) {
        refused.add(line);
    }

    /// Waits until everything is stored.
    void finish() throws InterruptedException {
        if (!batch.isEmpty()) {
            hand(batch);
        }
        hand(new Batch());
        thread.join();
        throwFailure();
    }

    /// Readings that are durable.
    long stored() {
        return stored.get();
    }

    /// From when to when each meter has readings.
    Spans spans() {
        return spans;
    }

    private void hand(Batch full) throws InterruptedException {
        do {
            throwFailure();
        } while (!waiting.offer(full, 100, TimeUnit.MILLISECONDS));
    }

    private void throwFailure() {
        var why = failure.get();
        if (why.isPresent()) {
            throw why.get();
        }
    }

    private void run() {
        try {
            for (var next = waiting.take(); !next.isEmpty(); next = waiting.take()) {
                send(next);
            }
        } catch (InterruptedException e) {
            failure.set(Optional.of(new Failure("Interrupted; simply run it again.", e)));
        } catch (RuntimeException e) {
            failure.set(Optional.of(e));
        }
    }

    private void send(Batch next) throws InterruptedException {
        var receipt = sink.send(next.readings());
        stored.addAndGet(receipt.accepted());
        for (Refusal refusal : receipt.refused()) {
            refused.add(
                    new RefusedLine(
                            next.line(refusal.index()),
                            refusal.channel(),
                            refusal.reason().wireName(),
                            refusal.detail()));
        }
    }
}
