package dev.wattsocket.bus;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// What a bus counts. Any thread.
public final class BusCounts {
    public final LongAdder published = new LongAdder();
    public final LongAdder received = new LongAdder();

    /// Sites read again because something was missing.
    public final LongAdder repaired = new LongAdder();

    /// Messages that could not be taken for lack of room, or read.
    public final LongAdder dropped = new LongAdder();

    /// Connections made anew.
    public final LongAdder connected = new LongAdder();

    /// How long this node's own word took to come back, lately.
    public final AtomicLong lagNanos = new AtomicLong();
}
