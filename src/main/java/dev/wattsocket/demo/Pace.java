package dev.wattsocket.demo;

import dev.wattsocket.ingest.ReadingSink;
import dev.wattsocket.model.Reading;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Lets work in the background take a part of one core's time and no more. Confined to its thread.
final class Pace {
    /// It rests this many times as long as it worked.
    private static final int RESTS = 2;

    private final BooleanSupplier goesOn;
    private long begun = System.nanoTime();

    Pace(BooleanSupplier goesOn) {
        this.goesOn = goesOn;
    }

    boolean goesOn() {
        return goesOn.getAsBoolean();
    }

    /// Sends a batch, then rests for what it took to make and send it.
    void send(ReadingSink sink, List<Reading> batch) throws InterruptedException {
        if (!batch.isEmpty()) {
            sink.send(batch);
        }
        LockSupport.parkNanos((System.nanoTime() - begun) * RESTS);
        begun = System.nanoTime();
    }
}
