package dev.wattsocket.hub;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One subscription of one viewer. A member that reads too slowly gets nothing until its socket
/// takes more, and then the newest value of each channel that moved meanwhile: being slow costs a
/// number, not a queue.
///
/// `from` and `gone` are written by the live loop, everything else to the peer's loop.
public final class Member {
    private enum State {
        /// Not there yet: replayed frames come first.
        CATCHING_UP,
        IN_STEP,
        /// The socket takes no more.
        BEHIND,
        /// The newest values have been asked for.
        REFRESHING
    }

    final Peer peer;
    private final Hub hub;
    private final Ask ask;

    /// What came up to this offset has been sent in the member's own frames.
    long from;

    volatile boolean gone;

    int seat = -1;
    private State state = State.CATCHING_UP;
    private long since;
    private Position sent = new Position("", 0);
    private long conflated;
    private boolean admitted;
    private @Nullable Runnable whenWritable;

    Member(Hub hub, Ask ask, Peer peer) {
        this.hub = hub;
        this.ask = ask;
        this.peer = peer;
    }

    public Ask ask() {
        return ask;
    }

    /// Up to where the viewer has been sent everything; empty while it is not in step.
    public Optional<Position> sent() {
        return state == State.IN_STEP ? Optional.of(sent) : Optional.empty();
    }

    /// To be called when the socket takes more again.
    public void writable() {
        if (state == State.BEHIND) {
            state = State.REFRESHING;
            hub.refresh(this, sent.offset(), conflated);
            return;
        }
        var more = whenWritable;
        if (more != null) {
            whenWritable = null;
            more.run();
        }
    }

    /// Decides whether a delivery is for this member.
    void admit(Delivery delivery) {
        admitted = false;
        if (state == State.BEHIND || state == State.REFRESHING) {
            conflated += delivery.values();
        } else if (state == State.IN_STEP && delivery.minOffset() > since) {
            admitted = peer.writable();
            if (admitted) {
                sent = delivery.position();
            } else {
                state = State.BEHIND;
                conflated = delivery.values();
            }
        }
    }

    void write(Loop.Shared frame) {
        if (admitted) {
            peer.write(frame);
        }
    }

    /// Writes a delivery that was made for this member alone.
    void deliver(Delivery own) {
        long shared = since;
        since = 0;
        admit(own);
        since = shared;
        if (admitted) {
            writeAll(own.frames());
        }
    }

    void settle(Position position) {
        if (state == State.IN_STEP && position.offset() >= sent.offset()) {
            sent = position;
        }
    }

    /// The member is in step from here on: these frames hold all up to `position`.
    void inStep(List<byte[]> frames, Position position) {
        state = State.IN_STEP;
        since = position.offset();
        sent = position;
        conflated = 0;
        writeAll(frames);
    }

    /// A part of what was missed; `more` runs as soon as the socket takes more.
    void part(List<byte[]> frames, Runnable more) {
        writeAll(frames);
        if (peer.writable()) {
            more.run();
        } else {
            whenWritable = more;
        }
    }

    private void writeAll(List<byte[]> frames) {
        for (var frame : frames) {
            peer.write(frame);
        }
    }
}
