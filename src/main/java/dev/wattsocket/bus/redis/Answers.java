package dev.wattsocket.bus.redis;

import dev.wattsocket.bus.Load;
import dev.wattsocket.bus.Message;
import dev.wattsocket.bus.MessageBytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Reads what the scripts answer.
final class Answers {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Answers() {}

    /// A number for the life of a log that no other has.
    static long newLife() {
        return 1 + (RANDOM.nextLong() >>> 16);
    }

    static Load load(String site, List<Object> answer) {
        var tail = new ArrayList<Message>();
        for (var bytes : (List<?>) answer.get(0)) {
            MessageBytes.read(site, (byte[]) bytes, 0).ifPresent(tail::add);
        }
        var origins = (List<?>) answer.get(1);
        var lastOffsets = new HashMap<String, Long>();
        for (int i = 0; i + 1 < origins.size(); i += 2) {
            lastOffsets.put(text(origins.get(i)), Long.parseLong(text(origins.get(i + 1))));
        }
        return new Load(site, Long.parseLong(text(answer.get(2))), tail, lastOffsets);
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.US_ASCII);
    }
}
