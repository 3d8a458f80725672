package dev.wattsocket.hub;

import dev.wattsocket.bus.Updates;
import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.model.Samples;
import dev.wattsocket.store.SeriesStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Fan-out: takes updates in, and hands each audience what it asked for, in frames encoded once.
///
/// Public methods may be called on any thread; the work happens on the live loop, which the
/// executor stands for. Frames reach a peer on the peer's own loop, in order.
public final class Hub {
    /// Updates that are kept for viewers who come back.
    public static final int RECENT_MAX = 1 << 20;

    /// Different asks at one time; each costs the live loop a look at every update that it wants.
    public static final int AUDIENCES_MAX = 20_000;

    private static final long SETTLE_NANOS = 1_000_000_000;
    private static final long IDLE_NANOS = 100_000_000;

    private final Executor live;
    private final String epoch;
    private final Board board = new Board();
    private final Recent recent;
    private final ChannelNames names;
    private final FrameWriter writer = new FrameWriter();
    private final Replay replay;
    private final StoreReplay storeReplay;
    private final Map<Ask, Audience> audiences = new HashMap<>();
    private final Set<Audience> waiting = new HashSet<>();
    private final List<List<Slot>> slotsOfChannel = new ArrayList<>();
    private long settleNanos = System.nanoTime();
    private volatile int different;

    public Hub(Executor live, Catalog catalog, SeriesStore store, String epoch, int recentMax) {
        this.live = live;
        this.epoch = epoch;
        this.recent = new Recent(recentMax);
        this.names = new ChannelNames(catalog);
        this.replay = new Replay(board, recent, names, writer, epoch);
        this.storeReplay = new StoreReplay(store);
    }

    public String epoch() {
        return epoch;
    }

    /// Different asks now.
    public int audiences() {
        return different;
    }

    /// Starts a subscription; frames come to the peer as soon as they are made.
    public Member join(Ask ask, Peer peer, Start start) {
        var member = new Member(this, ask, peer);
        live.execute(() -> enter(member, start));
        return member;
    }

    public void leave(Member member) {
        live.execute(() -> exit(member));
    }

    /// Runs on the live loop after all that was asked for before.
    public void afterwards(Runnable task) {
        live.execute(task);
    }

    /// Looks at the catalog anew, because a meter was moved or deleted.
    public void renew() {
        live.execute(() -> {
            names.clear();
            slotsOfChannel.clear();
            for (var audience : audiences.values()) {
                audience.forgetSlots();
            }
            lookAtChannels();
        });
    }

    /// Hands `answer` a snapshot of what this ask would see, on the live loop.
    public void snapshot(Ask ask, SnapshotAnswer answer) {
        live.execute(() -> {
            var all = new Audience(ask, System.nanoTime());
            for (int channel = 0; channel < slotsOfChannel.size(); channel++) {
                slot(all, channel).ifPresent(all::add);
            }
            var at = new Position(epoch, board.lastOffset());
            answer.snapshot(replay.readings(all), at);
        });
    }

    /// Hands `answer` the newest sample of every channel, on the live loop.
    public void newest(Consumer<Samples> answer) {
        live.execute(() -> answer.accept(board.newest()));
    }

    /// Takes updates in. On the live loop.
    public void accept(Updates updates) {
        board.put(updates);
        recent.put(updates);
        lookAtChannels();
        var samples = updates.samples();
        for (int i = 0; i < samples.size(); i++) {
            if (!Double.isNaN(samples.value(i))) {
                mark(samples.channel(i));
            }
        }
    }

    private void mark(int channel) {
        for (var slot : slotsOfChannel.get(channel)) {
            if (slot.audience.mark(slot)) {
                waiting.add(slot.audience);
            }
        }
    }

    /// Sends what is due; answers in how many nanoseconds something will be. On the live loop.
    public long pulse(long nowNanos) {
        long next = nowNanos + IDLE_NANOS;
        for (var each = waiting.iterator(); each.hasNext(); ) {
            var audience = each.next();
            long ready = audience.readyNanos(nowNanos);
            if (ready <= nowNanos) {
                audience.flush(board, writer, epoch, nowNanos);
                each.remove();
            } else {
                next = Math.min(next, ready);
            }
        }
        if (nowNanos - settleNanos >= SETTLE_NANOS) {
            settleNanos = nowNanos;
            settle();
        }
        return next - nowNanos;
    }

    /// The newest values of what moved after `sentOffset`, for a member whose socket takes more
    /// again.
    void refresh(Member member, long sentOffset, long conflated) {
        live.execute(() -> sendRefresh(member, sentOffset, conflated));
    }

    /// The next part of what a member missed.
    void slice(Member member, long afterOffset) {
        live.execute(() -> sendSlice(member, afterOffset));
    }

    private void enter(Member member, Start start) {
        if (member.gone) {
            return;
        }
        var audience = audiences.get(member.ask());
        if (audience == null) {
            if (audiences.size() >= AUDIENCES_MAX) {
                member.gone = true;
                member.peer.loop().execute(() -> member.peer.refused(member));
                return;
            }
            audience = open(member.ask());
        }
        audience.count(1);
        var room = audience.room(member.peer.loop());
        member.peer.loop().execute(() -> room.add(member));
        switch (start) {
            case Start.Snapshot _ -> sendSnapshot(member, audience, ",\"last\":true");
            case Start.Lost _ -> sendSnapshot(member, audience, ",\"last\":true,\"resumed\":false");
            case Start.After(var position) -> resume(member, audience, position);
            case Start.AfterTime(var timeMillis) -> {
                var cut = StoreReplay.Cut.of(audience, board, timeMillis);
                storeReplay.start(member, cut, () -> slice(member, cut.offset()));
            }
        }
    }

    private void resume(Member member, Audience audience, Position position) {
        if (position.epoch().equals(epoch) && recent.reachesBackTo(position.offset())) {
            sendSlice(member, position.offset());
        } else {
            sendSnapshot(member, audience, ",\"last\":true,\"resumed\":false");
        }
    }

    private void exit(Member member) {
        if (member.gone) {
            return;
        }
        member.gone = true;
        var audience = audiences.get(member.ask());
        if (audience == null) {
            return;
        }
        var room = audience.room(member.peer.loop());
        member.peer.loop().execute(() -> room.remove(member));
        audience.count(-1);
        if (audience.isEmpty()) {
            close(audience);
        }
    }

    private Audience open(Ask ask) {
        var audience = new Audience(ask, System.nanoTime());
        for (int channel = 0; channel < slotsOfChannel.size(); channel++) {
            slot(audience, channel).ifPresent(this::seat);
        }
        audiences.put(ask, audience);
        different = audiences.size();
        return audience;
    }

    private void close(Audience audience) {
        audiences.remove(audience.ask);
        different = audiences.size();
        waiting.remove(audience);
        for (var slot : audience.slots()) {
            var seats = slotsOfChannel.get(slot.name.id());
            var last = seats.removeLast();
            if (last != slot) {
                seats.set(slot.seat, last);
                last.seat = slot.seat;
            }
        }
    }

    /// Gives every channel that the board has heard of since the last look its slots.
    private void lookAtChannels() {
        while (slotsOfChannel.size() <= board.channelMax()) {
            int channel = slotsOfChannel.size();
            slotsOfChannel.add(new ArrayList<>(0));
            for (var audience : audiences.values()) {
                slot(audience, channel).ifPresent(this::seat);
            }
        }
    }

    private Optional<Slot> slot(Audience audience, int channel) {
        var name = names.of(channel);
        return name == null || !audience.ask.wants(name)
                ? Optional.empty()
                : Optional.of(new Slot(audience, name, System.nanoTime()));
    }

    private void seat(Slot slot) {
        var seats = slotsOfChannel.get(slot.name.id());
        slot.seat = seats.size();
        seats.add(slot);
        slot.audience.add(slot);
    }

    private void sendSnapshot(Member member, Audience audience, String tail) {
        stepIn(member, audience, replay.snapshot(audience, tail));
    }

    private void sendRefresh(Member member, long sentOffset, long conflated) {
        var audience = audiences.get(member.ask());
        if (!member.gone && audience != null) {
            stepIn(member, audience, replay.changes(audience, sentOffset, conflated));
        }
    }

    private void sendSlice(Member member, long afterOffset) {
        var audience = audiences.get(member.ask());
        if (member.gone || audience == null) {
            return;
        }
        if (!recent.reachesBackTo(afterOffset)) {
            // So slow that even what is kept for the absent ran past it.
            sendSnapshot(member, audience, ",\"last\":true,\"resumed\":false");
            return;
        }
        var part = replay.part(audience.ask, afterOffset);
        if (part.last()) {
            stepIn(member, audience, part.frames());
        } else {
            Runnable more = () -> slice(member, part.upToOffset());
            member.peer.loop().execute(() -> member.part(part.frames(), more));
        }
    }

    private void stepIn(Member member, Audience audience, List<byte[]> frames) {
        long offset = board.lastOffset();
        member.from = offset;
        if (audience.waits()) {
            audience.fresh.add(member);
        }
        member.peer.loop().execute(() -> member.inStep(frames, offset));
    }

    private void settle() {
        for (var audience : audiences.values()) {
            long offset = audience.settledOffset(board.lastOffset());
            for (var room : audience.rooms()) {
                room.loop().execute(() -> room.settle(offset));
            }
        }
    }

    /// Takes a snapshot: its readings as JSON, with commas between them.
    public interface SnapshotAnswer {
        void snapshot(byte[] readings, Position position);
    }
}
