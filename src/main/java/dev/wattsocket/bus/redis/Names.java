package dev.wattsocket.bus.redis;

import java.nio.charset.StandardCharsets;

/// What things are called in Redis. The braces make a Cluster keep what is of one site together.
final class Names {
    static final byte[] NODES = ascii("ws:{}:nodes");

    private static final String OPEN = "ws:{";
    private static final String CLOSE = "}";

    private Names() {}

    static byte[] log(String site) {
        return ascii(OPEN + site + CLOSE + ":log");
    }

    static byte[] origins(String site) {
        return ascii(OPEN + site + CLOSE + ":origins");
    }

    static byte[] life(String site) {
        return ascii(OPEN + site + CLOSE + ":life");
    }

    static byte[] topic(String site) {
        return ascii(OPEN + site + CLOSE);
    }

    /// The site of a topic.
    static String site(byte[] topic) {
        int open = OPEN.length();
        return new String(topic, open, topic.length - open - 1, StandardCharsets.US_ASCII);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
