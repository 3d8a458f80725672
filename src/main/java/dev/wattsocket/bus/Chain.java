package dev.wattsocket.bus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What this node has of one origin and site: all of it after the first mark and up to `last`.
/// Marks say where in this node's own numbering it goes on after one of the origin's offsets.
/// Confined to the live loop.
///
/// A stand is twice an offset, and one more once the origin was given up at that offset: then what
/// it did not publish was read from the store.
final class Chain {
    /// Marks that are kept; they are so far apart that they reach as far back as recent updates do.
    static final int MARKS_MAX = 256;

    private record Mark(long stand, long local) {}

    private final int id;
    private final int every;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long last;
    private boolean givenUp;
    private long heardNanos;

    Chain(int id, int every) {
        this.id = id;
        this.every = every;
    }

    int id() {
        return id;
    }

    long last() {
        return last;
    }

    long stand() {
        return 2 * last + (givenUp ? 1 : 0);
    }

    long heardNanos() {
        return heardNanos;
    }

    /// Begins anew: what was before is not known.
    void begin(long lastOffset, long local, long nowNanos) {
        last = lastOffset;
        givenUp = false;
        heardNanos = nowNanos;
        beginAt(local);
    }

    /// The origin is silent, and will not say what it had to say.
    void giveUp(long local) {
        givenUp = true;
        beginAt(local);
    }

    private void beginAt(long local) {
        marks.clear();
        marks.add(new Mark(stand(), local));
    }

    /// Goes on up to an offset; before it this node was at `before`, after it at `after`.
    void advance(long lastOffset, long before, long after, long nowNanos) {
        if (givenUp) {
            begin(lastOffset, after, nowNanos);
            return;
        }
        if (marks.isEmpty() || before - marks.getLast().local() >= every) {
            marks.add(new Mark(stand(), before));
            if (marks.size() > MARKS_MAX) {
                marks.removeFirst();
            }
        }
        last = lastOffset;
        heardNanos = nowNanos;
    }

    /// The latest known offset of this node after which all lies that came after a stand of the
    /// origin; empty where that reaches too far back.
    Optional<Long> localAfter(long stand) {
        for (var each = marks.descendingIterator(); each.hasNext(); ) {
            var mark = each.next();
            if (mark.stand() <= stand) {
                return Optional.of(mark.local());
            }
        }
        return Optional.empty();
    }
}
