package dev.wattsocket.bus;

import java.util.List;
import java.util.Map;

/// What the log of a site holds at one moment: the latest messages, oldest first, and the last
/// offset of each origin that spoke lately. A log that was lost begins another life. Immutable.
public record Load(String site, long life, List<Message> tail, Map<String, Long> lastOffsets) {
    public Load {
        tail = List.copyOf(tail);
        lastOffsets = Map.copyOf(lastOffsets);
    }
}
