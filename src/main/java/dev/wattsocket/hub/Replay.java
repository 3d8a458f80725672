package dev.wattsocket.hub;

import java.util.List;

/// Frames for one viewer: the whole picture, what changed, or what was missed. Confined to the live
/// loop.
final class Replay {
    /// Updates that are looked at for one part of what was missed, so that the loop stays free.
    static final int PART_UPDATES_MAX = 4_096;

    private final Board board;
    private final Recent recent;
    private final ChannelNames names;
    private final FrameWriter writer;
    private final String epoch;

    Replay(Board board, Recent recent, ChannelNames names, FrameWriter writer, String epoch) {
        this.board = board;
        this.recent = recent;
        this.names = names;
        this.writer = writer;
        this.epoch = epoch;
    }

    /// A part of what was missed; the last part reaches up to now.
    record Part(List<byte[]> frames, long upToOffset, boolean last) {}

    /// The newest value of every channel that the audience sees.
    List<byte[]> snapshot(Audience audience, String tail) {
        writer.begin("snapshot", audience.ask.sub(), "");
        writeAfter(audience, 0);
        return writer.end(position(board.lastOffset()), tail);
    }

    /// The newest value of every channel that the audience sees, as readings with commas between.
    byte[] readings(Audience audience) {
        writer.beginBare();
        writeAfter(audience, 0);
        return writer.endBare();
    }

    /// The newest value of every channel that moved after an offset, and how many values were left
    /// out.
    List<byte[]> changes(Audience audience, long afterOffset, long missed) {
        writer.begin("readings", audience.ask.sub(), "");
        long leftOut = missed - writeAfter(audience, afterOffset);
        return writer.end(position(board.lastOffset()), ",\"conflated\":" + Math.max(0, leftOut));
    }

    /// Every update after an offset, in order.
    Part part(Ask ask, long afterOffset) {
        long upTo = Math.min(board.lastOffset(), afterOffset + PART_UPDATES_MAX);
        boolean last = upTo == board.lastOffset();
        writer.begin("readings", ask.sub(), "\"replay\":true,");
        for (long offset = afterOffset + 1; offset <= upTo; offset++) {
            var name = names.of(recent.channel(offset));
            if (name != null && ask.wants(name) && !Double.isNaN(recent.value(offset))) {
                writer.value(
                        name,
                        recent.timeMillis(offset),
                        recent.value(offset),
                        recent.intervalSeconds(offset));
            }
        }
        return new Part(writer.end(position(upTo), last ? ",\"last\":true" : ""), upTo, last);
    }

    private int writeAfter(Audience audience, long afterOffset) {
        int written = 0;
        for (var slot : audience.slots()) {
            int channel = slot.name.id();
            if (board.offset(channel) > afterOffset) {
                writer.value(
                        slot.name,
                        board.timeMillis(channel),
                        board.value(channel),
                        board.intervalSeconds(channel));
                written++;
            }
        }
        return written;
    }

    private Position position(long offset) {
        return new Position(epoch, offset);
    }
}
