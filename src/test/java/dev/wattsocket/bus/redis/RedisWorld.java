package dev.wattsocket.bus.redis;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.SqlCatalog;
import dev.wattsocket.kit.Redis;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Site;
import dev.wattsocket.store.MemorySeriesStore;
import dev.wattsocket.store.SeriesStore;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Currency;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Nodes that share a catalog and a store with one channel, and meet at a Redis. What was opened is
/// closed in the reverse order.
final class RedisWorld implements AutoCloseable {
    static final String POWER = "m.power";
    static final Duration NOTICED = Duration.ofSeconds(10);

    private final Catalog catalog = SqlCatalog.inMemory();
    private final SeriesStore store = new MemorySeriesStore();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final int channel = channel().id();
    private int lives;
    private long millis = 1_700_000_000_000L;
    private double value;

    /// What was taken last.
    double value() {
        return value;
    }

    RedisNode node(String url) {
        return open(passing(url));
    }

    /// A node that the caller closes.
    RedisNode passing(String url) {
        lives++;
        return new RedisNode(url, "life" + lives, catalog, store);
    }

    <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }

    void assertPasses(RedisNode node, RedisNode.Viewer viewer) {
        assertThat(passes(node, viewer)).isTrue();
    }

    boolean passes(RedisNode node, RedisNode.Viewer viewer) {
        take(node);
        eventually("it passes", NOTICED, () -> viewer.sees(POWER, value));
        return true;
    }

    void take(RedisNode node) {
        next();
        node.take(channel, millis, value);
    }

    /// A node stores a reading, and nothing more.
    void takeUnpublished(RedisNode node) {
        next();
        node.takeUnpublished(channel, millis, value);
    }

    /// A node of a later version stores a reading, and tells of it in words that nobody here knows.
    void takeInALaterForm(RedisNode node, Redis redis, long offset) {
        takeUnpublished(node);
        String message = "\u0002 what a later version says " + offset;
        String time = redis.cli("time").lines().findFirst().orElseThrow();
        redis.cli("xadd", "ws:{home}:log", "*", "m", message);
        redis.cli("hset", "ws:{home}:origins", "later", offset + ":" + time);
        redis.cli("publish", "ws:{home}", message);
        laterSpeaks(redis, offset);
    }

    /// Its sign of life.
    void laterSpeaks(Redis redis, long offset) {
        redis.cli("publish", "ws:{}:nodes", "later " + offset + " home=" + offset + " form:2");
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void next() {
        value++;
        millis += 1_000;
    }

    private Channel channel() {
        var zone = ZoneId.of("Europe/Paris");
        catalog.put(new Site("home", "Home", zone, Currency.getInstance("EUR")));
        return catalog.create(
                        List.of(new Meter("m", "home", "Meter", Role.LOAD, Optional.empty())),
                        List.of(new Catalog.NewChannel("m", "power", Kind.GAUGE)))
                .getFirst();
    }
}
