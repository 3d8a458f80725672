package dev.wattsocket.cli;

import dev.wattsocket.store.NodeBoard;
import dev.wattsocket.store.NodeReport;
import dev.wattsocket.store.StoreException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Tells the other nodes every few seconds how this one is. A virtual thread of its own.
final class Presence implements AutoCloseable {
    private static final long PERIOD_MILLIS = 2_000;

    private final NodeBoard board;
    private final Supplier<NodeReport> report;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    Presence(NodeBoard board, Supplier<NodeReport> report) {
        this.board = board;
        this.report = report;
        this.thread = Thread.ofVirtual().name("presence").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                tell();
            } while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS));
            board.leave(report.get().id());
        } catch (InterruptedException | StoreException _) {
            // What it said last is taken down by others.
        }
    }

    private void tell() {
        try {
            board.tell(report.get());
        } catch (StoreException _) {
            // Health and metrics tell of a database that is away; this goes on when it is back.
        }
    }
}
