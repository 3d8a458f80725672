package dev.wattsocket.bus.redis;

import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.pubsub.StatefulRedisClusterPubSubConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A link to a Cluster. Messages of a site come from the node that has its slot, and from no other.
final class ClusterLink extends Link {
    private final StatefulRedisClusterConnection<byte[], byte[]> commands;
    private final StatefulRedisClusterPubSubConnection<byte[], byte[]> messages;
    private final Listener listener;
    private final Map<String, CompletableFuture<StatefulRedisPubSubConnection<byte[], byte[]>>>
            nodes = new HashMap<>();

    ClusterLink(
            StatefulRedisClusterConnection<byte[], byte[]> commands,
            StatefulRedisClusterPubSubConnection<byte[], byte[]> messages,
            Listener listener) {
        super(commands.async());
        this.commands = commands;
        this.messages = messages;
        this.listener = listener;
    }

    @Override
    CompletionStage<?> subscribe(byte[] topic) {
        return node(topic).thenCompose(node -> node.async().ssubscribe(topic));
    }

    @Override
    CompletionStage<?> unsubscribe(byte[] topic) {
        return node(topic).thenCompose(node -> node.async().sunsubscribe(topic));
    }

    @Override
    String publishing() {
        return "SPUBLISH";
    }

    @Override
    void end() {
        var _ = commands.closeAsync();
        var _ = messages.closeAsync();
    }

    private synchronized CompletableFuture<StatefulRedisPubSubConnection<byte[], byte[]>> node(
            byte[] topic) {
        var owner = messages.getPartitions().getPartitionBySlot(SlotHash.getSlot(topic));
        if (owner == null) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("no node of the Cluster has the slot"));
        }
        return nodes.computeIfAbsent(
                owner.getNodeId(),
                id ->
                        messages.getConnectionAsync(id)
                                .thenApply(node -> {
                                    node.addListener(new Messages(listener));
                                    node.addListener(new Ends(() -> listener.broken(this)));
                                    return node;
                                }));
    }
}
