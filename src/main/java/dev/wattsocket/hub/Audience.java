package dev.wattsocket.hub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// The viewers that asked for the same thing, and what waits to be sent to them. Confined to the
/// live loop but for what rooms report back.
///
/// All that waits goes out together, so that one position describes it: at once after quiet; not
/// before every channel in it is due by the ask's rate; not while the delivery before it is still
/// being written, and then after a pause that keeps writing to a share of the time. So frames get
/// fuller, not more, as load grows.
final class Audience {
    /// The longest pause between two deliveries for the sake of load alone.
    static final long GAP_NANOS_MAX = 30_000_000;

    static final long GAP_NANOS_MIN = 2_000_000;

    /// Where values come faster than they can be written one by one, writing takes about one part
    /// in this many of a loop's time. A lone value gains nothing from a wait, and gets a short one.
    private static final int GAP_COSTS = 10;

    private static final Comparator<Slot> BY_METER =
            Comparator.<Slot, String>comparing(slot -> slot.name.meter())
                    .thenComparingInt(slot -> slot.name.id());

    final Ask ask;
    private List<Slot> slots = new ArrayList<>();
    private boolean sorted = true;

    /// Members that joined or caught up while older values were waiting: the next delivery is not
    /// for them as it is.
    final List<Member> fresh = new ArrayList<>();

    private final Map<Loop, Room> rooms = new HashMap<>();
    private final List<Slot> pending = new ArrayList<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile long costNanos;
    private long readyNanos;
    private Position sent;
    private int members;

    Audience(Ask ask, Position sent, long nowNanos) {
        this.ask = ask;
        this.sent = sent;
        this.readyNanos = nowNanos;
    }

    void add(Slot slot) {
        slots.add(slot);
        sorted = false;
    }

    /// The channels that this audience sees, those of one meter beside each other.
    List<Slot> slots() {
        if (!sorted) {
            slots.sort(BY_METER);
            sorted = true;
        }
        return slots;
    }

    /// Forgets the channels and what waits, to look at them anew; answers the channels that waited.
    Set<Integer> forgetSlots() {
        var waited = new HashSet<Integer>();
        pending.forEach(slot -> waited.add(slot.name.id()));
        slots = new ArrayList<>();
        pending.clear();
        return waited;
    }

    Room room(Loop loop) {
        return rooms.computeIfAbsent(loop, Room::new);
    }

    Iterable<Room> rooms() {
        return rooms.values();
    }

    void count(int more) {
        members += more;
    }

    boolean isEmpty() {
        return members == 0;
    }

    boolean waits() {
        return !pending.isEmpty();
    }

    /// Up to where everything has been sent, given where the newest is.
    Position settled(Position newest) {
        return pending.isEmpty() ? newest : sent;
    }

    /// Marks a channel's newest value as waiting; answers whether it is the first that waits.
    boolean mark(Slot slot) {
        if (slot.pending) {
            return false;
        }
        slot.pending = true;
        readyNanos = Math.max(readyNanos, slot.lastSentNanos + ask.periodNanos());
        pending.add(slot);
        return pending.size() == 1;
    }

    /// When what waits may go out; one poll later while the delivery before is being written.
    long readyNanos(long nowNanos) {
        return inFlight.get() == 0
                ? readyNanos
                : Math.max(readyNanos, nowNanos + GAP_NANOS_MIN / 2);
    }

    /// Encodes and hands out all that waits.
    void flush(Board board, FrameWriter writer, Position newest, long nowNanos) {
        pending.sort(BY_METER);
        var delivery = encode(board, writer, newest, 0);
        inFlight.set(rooms.size());
        for (var room : rooms.values()) {
            room.loop().execute(() -> delivered(room, delivery));
        }
        deliverToFresh(board, writer, newest, delivery.minOffset());
        for (var slot : pending) {
            slot.pending = false;
            slot.lastSentNanos = nowNanos;
        }
        pending.clear();
        sent = newest;
        readyNanos = nowNanos + gapNanos(delivery.values());
    }

    private long gapNanos(int values) {
        long costs = Math.min(GAP_COSTS, 1 + values);
        return Math.clamp(costs * costNanos, GAP_NANOS_MIN, GAP_NANOS_MAX);
    }

    private void delivered(Room room, Delivery delivery) {
        long begun = System.nanoTime();
        try {
            room.deliver(delivery);
        } finally {
            // Rises slowly: a loop that lost its processor for once has not become slower.
            long before = costNanos;
            costNanos = Math.min(System.nanoTime() - begun, before + before / 8 + 100_000);
            inFlight.decrementAndGet();
        }
    }

    private void deliverToFresh(Board board, FrameWriter writer, Position newest, long minOffset) {
        for (var member : fresh) {
            if (minOffset <= member.from && !member.gone) {
                var own = encode(board, writer, newest, member.from);
                if (own.values() > 0) {
                    member.peer.loop().execute(() -> member.deliver(own));
                }
            }
        }
        fresh.clear();
    }

    /// What waits and came after this offset.
    private Delivery encode(Board board, FrameWriter writer, Position newest, long after) {
        writer.begin("readings", ask.sub(), "");
        long minOffset = Long.MAX_VALUE;
        int values = 0;
        for (var slot : pending) {
            int channel = slot.name.id();
            if (board.offset(channel) > after) {
                writer.value(
                        slot.name,
                        board.timeMillis(channel),
                        board.value(channel),
                        board.intervalSeconds(channel));
                minOffset = Math.min(minOffset, board.offset(channel));
                values++;
            }
        }
        return new Delivery(writer.end(newest, ""), values, minOffset, newest);
    }
}
