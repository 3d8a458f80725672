package dev.wattsocket.bus.redis;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.hub.Position;
import dev.wattsocket.hub.Start;
import dev.wattsocket.kit.AclLine;
import dev.wattsocket.kit.Gathered;
import dev.wattsocket.kit.Redis;
import dev.wattsocket.kit.RedisCluster;
import dev.wattsocket.kit.RedisSentinel;
import dev.wattsocket.kit.TcpProxy;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Nodes on a real Redis that is killed, paused, cut off, emptied or loses what it was told: every
/// viewer sees the newest again, and soon.
final class RedisBusTest {
    private static final String POWER = RedisWorld.POWER;
    private static final String USER = "wattsocket:password";
    private static final Duration NOTICED = RedisWorld.NOTICED;

    private final RedisWorld world = new RedisWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whatComesInAtOneNodeIsSeenAtEveryOther() {
        var redis = world.open(Redis.start());
        var a = world.node(redis.url());
        var b = world.node(redis.url());
        var viewer = b.watch(new Start.Snapshot());

        for (int i = 0; i < 50; i++) {
            world.assertPasses(a, viewer);
            world.assertPasses(b, viewer);
        }
        assertThat(viewer.of(POWER)).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void aViewerOfAnotherNodeGoesOnWhereItWas() {
        var redis = world.open(Redis.start());
        var a = world.node(redis.url());
        var b = world.node(redis.url());
        var first = a.watch(new Start.Snapshot());
        world.assertPasses(a, first);
        // Of what the store had before it was followed nobody can say at once who told it.
        eventually(
                "the position holds on all nodes",
                () -> {
                    world.assertPasses(a, first);
                    return first.position().contains(";home");
                });
        var position = Position.parse(first.position()).orElseThrow();
        first.leave();
        for (int i = 0; i < 30; i++) {
            world.take(a);
        }

        var viewer = b.watch(new Start.After(position));

        eventually("it is there", () -> viewer.sees(POWER, world.value()));
        assertThat(viewer.isLost()).isFalse();
        assertThat(viewer.of(POWER)).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void aRedisThatWasKilledAndIsEmptyIsFilledAgain() {
        var redis = world.open(Redis.start());
        var a = world.node(redis.url());
        var b = world.node(redis.url());
        var viewer = b.watch(new Start.Snapshot());
        world.assertPasses(a, viewer);

        redis.kill();
        eventually("it is noticed", () -> a.bus.isDegraded() && b.bus.isDegraded());
        assertThat(world.passes(b, viewer)).as("what comes in here is seen here").isTrue();
        world.take(a);
        redis.begin();

        eventually("it is there", Duration.ofSeconds(4), () -> viewer.sees(POWER, world.value()));
        eventually("all is well", () -> !a.bus.isDegraded() && !b.bus.isDegraded());
        world.assertPasses(a, viewer);
        assertThat(viewer.of(POWER)).doesNotHaveDuplicates();
    }

    @Test
    void aRedisThatSaysNothingForAWhileIsNoticed() {
        var redis = world.open(Redis.start());
        var a = world.node(redis.url());
        var b = world.node(redis.url());
        var viewer = b.watch(new Start.Snapshot());
        world.assertPasses(a, viewer);

        redis.pause();
        world.take(a);
        eventually("it is noticed", NOTICED, () -> a.bus.isDegraded() && b.bus.isDegraded());
        world.take(a);
        redis.resume();

        eventually("it is there", Duration.ofSeconds(6), () -> viewer.sees(POWER, world.value()));
        world.assertPasses(a, viewer);
        assertThat(viewer.of(POWER)).doesNotHaveDuplicates();
    }

    @Test
    void aConnectionThatSwallowsEverythingIsNoticed() {
        var redis = world.open(Redis.start());
        var proxy = world.open(new TcpProxy(redis.port()));
        var a = world.node(redis.url());
        var b = world.node("redis://127.0.0.1:" + proxy.port());
        var viewer = b.watch(new Start.Snapshot());
        world.assertPasses(a, viewer);

        proxy.swallow();
        world.take(a);
        eventually("it is noticed", NOTICED, b.bus::isDegraded);
        proxy.heal();
        eventually("it is there", Duration.ofSeconds(6), () -> viewer.sees(POWER, world.value()));
        proxy.cut();
        world.take(a);

        eventually(
                "it is there again",
                Duration.ofSeconds(6),
                () -> viewer.sees(POWER, world.value()));
        assertThat(viewer.of(POWER)).doesNotHaveDuplicates();
    }

    @Test
    void whatIsLostWithoutAWordIsFetched() {
        var redis = world.open(Redis.start());
        var a = world.node(redis.url());
        var b = world.node(redis.url());
        var viewer = b.watch(new Start.Snapshot());
        world.assertPasses(a, viewer);

        b.bus.leave(RedisNode.SITE);
        eventually(
                "it does not get through",
                () -> {
                    world.take(a);
                    return redis.cli("pubsub", "numsub", "ws:{home}").strip().endsWith("1");
                });
        world.take(a);
        eventually("it is fetched", NOTICED, () -> viewer.sees(POWER, world.value()));
        world.assertPasses(a, viewer);

        redis.cli("client", "kill", "type", "pubsub");
        world.take(a);
        eventually("it is there", Duration.ofSeconds(4), () -> viewer.sees(POWER, world.value()));
        world.assertPasses(a, viewer);
        assertThat(viewer.of(POWER)).doesNotHaveDuplicates();
    }

    @Test
    void whatALaterVersionSaysInWordsOfItsOwnIsReadFromTheStore() {
        var redis = world.open(Redis.start());
        var a = world.node(redis.url());
        var b = world.node(redis.url());
        var viewer = b.watch(new Start.Snapshot());
        world.assertPasses(a, viewer);

        for (int offset = 1; offset <= 2; offset++) {
            int told = offset;
            world.takeInALaterForm(a, redis, offset);
            eventually(
                    "it is seen",
                    NOTICED,
                    () -> {
                        world.laterSpeaks(redis, told);
                        return viewer.sees(POWER, world.value());
                    });
            world.assertPasses(a, viewer);
            world.assertPasses(b, viewer);
        }

        var late = world.node(redis.url()).watch(new Start.Snapshot());
        eventually("who comes later sees it too", NOTICED, () -> late.sees(POWER, world.value()));
        world.assertPasses(a, late);
        assertThat(b.counts.dropped.sum()).isGreaterThanOrEqualTo(2);
        assertThat(a.bus.isDegraded() || b.bus.isDegraded()).isFalse();
        assertThat(viewer.of(POWER)).doesNotHaveDuplicates();
        var values = viewer.of(POWER).stream().map(Gathered.Point::value).toList();
        assertThat(values).isSorted().allMatch(value -> value <= world.value());
    }

    @Test
    void whatAKilledNodeStoredAndDidNotSayIsFound() {
        var redis = world.open(Redis.start());
        var a = world.node(redis.url());
        var b = world.node(redis.url());
        var viewer = b.watch(new Start.Snapshot());
        world.assertPasses(a, viewer);

        world.takeUnpublished(a);
        a.vanish();

        eventually("it is found", NOTICED, () -> viewer.sees(POWER, world.value()));
    }

    @Test
    void aNodeBeginsWithoutRedisAndFindsItLater() {
        var redis = world.open(Redis.start());
        redis.kill();
        var a = world.node(redis.url());
        assertThat(a.bus.isDegraded()).isTrue();
        var viewer = a.watch(new Start.Snapshot());
        world.assertPasses(a, viewer);

        redis.begin();
        var b = world.node(redis.url());

        eventually("all is well", () -> !a.bus.isDegraded() && !b.bus.isDegraded());
        world.assertPasses(b, viewer);
    }

    @Test
    void aClusterCarriesItInShards() {
        var cluster = world.open(RedisCluster.start());
        cluster.nodes().forEach(node -> node.cli("config", "resetstat"));
        cluster.nodes().forEach(node -> node.cli(AclLine.words()));
        var a = world.node(cluster.url(USER));
        var b = world.node(cluster.url(USER));
        var viewer = b.watch(new Start.Snapshot());
        for (int i = 0; i < 10; i++) {
            world.assertPasses(a, viewer);
            world.assertPasses(b, viewer);
        }
        long subscribed =
                cluster.nodes().stream()
                        .filter(node -> node.cli("pubsub", "shardchannels").contains("ws:{home}"))
                        .count();
        assertThat(subscribed).as("only at the node that has the slot").isEqualTo(1);

        cluster.nodes().forEach(node -> node.cli("client", "kill", "type", "pubsub"));
        world.assertPasses(a, viewer);
        assertThat(viewer.of(POWER)).doesNotHaveDuplicates();

        a.bus.leave(RedisNode.SITE);
        eventually(
                "nothing that the document allows was left unused",
                () -> unused(cluster).isEmpty());
        cluster.nodes().forEach(node -> assertThat(node.cli("acl", "log")).isBlank());
    }

    private static Set<String> unused(RedisCluster cluster) {
        var stats = new StringBuilder();
        cluster.nodes().forEach(node -> stats.append(node.cli("info", "commandstats")));
        var unused = AclLine.unused(stats.toString());
        unused.retainAll(AclLine.CLUSTER);
        return unused;
    }

    @Test
    void whereSentinelNamesAnotherOneItGoesOn() {
        var sentinel = world.open(RedisSentinel.start());
        sentinel.servers().forEach(server -> server.cli(AclLine.words()));
        var a = world.node(sentinel.url(USER));
        var b = world.node(sentinel.url(USER));
        var viewer = b.watch(new Start.Snapshot());
        world.assertPasses(a, viewer);

        sentinel.killPrimary();
        eventually("it is noticed", NOTICED, () -> a.bus.isDegraded() && b.bus.isDegraded());
        world.take(a);

        eventually("it is there", () -> viewer.sees(POWER, world.value()));
        eventually("all is well", () -> !a.bus.isDegraded() && !b.bus.isDegraded());
        world.assertPasses(a, viewer);
        assertThat(viewer.of(POWER)).doesNotHaveDuplicates();
    }
}
