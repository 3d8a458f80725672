package dev.wattsocket.bus.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletionStage;

/// A link to one Redis, which Sentinel may have named.
final class SingleLink extends Link {
    private final StatefulRedisConnection<byte[], byte[]> commands;
    private final StatefulRedisPubSubConnection<byte[], byte[]> messages;

    SingleLink(
            StatefulRedisConnection<byte[], byte[]> commands,
            StatefulRedisPubSubConnection<byte[], byte[]> messages,
            Listener listener) {
        super(commands.async());
        this.commands = commands;
        this.messages = messages;
        messages.addListener(new Messages(listener));
        commands.addListener(new Ends(() -> listener.broken(this)));
        messages.addListener(new Ends(() -> listener.broken(this)));
    }

    @Override
    CompletionStage<?> subscribe(byte[] topic) {
        return messages.async().subscribe(topic);
    }

    @Override
    CompletionStage<?> unsubscribe(byte[] topic) {
        return messages.async().unsubscribe(topic);
    }

    @Override
    String publishing() {
        return "PUBLISH";
    }

    @Override
    void end() {
        var _ = commands.closeAsync();
        var _ = messages.closeAsync();
    }
}
