package dev.wattsocket.postgres;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// Where a PostgreSQL database is: `postgresql://USER:PASSWORD@HOST:PORT/DATABASE?OPTIONS`, several
/// hosts with commas between, options as the driver knows them (`sslmode=verify-full`).
public record PostgresUrl(String text) {
    /// The schema that our tables are in, unless the address names another (`currentSchema`).
    static final String SCHEMA = "wattsocket";

    public PostgresUrl {
        if (!isOne(text)) {
            throw new IllegalArgumentException(
                    "A store's address is like postgresql://user:password@host/database: "
                            + withoutPassword(text));
        }
        try {
            var _ = new URI(hidden(text));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "The store's address can't be read: %s (%s)"
                            .formatted(withoutPassword(text), e.getReason()),
                    e);
        }
    }

    /// Whether a text is meant as such an address.
    public static boolean isOne(String text) {
        return text.startsWith("postgresql://") || text.startsWith("postgres://");
    }

    String jdbc() {
        String rest = text.substring(text.indexOf("//") + 2);
        return "jdbc:postgresql://" + rest.substring(rest.indexOf('@') + 1);
    }

    /// What the driver is told besides the address.
    Properties properties(int answerSeconds) {
        var properties = new Properties();
        String rest = text.substring(text.indexOf("//") + 2);
        int at = rest.indexOf('@');
        if (at >= 0) {
            String[] words = rest.substring(0, at).split(":", 2);
            properties.setProperty("user", decoded(words[0]));
            if (words.length > 1) {
                properties.setProperty("password", decoded(words[1]));
            }
        }
        properties.setProperty("ApplicationName", "wattsocket");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", Integer.toString(answerSeconds));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("reWriteBatchedInserts", "true");
        if (!text.contains("currentSchema=")) {
            properties.setProperty("currentSchema", SCHEMA);
        }
        return properties;
    }

    /// For people: without the password.
    @Override
    public String toString() {
        return withoutPassword(text);
    }

    private static String withoutPassword(String text) {
        return text.replaceAll("//([^:/@]*):[^@]*@", "//$1@")
                .replaceAll("password=[^&]*", "password=…");
    }

    /// Several hosts are not an URI's.
    private static String hidden(String text) {
        return withoutPassword(text).replaceFirst("//[^/]*", "//host").replace("…", "x");
    }

    private static String decoded(String word) {
        return URLDecoder.decode(word.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
