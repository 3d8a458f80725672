package dev.wattsocket.bus.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Makes links to Redis. None of them mends itself: one that is broken is thrown away, and the next
/// one asks anew where Redis is.
final class Client implements AutoCloseable {
    /// Commands that wait for an answer.
    static final int COMMANDS_MAX = 1_000;

    static final long COMMAND_MILLIS_MAX = 1_500;
    static final long CONNECT_MILLIS_MAX = 2_000;

    private static final int THREADS = 2;

    private final RedisAddress address;
    private final ClientResources resources;
    private final AbstractRedisClient client;

    /// @throws IllegalArgumentException with a sentence where the address can't be used
    Client(String url) {
        address = RedisAddress.parse(url, Duration.ofMillis(COMMAND_MILLIS_MAX));
        var options = options(address.tls());
        resources =
                ClientResources.builder()
                        .ioThreadPoolSize(THREADS)
                        .computationThreadPoolSize(THREADS)
                        .build();
        if (address.isCluster()) {
            var cluster = RedisClusterClient.create(resources, address.seeds());
            cluster.setOptions(ClusterClientOptions.builder(options).build());
            client = cluster;
        } else {
            var single = RedisClient.create(resources);
            single.setOptions(options);
            client = single;
        }
    }

    /// Blocks until there is a link, or it is clear that there is none.
    ///
    /// @throws RuntimeException of the client library, which says why
    Link connect(Link.Listener listener) {
        if (client instanceof RedisClusterClient cluster) {
            cluster.refreshPartitions();
            var commands = cluster.connect(ByteArrayCodec.INSTANCE);
            return orClosed(
                    commands,
                    () -> {
                        var messages = cluster.connectPubSub(ByteArrayCodec.INSTANCE);
                        return new ClusterLink(commands, messages, listener);
                    });
        }
        var single = (RedisClient) client;
        var seed = address.seeds().getFirst();
        var commands = single.connect(ByteArrayCodec.INSTANCE, seed);
        return orClosed(
                commands,
                () -> {
                    var messages = single.connectPubSub(ByteArrayCodec.INSTANCE, seed);
                    return new SingleLink(commands, messages, listener);
                });
    }

    /// The first of two connections is let go of where the second can't be made.
    private static Link orClosed(StatefulConnection<?, ?> first, Supplier<Link> rest) {
        try {
            return rest.get();
        } catch (RuntimeException e) {
            var _ = first.closeAsync();
            throw e;
        }
    }

    @Override
    public void close() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
        var _ = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }

    private static ClientOptions options(RedisTls tls) {
        return ClientOptions.builder()
                .sslOptions(tls.options())
                .autoReconnect(false)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(COMMANDS_MAX)
                .socketOptions(
                        SocketOptions.builder()
                                .connectTimeout(Duration.ofMillis(CONNECT_MILLIS_MAX))
                                .tcpNoDelay(true)
                                .build())
                .timeoutOptions(TimeoutOptions.enabled(Duration.ofMillis(COMMAND_MILLIS_MAX)))
                .build();
    }
}
