package dev.wattsocket.bus.redis;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.bus.BusCounts;
import dev.wattsocket.bus.Updates;
import dev.wattsocket.kit.Redis;
import dev.wattsocket.model.Samples;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What a node asks of Redis, and keeps of what comes from it, ends somewhere.
final class RedisLimitsTest {
    private static final byte[] TOPIC = Names.topic(RedisNode.SITE);
    private static final long NOW = System.nanoTime();

    @Test
    void ofMoreMessagesThanWaitTheLatestAreDropped() {
        var tasks = new ArrayDeque<Runnable>();
        var counts = new BusCounts();
        var taken = new ArrayList<byte[]>();
        var inbox = new Inbox(tasks, counts, (_, message) -> taken.add(message), _ -> {});
        for (int i = 0; i < Inbox.MESSAGES_MAX + 3; i++) {
            inbox.message(TOPIC, TOPIC);
        }
        assertThat(counts.dropped.sum()).isEqualTo(3);

        tasks.poll().run();
        inbox.message(TOPIC, TOPIC);
        tasks.forEach(Runnable::run);

        assertThat(counts.dropped.sum()).isEqualTo(3);
        assertThat(taken).hasSize(Inbox.MESSAGES_MAX + 1);
    }

    @Test
    void aSignOfLifeTellsOfSoManySites() {
        var outboxes = new Outboxes("life", channel -> Optional.of("site" + channel));
        for (int i = 0; i <= Canary.SITES_MAX; i++) {
            outboxes.add(one(i), NOW);
        }
        outboxes.due(NOW).forEach(message -> outboxes.arrived(message.site(), NOW));

        var lately = outboxes.lately(NOW);
        assertThat(lately).hasSize(Canary.SITES_MAX);
        var canary = new Canary("life", 7, new HashMap<>(lately));
        assertThat(Canary.read(canary.bytes())).contains(canary);
    }

    @Test
    void whatMovesSoonAfterAMessageWaitsForTheNext() {
        var outboxes = new Outboxes("life", _ -> Optional.of(RedisNode.SITE));
        outboxes.add(one(1), NOW);
        assertThat(outboxes.due(NOW)).hasSize(1);
        outboxes.arrived(RedisNode.SITE, NOW);
        outboxes.add(one(2), NOW + 1);
        outboxes.add(one(3), NOW + 2);

        assertThat(outboxes.due(NOW + Outboxes.GATHER_NANOS_MAX - 1)).isEmpty();
        assertThat(outboxes.waitNanos(NOW, Long.MAX_VALUE)).isEqualTo(Outboxes.GATHER_NANOS_MAX);
        var due = outboxes.due(NOW + Outboxes.GATHER_NANOS_MAX);
        assertThat(due).hasSize(1);
        assertThat(due.getFirst().samples().size()).isEqualTo(2);
    }

    private static Updates one(int channel) {
        var samples = new Samples.Builder(1);
        samples.add(channel, 1, 1, 0);
        return new Updates(channel + 1L, samples.build());
    }

    @Test
    void soManyOtherNodesAreKnown() {
        var peers = new Peers();
        for (int i = 0; i < Peers.PEERS_MAX; i++) {
            assertThat(peers.heard("life" + i, NOW)).isTrue();
        }
        assertThat(peers.heard("one more", NOW)).isFalse();

        peers.left("life0");
        assertThat(peers.heard("one more", NOW)).isTrue();
        assertThat(peers.silent(NOW + 2, 1)).hasSize(Peers.PEERS_MAX).contains("one more");
    }

    @Test
    void redisIsTriedAgainAfterASecondAtMost() {
        var pause = new Pause();
        for (int i = 0; i < 20; i++) {
            pause.begin(NOW + i);
            assertThat(pause.isOver(NOW + i)).isFalse();
        }
        long most = TimeUnit.MILLISECONDS.toNanos(Pause.PAUSE_MILLIS_MAX);
        assertThat(pause.isOver(NOW + 20 + most)).isTrue();
        assertThat(pause.isOver(NOW + 20 + most / 3)).isFalse();
    }

    @Test
    void theLogOfASiteAndTheCommandsUnderWayEndSomewhere() {
        try (var redis = Redis.start();
                var client = new Client(redis.url())) {
            var link =
                    client.connect(
                            new Inbox(new ArrayDeque<>(), new BusCounts(), (_, _) -> {}, _ -> {}));
            int more = 500;
            for (int i = 0; i < RedisBus.LOG_MESSAGES_MAX + more; i += more) {
                var sent = new ArrayList<CompletableFuture<?>>();
                for (int j = 0; j < more; j++) {
                    sent.add(publish(link, i + j + 1));
                }
                sent.forEach(CompletableFuture::join);
            }
            // Redis throws away whole nodes of its list, of a hundred messages each.
            int length = Integer.parseInt(redis.cli("xlen", "ws:{home}:log").strip());
            assertThat(length)
                    .isBetween(RedisBus.LOG_MESSAGES_MAX, RedisBus.LOG_MESSAGES_MAX + 100);

            redis.pause();
            var told = new ArrayList<CompletableFuture<?>>();
            for (int i = 0; i < 2 * Client.COMMANDS_MAX; i++) {
                told.add(tell(link));
            }
            var refused =
                    told.stream().filter(CompletableFuture::isCompletedExceptionally).toList();
            assertThat(refused)
                    .isNotEmpty()
                    .allMatch(each ->
                            Dialer.why(each.exceptionNow()).contains("size exceeded: 1000"));
            assertThat(told.size() - refused.size()).isGreaterThanOrEqualTo(Client.COMMANDS_MAX);
            assertThat(told.stream().filter(each -> !each.isDone()).count())
                    .isLessThanOrEqualTo(Client.COMMANDS_MAX);
            eventually(
                    "commands without an answer fail",
                    Duration.ofMillis(4 * Client.COMMAND_MILLIS_MAX),
                    () -> told.stream().allMatch(CompletableFuture::isDone));
            redis.resume();
            link.end();
        }
    }

    private static CompletableFuture<?> tell(Link link) {
        return link.tell(Names.NODES, TOPIC).toCompletableFuture();
    }

    private static CompletableFuture<?> publish(Link link, int offset) {
        return link.publish(
                        RedisNode.SITE,
                        Names.ascii(Integer.toString(RedisBus.LOG_MESSAGES_MAX)),
                        Names.ascii("message"),
                        Names.ascii("life"),
                        Names.ascii(Integer.toString(offset)),
                        TOPIC,
                        Names.ascii(link.publishing()))
                .toCompletableFuture();
    }
}
