package dev.wattsocket.server;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
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
    private final Map<CloseCode, LongAdder> ended = new EnumMap<>(CloseCode.class);

    public SocketCounts() {
        for (var code : CloseCode.values()) {
            ended.put(code, new LongAdder());
        }
    }

    /// WebSockets that are open.
    public int sockets() {
        return open.get();
    }

    /// WebSockets that the server ended with this code.
    LongAdder ended(CloseCode code) {
        return Objects.requireNonNull(ended.get(code));
    }
}
