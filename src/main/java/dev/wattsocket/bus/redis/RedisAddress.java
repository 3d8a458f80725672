package dev.wattsocket.bus.redis;

import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Where Redis is: `redis://user:password@host:port/db` (`rediss://` with TLS),
/// `redis-sentinel://host,host/db#master`, or `redis+cluster://host,host` (`rediss+cluster://`).
record RedisAddress(List<RedisURI> seeds, boolean isCluster, RedisTls tls) {
    private static final String CLUSTER = "+cluster";
    private static final String USER = "[\\w.~!$&'()*+,;=:%-]*";

    /// @throws IllegalArgumentException with a sentence where it can't be understood
    static RedisAddress parse(String url, Duration timeout) {
        try {
            var parts = Parts.of(url);
            var tls = RedisTls.of(parts.options());
            if (!tls.isEmpty() && !parts.scheme().startsWith("rediss")) {
                throw new IllegalArgumentException("a certificate needs rediss://");
            }
            boolean isCluster = parts.scheme().endsWith(CLUSTER);
            var seeds = isCluster ? parts.seeds() : List.of(uri(parts.text()));
            seeds.forEach(seed -> seed.setTimeout(timeout));
            return new RedisAddress(seeds, isCluster, tls);
        } catch (IllegalArgumentException e) {
            // Without its cause, which may show the password.
            throw new IllegalArgumentException(
                    "The address of Redis is redis://, rediss://, redis-sentinel:// or"
                            + " redis+cluster:// with a host: "
                            + String.valueOf(e.getMessage()).replaceAll("//.*@", "//…@"));
        }
    }

    private static RedisURI uri(String text) {
        var uri = RedisURI.create(text);
        // Who may do only what is needed may not say which library it is.
        uri.setLibraryName("");
        uri.setLibraryVersion("");
        if (uri.getHost() == null || uri.getHost().startsWith("[")) {
            return uri;
        }
        // A port after a name with an underscore is left in the name.
        String[] words = uri.getHost().split(":", -1);
        if (words.length > 1) {
            if (words.length > 2 || words[0].isEmpty() || !words[1].matches("\\d{1,5}")) {
                throw new IllegalArgumentException("its host can't be read: " + uri.getHost());
            }
            uri.setHost(words[0]);
            uri.setPort(Integer.parseInt(words[1]));
        }
        return uri;
    }

    /// An address in its parts; `user` ends with `@` where there is one, `options` are those that
    /// follow a `?`.
    private record Parts(String scheme, String user, String place, List<String> options) {

        static Parts of(String url) {
            int begin = url.indexOf("://");
            if (begin < 0) {
                throw new IllegalArgumentException("there is no ://");
            }
            String rest = url.substring(begin + 3);
            int at = rest.lastIndexOf('@') + 1;
            String user = rest.substring(0, at);
            if (at > 0 && !user.substring(0, at - 1).matches(USER)) {
                throw new IllegalArgumentException(
                        "in its user and password, characters such as / # ? @ are written %2F %23"
                                + " %3F %40");
            }
            String[] words = rest.substring(at).split("[?]", 2);
            String[] query = (words.length > 1 ? words[1] : "").split("#", 2);
            String master = query.length > 1 ? "#" + query[1] : "";
            return new Parts(
                    url.substring(0, begin),
                    user,
                    words[0] + master,
                    Arrays.stream(query[0].split("&", -1))
                            .filter(option -> !option.isEmpty())
                            .toList());
        }

        String text() {
            return text(scheme, place);
        }

        /// One address for each host, all with the same user and password.
        List<RedisURI> seeds() {
            String each = scheme.substring(0, scheme.length() - CLUSTER.length());
            return Arrays.stream(place.split(",", -1)).map(host -> uri(text(each, host))).toList();
        }

        private String text(String kind, String where) {
            int master = where.contains("#") ? where.indexOf('#') : where.length();
            String known =
                    options.stream()
                            .filter(option -> !RedisTls.isOne(option))
                            .collect(Collectors.joining("&", "?", ""));
            return kind
                    + "://"
                    + user
                    + where.substring(0, master)
                    + (known.length() > 1 ? known : "")
                    + where.substring(master);
        }
    }
}
