package dev.wattsocket.bus.redis;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.SqlCatalog;
import dev.wattsocket.hub.Position;
import dev.wattsocket.hub.Start;
import dev.wattsocket.kit.Redis;
import dev.wattsocket.kit.RedisCluster;
import dev.wattsocket.kit.RedisSentinel;
import dev.wattsocket.kit.TcpProxy;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Nodes on a real Redis that is killed, paused, cut off, emptied or loses what it was told: every
/// viewer sees the newest again, and soon.
final class RedisBusTest {
    private static final String POWER = "m.power";
    private static final Duration NOTICED = Duration.ofSeconds(10);

    private final Catalog catalog = SqlCatalog.inMemory();
    private final SeriesStore store = new MemorySeriesStore();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final int channel = channel().id();
    private int lives;
    private long millis = 1_700_000_000_000L;
    private double value;

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    void whatComesInAtOneNodeIsSeenAtEveryOther() {
        var redis = open(Redis.start());
        var a = node(redis.url());
        var b = node(redis.url());
        var viewer = b.watch(new Start.Snapshot());

        for (int i = 0; i < 50; i++) {
            assertPasses(a, viewer);
            assertPasses(b, viewer);
        }
        assertThat(viewer.of(POWER)).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void aViewerOfAnotherNodeGoesOnWhereItWas() {
        var redis = open(Redis.start());
        var a = node(redis.url());
        var b = node(redis.url());
        var first = a.watch(new Start.Snapshot());
        assertPasses(a, first);
        // Of what the store had before it was followed nobody can say at once who told it.
        eventually(
                "the position holds on all nodes",
                () -> {
                    assertPasses(a, first);
                    return first.position().contains(";home");
                });
        var position = Position.parse(first.position()).orElseThrow();
        first.leave();
        for (int i = 0; i < 30; i++) {
            take(a);
        }

        var viewer = b.watch(new Start.After(position));

        eventually("it is there", () -> viewer.sees(POWER, value));
        assertThat(viewer.isLost()).isFalse();
        assertThat(viewer.of(POWER)).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void aRedisThatWasKilledAndIsEmptyIsFilledAgain() {
        var redis = open(Redis.start());
        var a = node(redis.url());
        var b = node(redis.url());
        var viewer = b.watch(new Start.Snapshot());
        assertPasses(a, viewer);

        redis.kill();
        eventually("it is noticed", () -> a.bus.isDegraded() && b.bus.isDegraded());
        assertThat(passes(b, viewer)).as("what comes in here is seen here").isTrue();
        take(a);
        redis.begin();

        eventually("it is there", Duration.ofSeconds(4), () -> viewer.sees(POWER, value));
        eventually("all is well", () -> !a.bus.isDegraded() && !b.bus.isDegraded());
        assertPasses(a, viewer);
        assertThat(viewer.of(POWER)).doesNotHaveDuplicates();
    }

    @Test
    void aRedisThatSaysNothingForAWhileIsNoticed() {
        var redis = open(Redis.start());
        var a = node(redis.url());
        var b = node(redis.url());
        var viewer = b.watch(new Start.Snapshot());
        assertPasses(a, viewer);

        redis.pause();
        take(a);
        eventually("it is noticed", NOTICED, () -> a.bus.isDegraded() && b.bus.isDegraded());
        take(a);
        redis.resume();

        eventually("it is there", Duration.ofSeconds(6), () -> viewer.sees(POWER, value));
        assertPasses(a, viewer);
        assertThat(viewer.of(POWER)).doesNotHaveDuplicates();
    }

    @Test
    void aConnectionThatSwallowsEverythingIsNoticed() {
        var redis = open(Redis.start());
        var proxy = open(new TcpProxy(redis.port()));
        var a = node(redis.url());
        var b = node("redis://127.0.0.1:" + proxy.port());
        var viewer = b.watch(new Start.Snapshot());
        assertPasses(a, viewer);

        proxy.swallow();
        take(a);
        eventually("it is noticed", NOTICED, b.bus::isDegraded);
        proxy.heal();
        eventually("it is there", Duration.ofSeconds(6), () -> viewer.sees(POWER, value));
        proxy.cut();
        take(a);

        eventually("it is there again", Duration.ofSeconds(6), () -> viewer.sees(POWER, value));
        assertThat(viewer.of(POWER)).doesNotHaveDuplicates();
    }

    @Test
    void whatIsLostWithoutAWordIsFetched() {
        var redis = open(Redis.start());
        var a = node(redis.url());
        var b = node(redis.url());
        var viewer = b.watch(new Start.Snapshot());
        assertPasses(a, viewer);

        b.bus.leave(RedisNode.SITE);
        eventually(
                "it does not get through",
                () -> {
                    take(a);
                    return redis.cli("pubsub", "numsub", "ws:{home}").strip().endsWith("1");
                });
        take(a);
        eventually("it is fetched", NOTICED, () -> viewer.sees(POWER, value));
        assertPasses(a, viewer);

        redis.cli("client", "kill", "type", "pubsub");
        take(a);
        eventually("it is there", Duration.ofSeconds(4), () -> viewer.sees(POWER, value));
        assertPasses(a, viewer);
        assertThat(viewer.of(POWER)).doesNotHaveDuplicates();
    }

    @Test
    void whatAKilledNodeStoredAndDidNotSayIsFound() {
        var redis = open(Redis.start());
        var a = node(redis.url());
        var b = node(redis.url());
        var viewer = b.watch(new Start.Snapshot());
        assertPasses(a, viewer);

        value++;
        millis += 1_000;
        a.takeUnpublished(channel, millis, value);
        a.vanish();

        eventually("it is found", NOTICED, () -> viewer.sees(POWER, value));
    }

    @Test
    void aNodeBeginsWithoutRedisAndFindsItLater() {
        var redis = open(Redis.start());
        redis.kill();
        var a = node(redis.url());
        assertThat(a.bus.isDegraded()).isTrue();
        var viewer = a.watch(new Start.Snapshot());
        assertPasses(a, viewer);

        redis.begin();
        var b = node(redis.url());

        eventually("all is well", () -> !a.bus.isDegraded() && !b.bus.isDegraded());
        assertPasses(b, viewer);
    }

    @Test
    void aClusterCarriesItInShards() {
        var cluster = open(RedisCluster.start());
        var a = node(cluster.url());
        var b = node(cluster.url());
        var viewer = b.watch(new Start.Snapshot());
        for (int i = 0; i < 10; i++) {
            assertPasses(a, viewer);
            assertPasses(b, viewer);
        }
        long subscribed =
                cluster.nodes().stream()
                        .filter(node -> node.cli("pubsub", "shardchannels").contains("ws:{home}"))
                        .count();
        assertThat(subscribed).as("only at the node that has the slot").isEqualTo(1);

        cluster.nodes().forEach(node -> node.cli("client", "kill", "type", "pubsub"));
        assertPasses(a, viewer);
        assertThat(viewer.of(POWER)).doesNotHaveDuplicates();
    }

    @Test
    void whereSentinelNamesAnotherOneItGoesOn() {
        var sentinel = open(RedisSentinel.start());
        var a = node(sentinel.url());
        var b = node(sentinel.url());
        var viewer = b.watch(new Start.Snapshot());
        assertPasses(a, viewer);

        sentinel.killPrimary();
        eventually("it is noticed", NOTICED, () -> a.bus.isDegraded() && b.bus.isDegraded());
        take(a);

        eventually("it is there", () -> viewer.sees(POWER, value));
        eventually("all is well", () -> !a.bus.isDegraded() && !b.bus.isDegraded());
        assertPasses(a, viewer);
        assertThat(viewer.of(POWER)).doesNotHaveDuplicates();
    }

    private void assertPasses(RedisNode node, RedisNode.Viewer viewer) {
        assertThat(passes(node, viewer)).isTrue();
    }

    private boolean passes(RedisNode node, RedisNode.Viewer viewer) {
        take(node);
        eventually("it passes", NOTICED, () -> viewer.sees(POWER, value));
        return true;
    }

    private void take(RedisNode node) {
        value++;
        millis += 1_000;
        node.take(channel, millis, value);
    }

    private RedisNode node(String url) {
        lives++;
        return open(new RedisNode(url, "life" + lives, catalog, store));
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
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
