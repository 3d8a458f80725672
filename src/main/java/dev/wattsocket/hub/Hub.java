package dev.wattsocket.hub;

import dev.wattsocket.bus.LocalBus;
import dev.wattsocket.bus.Origin;
import dev.wattsocket.bus.Reach;
import dev.wattsocket.bus.Seen;
import dev.wattsocket.bus.TopicBus;
import dev.wattsocket.bus.Updates;
import dev.wattsocket.bus.Viewers;
import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.Catalog.Aspect;
import dev.wattsocket.model.Samples;
import dev.wattsocket.store.SeriesStore;
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
public final class Hub implements Viewers {
    /// Updates that are kept for viewers who come back.
    public static final int RECENT_MAX = 1 << 20;

    /// Different asks at one time; each costs the live loop a look at every update that it wants.
    public static final int AUDIENCES_MAX = 20_000;

    private static final Ask EVERYTHING =
            new Ask("", Optional.empty(), Set.of(), Set.of(), Ask.RATE_DEFAULT);

    private static final long SETTLE_NANOS = 1_000_000_000;
    private static final long IDLE_NANOS = 100_000_000;

    private final Executor live;
    private final Seen seen;
    private final boolean isShared;
    private final Board board = new Board();
    private final Recent recent;
    private final FrameWriter writer = new FrameWriter();
    private final Positions positions;
    private final Entrance entrance;
    private final Replay replay;
    private final StoreReplay storeReplay;
    private final Map<Ask, Audience> audiences = new HashMap<>();
    private final Set<Audience> waiting = new HashSet<>();
    private final ChannelNames names;
    private final Seats seats;
    private long settleNanos = System.nanoTime();
    private volatile int different;

    /// The hub of a single node.
    public Hub(Executor live, Catalog catalog, SeriesStore store, String epoch, int recentMax) {
        this(live, catalog, store, new LocalBus(), new Seen(epoch, recentMax), recentMax);
    }

    /// @param recentMax updates that are kept; a power of two
    public Hub(
            Executor live,
            Catalog catalog,
            SeriesStore store,
            TopicBus bus,
            Seen seen,
            int recentMax) {
        this.live = live;
        this.seen = seen;
        this.isShared = bus.isShared();
        this.recent = new Recent(recentMax, isShared);
        this.names = new ChannelNames(catalog);
        this.seats = new Seats(names);
        this.positions = new Positions(board, recent, catalog, seen, isShared);
        this.entrance = new Entrance(bus, seen, positions);
        this.replay = new Replay(board, recent, names, writer, positions);
        this.storeReplay = new StoreReplay(store, isShared);
        catalog.onChange(() -> live.execute(this::nameLate));
        catalog.onMeterChange((_, aspect) -> {
            if (aspect == Aspect.SETTINGS) {
                renew();
            }
        });
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
    private void renew() {
        live.execute(() -> {
            seats.forget();
            var waited = new HashMap<Audience, Set<Integer>>();
            for (var audience : audiences.values()) {
                waited.put(audience, audience.forgetSlots());
            }
            lookAtChannels();
            waited.forEach(this::markAgain);
        });
    }

    private void markAgain(Audience audience, Set<Integer> channels) {
        for (var slot : audience.slots()) {
            if (channels.contains(slot.name.id()) && audience.mark(slot)) {
                waiting.add(audience);
            }
        }
    }

    private void nameLate() {
        for (int channel : seats.lookAgain(audiences.values())) {
            if (board.offset(channel) > 0) {
                mark(channel);
            }
        }
    }

    /// Hands `answer` a snapshot of what this ask would see, on the live loop.
    public void snapshot(Ask ask, SnapshotAnswer answer) {
        live.execute(() -> entrance.await(ask, new Start.Snapshot(), () -> answer(ask, answer)));
    }

    private void answer(Ask ask, SnapshotAnswer answer) {
        var all = new Audience(ask, positions.now(ask), System.nanoTime());
        seats.show(all);
        answer.snapshot(replay.readings(all), positions.now(ask));
    }

    /// Hands `answer` the newest sample of every channel, on the live loop.
    public void newest(Consumer<Samples> answer) {
        live.execute(() ->
                entrance.await(
                        EVERYTHING, new Start.Snapshot(), () -> answer.accept(board.newest())));
    }

    @Override
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
        if (isShared && updates.origin() == Origin.HERE) {
            noteOwn(updates);
        }
    }

    private void noteOwn(Updates updates) {
        for (int i = 0; i < updates.readings(); i++) {
            var name = names.of(updates.samples().channel(i));
            if (name != null) {
                long time = updates.samples().timeMillis(i);
                seen.own(name.site(), updates.firstOffset() + i, name.id(), time);
            }
        }
    }

    @Override
    public void passed(Updates updates) {
        board.pass(updates.lastOffset());
        recent.putPassed(updates);
    }

    @Override
    public void look() {
        entrance.look(System.nanoTime());
    }

    private void mark(int channel) {
        for (var slot : seats.of(channel)) {
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
                audience.flush(board, writer, positions.now(audience.ask), nowNanos);
                each.remove();
            } else {
                next = Math.min(next, ready);
            }
        }
        entrance.look(nowNanos);
        if (nowNanos - settleNanos >= SETTLE_NANOS) {
            settleNanos = nowNanos;
            settle();
            entrance.settle(audiences.keySet(), nowNanos);
        }
        return next - nowNanos;
    }

    /// The newest values of what moved after `sentOffset`, for a member whose socket takes more
    /// again.
    void refresh(Member member, long sentOffset, long conflated) {
        live.execute(() -> sendRefresh(member, sentOffset, conflated));
    }

    /// The next part of what a member missed.
    void slice(Member member, Reach.After after) {
        live.execute(() -> sendSlice(member, after));
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
        entrance.await(member.ask(), start, () -> begin(member, start));
    }

    private void begin(Member member, Start start) {
        var audience = audiences.get(member.ask());
        if (member.gone || audience == null) {
            return;
        }
        switch (start) {
            case Start.Snapshot _ -> sendSnapshot(member, audience, ",\"last\":true");
            case Start.Lost _ -> sendSnapshot(member, audience, ",\"last\":true,\"resumed\":false");
            case Start.After(var position) -> resume(member, audience, position);
            case Start.AfterTime(var timeMillis) -> {
                var cut = StoreReplay.Cut.of(audience, board, timeMillis);
                storeReplay.start(member, cut, () -> slice(member, cut.after()));
            }
        }
    }

    private void resume(Member member, Audience audience, Position position) {
        if (positions.reach(audience.ask, position) instanceof Reach.After after) {
            sendSlice(member, after);
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
        var audience = new Audience(ask, positions.now(ask), System.nanoTime());
        seats.open(audience);
        audiences.put(ask, audience);
        different = audiences.size();
        return audience;
    }

    private void close(Audience audience) {
        audiences.remove(audience.ask);
        different = audiences.size();
        waiting.remove(audience);
        seats.close(audience);
    }

    /// Gives every channel that the board has heard of since the last look its slots.
    private void lookAtChannels() {
        seats.lookAt(board.channelMax(), audiences.values());
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

    private void sendSlice(Member member, Reach.After after) {
        var audience = audiences.get(member.ask());
        if (member.gone || audience == null) {
            return;
        }
        if (!recent.reachesBackTo(after.offset())) {
            // So slow that even what is kept for the absent ran past it.
            sendSnapshot(member, audience, ",\"last\":true,\"resumed\":false");
            return;
        }
        var part = replay.part(audience, after);
        if (part.last()) {
            stepIn(member, audience, part.frames());
        } else {
            Runnable more = () -> slice(member, after.from(part.upToOffset()));
            member.peer.loop().execute(() -> member.part(part.frames(), more));
        }
    }

    private void stepIn(Member member, Audience audience, List<byte[]> frames) {
        var position = positions.now(audience.ask);
        member.from = position.offset();
        if (audience.waits()) {
            audience.fresh.add(member);
        }
        member.peer.loop().execute(() -> member.inStep(frames, position));
    }

    private void settle() {
        for (var audience : audiences.values()) {
            var position = audience.settled(positions.now(audience.ask));
            for (var room : audience.rooms()) {
                room.loop().execute(() -> room.settle(position));
            }
        }
    }

    /// Takes a snapshot: its readings as JSON, with commas between them.
    public interface SnapshotAnswer {
        void snapshot(byte[] readings, Position position);
    }
}
