package dev.wattsocket.bus.redis;

import dev.wattsocket.bus.Message;
import dev.wattsocket.bus.Outbox;
import dev.wattsocket.bus.Updates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/// What waits to be published, site by site. Any thread.
final class Outboxes {
    /// A site's messages are so far apart: what comes meanwhile goes into the next.
    static final long GATHER_NANOS_MAX = 5_000_000;

    /// How long a canary says how far this node is with a site that moved.
    private static final long LATELY_NANOS = 10_000_000_000L;

    private final String epoch;
    private final IntFunction<Optional<String>> siteOf;
    private final Map<String, Box> boxes = new HashMap<>();

    Outboxes(String epoch, IntFunction<Optional<String>> siteOf) {
        this.epoch = epoch;
        this.siteOf = siteOf;
    }

    private static final class Box {
        private final Outbox outbox;
        private long dueNanos;
        private long arrivedNanos;
        private long last;
        private long underWay;

        Box(Outbox outbox, long nowNanos) {
            this.outbox = outbox;
            this.dueNanos = nowNanos;
        }
    }

    synchronized void add(Updates updates, long nowNanos) {
        for (int i = 0; i < updates.readings(); i++) {
            var site = siteOf.apply(updates.samples().channel(i));
            if (site.isPresent()) {
                box(site.get(), nowNanos).outbox.add(updates, i);
            }
        }
    }

    /// The messages that are due; each is under way from now on.
    synchronized List<Message> due(long nowNanos) {
        var due = new ArrayList<Message>();
        for (var box : boxes.values()) {
            if (box.dueNanos - nowNanos <= 0) {
                box.outbox
                        .take()
                        .ifPresent(message -> {
                            box.dueNanos = nowNanos + GATHER_NANOS_MAX;
                            box.underWay = message.last();
                            due.add(message);
                        });
            }
        }
        return due;
    }

    /// In how many nanoseconds something is due; `most` where nothing is sooner.
    synchronized long waitNanos(long nowNanos, long most) {
        long wait = most;
        for (var box : boxes.values()) {
            if (box.outbox.isReady()) {
                wait = Math.min(wait, Math.max(0, box.dueNanos - nowNanos));
            }
        }
        return wait;
    }

    synchronized void arrived(String site, long nowNanos) {
        var box = box(site, nowNanos);
        box.outbox.arrived();
        box.last = box.underWay;
        box.arrivedNanos = nowNanos;
    }

    synchronized void failed(String site, long nowNanos) {
        box(site, nowNanos).outbox.failed();
    }

    /// Nothing that is under way will be answered any more.
    synchronized void failedAll() {
        boxes.values().forEach(box -> box.outbox.failed());
    }

    synchronized void breakOff() {
        boxes.values().forEach(box -> box.outbox.breakOff());
    }

    synchronized boolean isEmpty() {
        return boxes.values().stream().allMatch(box -> box.outbox.size() == 0);
    }

    /// How far this node is with the sites that moved lately.
    synchronized Map<String, Long> lately(long nowNanos) {
        var lately = new HashMap<String, Long>();
        boxes.forEach((site, box) -> {
            boolean isLate = box.last > 0 && nowNanos - box.arrivedNanos < LATELY_NANOS;
            if (isLate && lately.size() < Canary.SITES_MAX) {
                lately.put(site, box.last);
            }
        });
        return lately;
    }

    private Box box(String site, long nowNanos) {
        return boxes.computeIfAbsent(
                site, id -> new Box(new Outbox(id, epoch, Outbox.WAITING_MAX), nowNanos));
    }
}
