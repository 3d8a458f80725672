package dev.wattsocket.hub;

import java.util.Optional;

/// A resume point: everything up to `offset` of this epoch has been sent. An epoch is one life of
/// the live state. On the wire it is opaque.
public record Position(String epoch, long offset) {

    public static Optional<Position> parse(String text) {
        int cut = text.lastIndexOf(':');
        if (cut <= 0 || text.length() > 64) {
            return Optional.empty();
        }
        try {
            long offset = Long.parseLong(text.substring(cut + 1));
            return offset < 0
                    ? Optional.empty()
                    : Optional.of(new Position(text.substring(0, cut), offset));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return epoch + ":" + offset;
    }
}
