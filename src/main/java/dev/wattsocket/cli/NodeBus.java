package dev.wattsocket.cli;

import dev.wattsocket.bus.BusCounts;
import dev.wattsocket.bus.LocalBus;
import dev.wattsocket.bus.Seen;
import dev.wattsocket.bus.TopicBus;
import dev.wattsocket.bus.redis.RedisBus;
import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.hub.Hub;
import dev.wattsocket.live.LiveLoop;
import dev.wattsocket.live.Neighbours;
import dev.wattsocket.live.StoredNewest;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Meter;
import dev.wattsocket.server.Metrics;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.StoreException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a node has of other nodes: the bus to them, if there is one, and how far it has heard them.
final class NodeBus implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeBus.class);
    private static final int RANDOM_BITS = 32;

    /// Some times as long as a node gathers what it tells.
    private static final int TOLD_MILLIS = 60;

    private final TopicBus bus;
    private final Seen seen;
    private final BusCounts counts = new BusCounts();
    private final Catalog catalog;
    private final SeriesStore store;

    /// @param redis where Redis is; empty for a single node
    NodeBus(String redis, long nowMillis, Catalog catalog, SeriesStore store) {
        this.catalog = catalog;
        this.store = store;
        String epoch = epoch(nowMillis);
        seen = new Seen(epoch, Hub.RECENT_MAX);
        bus = redis.isEmpty() ? new LocalBus() : redisBus(redis, epoch);
    }

    private TopicBus redisBus(String redis, String epoch) {
        try {
            return new RedisBus(redis, epoch, this::siteOf, counts);
        } catch (IllegalArgumentException e) {
            throw new StartFailed(String.valueOf(e.getMessage()));
        }
    }

    LiveLoop live() {
        return new LiveLoop(bus);
    }

    Hub hub(LiveLoop live) {
        return new Hub(live, catalog, store, bus, seen, Hub.RECENT_MAX);
    }

    void join(LiveLoop live, Hub hub) {
        live.join(new Neighbours(seen, hub, this::newest, counts));
    }

    boolean isDegraded() {
        return bus.isDegraded();
    }

    /// The name of this life of the node.
    String epoch() {
        return seen.epoch();
    }

    /// How long what is published takes to come back; -1 where it does not, or there is nowhere to
    /// publish to.
    double lagMillis() {
        return bus.isShared() && !bus.isDegraded() ? counts.lagNanos.get() / 1e6 : -1;
    }

    void bind(Metrics metrics) {
        metrics.gauge(
                "wattsocket.bus.degraded",
                "Whether other nodes can't be reached",
                () -> bus.isDegraded() ? 1 : 0);
        metrics.gauge(
                "wattsocket.bus.lag.seconds",
                "How long this node's own word took to come back",
                () -> counts.lagNanos.get() / 1e9);
        metrics.count("wattsocket.bus.published", "Messages told", counts.published::sum);
        metrics.count("wattsocket.bus.received", "Messages heard", counts.received::sum);
        metrics.count(
                "wattsocket.bus.repaired", "Sites read again for a gap", counts.repaired::sum);
        metrics.count(
                "wattsocket.bus.dropped", "Messages that were not taken", counts.dropped::sum);
        metrics.count("wattsocket.bus.connected", "Links made", counts.connected::sum);
    }

    @Override
    public void close() {
        bus.close();
    }

    private Optional<String> siteOf(int channel) {
        return catalog.channel(channel)
                .map(Channel::meter)
                .flatMap(catalog::meter)
                .map(Meter::site);
    }

    private void newest(String site, Consumer<StoredNewest.Stored> answer) {
        Thread.ofVirtual()
                .name("newest")
                .start(() -> {
                    var stored = newest(site);
                    CompletableFuture.delayedExecutor(TOLD_MILLIS, TimeUnit.MILLISECONDS)
                            .execute(() -> answer.accept(stored));
                });
    }

    /// Sums are not stored.
    private StoredNewest.Stored newest(String site) {
        int[] channels =
                catalog.meters().stream()
                        .filter(meter -> meter.site().equals(site) && !meter.isVirtual())
                        .flatMap(meter -> catalog.channels(meter.id()).stream())
                        .mapToInt(Channel::id)
                        .toArray();
        try {
            return new StoredNewest.Stored(channels, store.newest(channels));
        } catch (StoreException e) {
            LOG.warn("The newest values of {} can't be read: {}", site, e.getMessage());
            return StoredNewest.Stored.NOTHING;
        }
    }

    /// A name for this life of the live state that no other life of any node has.
    private static String epoch(long nowMillis) {
        long random = new SecureRandom().nextLong() >>> (Long.SIZE - RANDOM_BITS);
        return Long.toString(nowMillis, Character.MAX_RADIX)
                + Long.toString(random, Character.MAX_RADIX);
    }
}
