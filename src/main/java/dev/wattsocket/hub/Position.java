package dev.wattsocket.hub;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A resume point: everything up to `offset` of this epoch has been sent. An epoch is one life of
/// the live state of one node. `others` says the same in the words of all nodes, for some sites:
/// what of each origin has been sent, as `;site,epoch:offset,epoch:offset`. On the wire all of it
/// is opaque.
public record Position(String epoch, long offset, String others) {
    /// Characters on the wire. Where the sites have more to say, a position holds on its node only.
    public static final int CHARS_MAX = 4_096;

    private static final int OTHERS_MOST = CHARS_MAX - 128;

    public Position {
        if (others.length() > OTHERS_MOST) {
            others = "";
        }
    }

    /// A position that holds on its own node only.
    public Position(String epoch, long offset) {
        this(epoch, offset, "");
    }

    public static Optional<Position> parse(String text) {
        if (text.length() > CHARS_MAX) {
            return Optional.empty();
        }
        int end = text.indexOf(';');
        String own = end < 0 ? text : text.substring(0, end);
        int cut = own.lastIndexOf(':');
        if (cut <= 0) {
            return Optional.empty();
        }
        var offset = offset(own.substring(cut + 1));
        String others = end < 0 ? "" : text.substring(end);
        return offset.map(known -> new Position(own.substring(0, cut), known, others));
    }

    /// What this position and another one of the same node and offset say together.
    public Position with(Position other) {
        return others.contains(other.others)
                ? this
                : new Position(epoch, offset, others + other.others);
    }

    /// What of each origin of a site has been sent; empty where the position does not say.
    Optional<Map<String, Long>> of(String site) {
        for (var part : others.split(";", -1)) {
            var words = part.split(",", -1);
            if (words[0].equals(site) && !part.isEmpty()) {
                return origins(words);
            }
        }
        return Optional.empty();
    }

    private static Optional<Map<String, Long>> origins(String[] words) {
        var origins = new HashMap<String, Long>();
        for (int i = 1; i < words.length; i++) {
            int cut = words[i].lastIndexOf(':');
            var offset = offset(words[i].substring(cut + 1));
            if (cut <= 0 || offset.isEmpty()) {
                return Optional.empty();
            }
            origins.put(words[i].substring(0, cut), offset.get());
        }
        return Optional.of(origins);
    }

    private static Optional<Long> offset(String text) {
        try {
            long offset = Long.parseLong(text);
            return offset < 0 ? Optional.empty() : Optional.of(offset);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return epoch + ":" + offset + others;
    }
}
