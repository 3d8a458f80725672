package dev.wattsocket.bus.redis;

import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Where Redis is: `redis://user:password@host:port/db` (`rediss://` with TLS),
/// `redis-sentinel://host,host/db#master`, or `redis+cluster://host,host` (`rediss+cluster://`).
record RedisAddress(List<RedisURI> seeds, boolean isCluster) {
    private static final String CLUSTER = "+cluster://";

    /// @throws IllegalArgumentException with a sentence where it can't be understood
    static RedisAddress parse(String url, Duration timeout) {
        try {
            boolean isCluster = url.contains(CLUSTER);
            var seeds = isCluster ? seeds(url) : List.of(RedisURI.create(url));
            seeds.forEach(seed -> seed.setTimeout(timeout));
            return new RedisAddress(seeds, isCluster);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The address of Redis is redis://, rediss://, redis-sentinel:// or"
                            + " redis+cluster:// with a host: "
                            + e.getMessage(),
                    e);
        }
    }

    /// One address for each host, all with the same user and password.
    private static List<RedisURI> seeds(String url) {
        int begin = url.indexOf(CLUSTER);
        String scheme = url.substring(0, begin) + "://";
        String rest = url.substring(begin + CLUSTER.length());
        int at = rest.lastIndexOf('@');
        String user = rest.substring(0, at + 1);
        return Arrays.stream(rest.substring(at + 1).split(",", -1))
                .map(host -> RedisURI.create(scheme + user + host))
                .toList();
    }
}
