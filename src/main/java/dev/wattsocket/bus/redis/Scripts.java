package dev.wattsocket.bus.redis;

/// What runs within Redis: one call for each message, one for each look at a site's log.
final class Scripts {
    /// KEYS log, origins; ARGV messages kept, message, epoch, last offset, topic, its command.
    static final String PUBLISH =
            """
            redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'm', ARGV[2])
            redis.call('HSET', KEYS[2], ARGV[3], ARGV[4] .. ':' .. redis.call('TIME')[1])
            redis.call('EXPIRE', KEYS[1], 604800)
            redis.call('EXPIRE', KEYS[2], 604800)
            redis.call(ARGV[6], ARGV[5], ARGV[2])
            return 1
            """;

    /// KEYS log, origins, life; ARGV messages wanted, seconds after which an origin is forgotten, a
    /// number for the life if none began yet. Answers the messages, oldest first, then origins and
    /// their last offsets in turn, then the life.
    static final String READ =
            """
            redis.call('SET', KEYS[3], ARGV[3], 'NX')
            local tail = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', ARGV[1])
            local messages = {}
            for i = #tail, 1, -1 do
              messages[#messages + 1] = tail[i][2][2]
            end
            local now = tonumber(redis.call('TIME')[1])
            local origins = {}
            local all = redis.call('HGETALL', KEYS[2])
            for i = 1, #all, 2 do
              local last, at = string.match(all[i + 1], '(%d+):(%d+)')
              if now - tonumber(at) <= tonumber(ARGV[2]) then
                origins[#origins + 1] = all[i]
                origins[#origins + 1] = last
              else
                redis.call('HDEL', KEYS[2], all[i])
              end
            end
            return {messages, origins, redis.call('GET', KEYS[3])}
            """;

    private Scripts() {}
}
