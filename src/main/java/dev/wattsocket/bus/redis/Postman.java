package dev.wattsocket.bus.redis;

import dev.wattsocket.bus.BusCounts;
import dev.wattsocket.bus.Message;
import dev.wattsocket.bus.MessageBytes;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Publishes what is due, one message of a site at a time. Confined to the bus thread.
final class Postman {
    private final String epoch;
    private final Outboxes outboxes;
    private final BusCounts counts;
    private final BiConsumer<Link, Runnable> later;
    private final Map<String, Long> failingSinceNanos = new HashMap<>();
    private String why = "";

    /// @param later runs something on the bus thread, unless the link is gone by then
    Postman(String epoch, Outboxes outboxes, BusCounts counts, BiConsumer<Link, Runnable> later) {
        this.epoch = epoch;
        this.outboxes = outboxes;
        this.counts = counts;
        this.later = later;
    }

    void sendDue(Link link, long nowNanos) {
        for (var message : outboxes.due(nowNanos)) {
            send(link, message);
        }
    }

    /// Nothing that is under way will be answered any more.
    void forget() {
        failingSinceNanos.clear();
        outboxes.failedAll();
    }

    /// What was said of the last message that failed.
    String why() {
        return why;
    }

    /// Whether a site's messages have been failing for so long.
    boolean fails(long nowNanos, long sinceNanos) {
        return failingSinceNanos.values().stream().anyMatch(at -> nowNanos - at > sinceNanos);
    }

    private void send(Link link, Message message) {
        String site = message.site();
        link.publish(
                        site,
                        Names.ascii(Integer.toString(RedisBus.LOG_MESSAGES_MAX)),
                        MessageBytes.of(message),
                        Names.ascii(epoch),
                        Names.ascii(Long.toString(message.last())),
                        Names.topic(site),
                        Names.ascii(link.publishing()))
                .whenComplete((_, why) -> later.accept(link, () -> sent(site, why)));
    }

    private void sent(String site, @Nullable Throwable failure) {
        long now = System.nanoTime();
        if (failure == null) {
            counts.published.increment();
            failingSinceNanos.remove(site);
            outboxes.arrived(site, now);
        } else {
            why = ": " + Dialer.why(failure);
            failingSinceNanos.putIfAbsent(site, now);
            outboxes.failed(site, now);
        }
    }
}
