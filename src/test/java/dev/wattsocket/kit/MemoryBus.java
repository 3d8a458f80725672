package dev.wattsocket.kit;

import dev.wattsocket.bus.Load;
import dev.wattsocket.bus.Message;
import dev.wattsocket.bus.MessageBytes;
import dev.wattsocket.bus.Outbox;
import dev.wattsocket.bus.TopicBus;
import dev.wattsocket.bus.Updates;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A bus between nodes of one process, whose messages travel when they are told to. One thread.
public final class MemoryBus implements TopicBus {
    private static final int LOG_MOST = 40;
    private static final int WAITING_MOST = 30;

    /// What all nodes share: the log of each site, and how far each origin is.
    public static final class Exchange {
        private final Map<String, Deque<byte[]>> logs = new HashMap<>();
        private final Map<String, Map<String, Long>> lastOffsets = new HashMap<>();
        private long life = 1;
        private final List<MemoryBus> nodes = new ArrayList<>();

        /// It has forgotten all.
        public void empty() {
            life++;
            logs.clear();
            lastOffsets.clear();
        }
    }

    private record Parcel(String site, byte[] bytes) {}

    private final Exchange exchange;
    private final String epoch;
    private final IntFunction<String> siteOf;
    private final Map<String, Outbox> outboxes = new HashMap<>();
    private final Set<String> followed = new HashSet<>();
    private final Deque<Parcel> inbox = new ArrayDeque<>();
    private final Deque<String> reads = new ArrayDeque<>();
    private final Map<String, Long> sent = new HashMap<>();
    private @Nullable Listener listener;
    private boolean away;

    public MemoryBus(Exchange exchange, String epoch, IntFunction<String> siteOf) {
        this.exchange = exchange;
        this.epoch = epoch;
        this.siteOf = siteOf;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void start(Listener told) {
        listener = told;
        exchange.nodes.add(this);
    }

    @Override
    public void publish(Updates updates) {
        for (int i = 0; i < updates.readings(); i++) {
            outboxes.computeIfAbsent(
                            siteOf.apply(updates.samples().channel(i)),
                            site -> new Outbox(site, epoch, WAITING_MOST))
                    .add(updates, i);
        }
    }

    @Override
    public void follow(String site) {
        followed.add(site);
        reads.add(site);
    }

    @Override
    public void unfollow(String site) {
        followed.remove(site);
    }

    @Override
    public void read(String site) {
        reads.add(site);
    }

    @Override
    public boolean isDegraded() {
        return away;
    }

    /// From now on it reaches nobody, or everybody again.
    public void turn(boolean reachesNobody) {
        if (away != reachesNobody) {
            away = reachesNobody;
            inbox.clear();
            told().degraded(away);
            if (!away) {
                outboxes.values().forEach(Outbox::breakOff);
                reads.addAll(followed);
            }
        }
    }

    /// It is told that an origin fell silent.
    public void miss(String origin) {
        told().gone(origin);
    }

    /// Whether nothing of it is on its way.
    public boolean isQuiet() {
        return away
                || (inbox.isEmpty()
                        && reads.isEmpty()
                        && outboxes.values().stream().noneMatch(Outbox::isReady));
    }

    /// Sends one message of each site where there is one; some arrive without the sender knowing.
    public void send(Predicate<Message> isUnsure) {
        if (away) {
            return;
        }
        for (var each : outboxes.values()) {
            each.take()
                    .ifPresent(message -> {
                        sent.put(message.site(), message.last());
                        spread(message);
                        if (isUnsure.test(message)) {
                            each.failed();
                        } else {
                            each.arrived();
                        }
                    });
        }
    }

    private void spread(Message message) {
        byte[] bytes = MessageBytes.of(message);
        String site = message.site();
        var log = exchange.logs.computeIfAbsent(site, _ -> new ArrayDeque<>());
        log.add(bytes);
        if (log.size() > LOG_MOST) {
            log.removeFirst();
        }
        exchange.lastOffsets
                .computeIfAbsent(site, _ -> new HashMap<>())
                .put(message.epoch(), message.last());
        for (var node : exchange.nodes) {
            if (!node.away && node.followed.contains(site)) {
                node.inbox.add(new Parcel(site, bytes));
            }
        }
    }

    /// Takes the next message that came in, where there is one; or it gets lost.
    public boolean receive(boolean isLost) {
        var parcel = inbox.poll();
        if (parcel != null && !isLost) {
            told().arrived(read(parcel.site(), parcel.bytes()));
        }
        return parcel != null;
    }

    /// Answers the next wish to read a log, where there is one.
    public boolean answer() {
        var site = away ? null : reads.poll();
        if (site != null) {
            var tail =
                    exchange.logs.getOrDefault(site, new ArrayDeque<>()).stream()
                            .map(bytes -> read(site, bytes))
                            .toList();
            told().loaded(
                            new Load(
                                    site,
                                    exchange.life,
                                    tail,
                                    exchange.lastOffsets.getOrDefault(site, Map.of())));
        }
        return site != null;
    }

    /// Says how far it is, to all that can hear it.
    public void tell() {
        if (away) {
            return;
        }
        exchange.nodes.stream()
                .filter(node -> !node.away)
                .forEach(node -> node.told().told(epoch, Map.copyOf(sent)));
    }

    private Listener told() {
        return Objects.requireNonNull(listener, "not started");
    }

    private static Message read(String site, byte[] bytes) {
        return MessageBytes.read(site, bytes, 0).orElseThrow();
    }

    @Override
    public void close() {
        exchange.nodes.remove(this);
    }
}
