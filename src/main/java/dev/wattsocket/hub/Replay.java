package dev.wattsocket.hub;

import dev.wattsocket.bus.Reach;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/// Frames for one viewer: the whole picture, what changed, or what was missed. Confined to the live
/// loop.
final class Replay {
    /// Updates that are looked at for one part of what was missed, so that the loop stays free.
    static final int PART_UPDATES_MAX = 4_096;

    private final Board board;
    private final Recent recent;
    private final ChannelNames names;
    private final FrameWriter writer;
    private final Positions positions;

    Replay(
            Board board,
            Recent recent,
            ChannelNames names,
            FrameWriter writer,
            Positions positions) {
        this.board = board;
        this.recent = recent;
        this.names = names;
        this.writer = writer;
        this.positions = positions;
    }

    /// A part of what was missed; the last part reaches up to now.
    record Part(List<byte[]> frames, long upToOffset, boolean last) {}

    /// The newest value of every channel that the audience sees.
    List<byte[]> snapshot(Audience audience, String tail) {
        writer.begin("snapshot", audience.ask.sub(), "");
        writeAfter(audience, 0);
        return writer.end(positions.now(audience.ask), tail);
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
        return writer.end(positions.now(audience.ask), ",\"conflated\":" + Math.max(0, leftOut));
    }

    /// Every update after an offset, in order; for a viewer of another node those that it was not
    /// sent there. Sums are computed at each node, one way or another, so it gets their newest.
    Part part(Audience audience, Reach.After after) {
        var ask = audience.ask;
        long upTo = Math.min(board.lastOffset(), after.offset() + PART_UPDATES_MAX);
        boolean last = upTo == board.lastOffset();
        writer.begin("readings", ask.sub(), "\"replay\":true,");
        if (after.isFromElsewhere()) {
            writeByTime(ask, after, upTo);
        } else {
            writeInOrder(ask, after, upTo);
        }
        if (!last) {
            return new Part(writer.end(positions.passing(upTo), ""), upTo, false);
        }
        if (after.isFromElsewhere()) {
            write(audience, slot -> board.isSum(slot.name.id()), 0);
        }
        return new Part(writer.end(positions.now(ask), ",\"last\":true"), upTo, true);
    }

    /// A meter that spoke to several nodes may have come in here in another order.
    private void writeByTime(Ask ask, Reach.After after, long upTo) {
        LongStream.rangeClosed(after.offset() + 1, upTo)
                .filter(offset -> isWanted(ask, offset, after))
                .boxed()
                .sorted(Comparator.comparingLong(recent::timeMillis))
                .forEach(this::write);
    }

    private void writeInOrder(Ask ask, Reach.After after, long upTo) {
        for (long offset = after.offset() + 1; offset <= upTo; offset++) {
            if (isWanted(ask, offset, after)) {
                write(offset);
            }
        }
    }

    private boolean isWanted(Ask ask, long offset, Reach.After after) {
        var name = names.of(recent.channel(offset));
        return name != null
                && ask.wants(name)
                && !Double.isNaN(recent.value(offset))
                && recent.isLacking(offset, name.site(), after);
    }

    private void write(long offset) {
        var name = names.of(recent.channel(offset));
        if (name != null) {
            writer.value(
                    name,
                    recent.timeMillis(offset),
                    recent.value(offset),
                    recent.intervalSeconds(offset));
        }
    }

    private int writeAfter(Audience audience, long afterOffset) {
        return write(audience, _ -> true, afterOffset);
    }

    private int write(Audience audience, Predicate<Slot> wanted, long afterOffset) {
        int written = 0;
        for (var slot : audience.slots()) {
            int channel = slot.name.id();
            if (board.offset(channel) > afterOffset && wanted.test(slot)) {
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
}
