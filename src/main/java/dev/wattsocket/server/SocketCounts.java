package dev.wattsocket.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What happened on WebSockets since the start, for the metrics. Any thread.
public final class SocketCounts {
    /// WebSockets at one time.
    static final int SOCKETS_MAX = 50_000;

    final AtomicInteger open = new AtomicInteger();
    final LongAdder opened = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder messagesIn = new LongAdder();
    final LongAdder framesOut = new LongAdder();
    final LongAdder errors = new LongAdder();
    final LongAdder tooSlow = new LongAdder();
    final LongAdder waitingBytes = new LongAdder();
    final LongAdder silent = new LongAdder();
}
