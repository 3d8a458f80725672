package dev.wattsocket.cli;

import dev.wattsocket.store.DataFolder;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Looks every second whether the disk has room, and ends the node in time where it has not: a full
/// disk under a memory-mapped store is not an error that one can answer, but the end.
final class DiskGuard implements AutoCloseable {
    private final DataFolder folder;
    private final long reserveBytes;
    private final Consumer<String> onFull;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("disk-guard").factory());
    private boolean told;

    DiskGuard(DataFolder folder, long reserveBytes, Consumer<String> onFull) {
        this.folder = folder;
        this.reserveBytes = reserveBytes;
        this.onFull = onFull;
        if (isFull()) {
            throw new StartFailed(sentence());
        }
    }

    void start() {
        var _ = clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void look() {
        if (!told && isFull()) {
            told = true;
            onFull.accept(sentence());
        }
    }

    private boolean isFull() {
        return folder.freeBytes() < reserveBytes;
    }

    private String sentence() {
        return "The disk of %s is full: %d MB are free, %d MB must stay free. Make room and start again."
                .formatted(folder.path(), folder.freeBytes() >> 20, reserveBytes >> 20);
    }
}
