package dev.wattsocket.bus.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;

/// Tells when a connection ends.
record Ends(Runnable ended) implements RedisConnectionStateListener {
    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
        ended.run();
    }
}
