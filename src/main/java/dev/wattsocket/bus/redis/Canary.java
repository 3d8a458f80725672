package dev.wattsocket.bus.redis;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What each node says to all once a second: that it lives, and how far it is with the sites that
/// moved lately. `number` counts; the last one, a goodbye, has none.
record Canary(String epoch, long number, Map<String, Long> lastOffsets) {
    static final int SITES_MAX = 500;

    private static final int BYTES_MOST = 64 * 1024;
    private static final long GOODBYE = -1;

    static Canary goodbye(String epoch) {
        return new Canary(epoch, GOODBYE, Map.of());
    }

    boolean isGoodbye() {
        return number == GOODBYE;
    }

    byte[] bytes() {
        var text = new StringBuilder(epoch).append(' ').append(number);
        lastOffsets.forEach((site, last) -> text.append(' ').append(site).append('=').append(last));
        return Names.ascii(text.toString());
    }

    /// Empty where the bytes are none.
    static Optional<Canary> read(byte[] bytes) {
        if (bytes.length > BYTES_MOST) {
            return Optional.empty();
        }
        var words = new String(bytes, StandardCharsets.US_ASCII).split(" ", -1);
        try {
            var lastOffsets = new HashMap<String, Long>();
            for (int i = 2; i < words.length; i++) {
                int cut = words[i].lastIndexOf('=');
                if (cut < 0) {
                    continue; // a newer version may say more
                }
                lastOffsets.put(
                        words[i].substring(0, cut), Long.parseLong(words[i].substring(cut + 1)));
            }
            return words.length < 2 || words[0].isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Canary(words[0], Long.parseLong(words[1]), lastOffsets));
        } catch (NumberFormatException | IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }
}
