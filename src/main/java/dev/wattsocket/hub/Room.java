package dev.wattsocket.hub;

import java.util.ArrayList;
import java.util.List;

/// The members of one audience whose sockets live on one loop. Confined to that loop.
final class Room {
    private final Loop loop;
    private final List<Member> members = new ArrayList<>();

    Room(Loop loop) {
        this.loop = loop;
    }

    Loop loop() {
        return loop;
    }

    void add(Member member) {
        member.seat = members.size();
        members.add(member);
    }

    /// Takes a member out; the last one takes the free seat.
    void remove(Member member) {
        if (member.seat < 0) {
            return;
        }
        var last = members.removeLast();
        if (last != member) {
            members.set(member.seat, last);
            last.seat = member.seat;
        }
        member.seat = -1;
    }

    /// Writes the same bytes to every member that is in step.
    void deliver(Delivery delivery) {
        for (var member : members) {
            member.admit(delivery);
        }
        for (var frame : delivery.frames()) {
            var shared = loop.share(frame);
            try {
                for (var member : members) {
                    member.write(shared);
                }
            } finally {
                shared.release();
            }
        }
    }

    /// Tells members in step that there is nothing for them up to this position.
    void settle(Position position) {
        for (var member : members) {
            member.settle(position);
        }
    }
}
