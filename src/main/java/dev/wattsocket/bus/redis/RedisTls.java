package dev.wattsocket.bus.redis;

import io.lettuce.core.SslOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The certificates of a link with TLS, as files in PEM under the names that PostgreSQL's addresses
/// have for them: whom Redis's own is signed by (`sslrootcert`; without it, whom Java trusts), and
/// what this node shows (`sslcert`, `sslkey`), where Redis wants to see one.
record RedisTls(Map<String, Path> files) {
    private static final String ROOT = "sslrootcert";
    private static final String CERTIFICATE = "sslcert";
    private static final String KEY = "sslkey";
    private static final List<String> NAMES = List.of(ROOT, CERTIFICATE, KEY);

    /// Other options that the client library understands.
    private static final List<String> OTHERS = List.of("verifyPeer", "clientName");

    RedisTls {
        files = Map.copyOf(files);
        if (files.containsKey(CERTIFICATE) != files.containsKey(KEY)) {
            throw new IllegalArgumentException(CERTIFICATE + " and " + KEY + " go together");
        }
        files.forEach(RedisTls::check);
    }

    /// @param options of the address, such as `sslrootcert=/etc/redis-ca.pem`
    static RedisTls of(List<String> options) {
        var files = new HashMap<String, Path>();
        for (var option : options) {
            String[] words = option.split("=", 2);
            if (isOne(option)) {
                files.put(words[0], Path.of(words[1]));
            } else if (!OTHERS.contains(words[0])) {
                throw new IllegalArgumentException("it has no option " + words[0]);
            }
        }
        return new RedisTls(files);
    }

    static boolean isOne(String option) {
        int cut = option.indexOf('=');
        return cut > 0 && NAMES.contains(option.substring(0, cut));
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    SslOptions options() {
        var options = SslOptions.builder().jdkSslProvider();
        if (files.containsKey(ROOT)) {
            options.trustManager(file(ROOT));
        }
        if (files.containsKey(KEY)) {
            options.keyManager(file(CERTIFICATE), file(KEY), new char[0]);
        }
        return options.build();
    }

    private static void check(String name, Path file) {
        String begin = name.equals(KEY) ? "-----BEGIN PRIVATE KEY" : "-----BEGIN CERTIFICATE";
        try {
            if (!Files.readString(file).contains(begin)) {
                throw new IllegalArgumentException(
                        "%s holds no %s-----: %s".formatted(name, begin, file));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(name + " can't be read: " + file, e);
        }
    }

    private File file(String name) {
        return files.getOrDefault(name, Path.of("")).toFile();
    }
}
