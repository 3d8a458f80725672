package dev.wattsocket.hub;

import dev.wattsocket.bus.Reach;
import dev.wattsocket.model.Samples;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.StoreException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a viewer missed since a time, read from the store on a virtual thread, at the pace at which
/// its socket takes it. What comes in meanwhile follows from the recent updates.
final class StoreReplay {
    /// Replays that read at one time; more wait their turn.
    static final int REPLAYS_MAX = 4;

    private static final Logger LOG = LoggerFactory.getLogger(StoreReplay.class);

    private static final int STORED_STEPS = 40;
    private static final int STORED_STEP_MILLIS = 50;

    private final SeriesStore store;
    private final boolean isShared;
    private final Semaphore turns = new Semaphore(REPLAYS_MAX);

    /// @param isShared whether other nodes write to the store too
    StoreReplay(SeriesStore store, boolean isShared) {
        this.store = store;
        this.isShared = isShared;
    }

    /// What to read: for each channel all after `sinceMillis` and up to its newest sample at
    /// `offset`, so that what follows the offset is not sent twice.
    record Cut(String sub, ChannelName[] names, long[] newest, long sinceMillis, long offset) {
        static Cut of(Audience audience, Board board, long sinceMillis) {
            var slots =
                    audience.slots().stream()
                            .filter(slot -> board.offset(slot.name.id()) > 0)
                            .sorted(Comparator.comparingInt(slot -> slot.name.id()))
                            .toList();
            var names = new ChannelName[slots.size()];
            var newest = new long[slots.size()];
            for (int i = 0; i < names.length; i++) {
                names[i] = slots.get(i).name;
                newest[i] = board.timeMillis(names[i].id());
            }
            return new Cut(audience.ask.sub(), names, newest, sinceMillis, board.lastOffset());
        }

        /// What follows.
        Reach.After after() {
            return new Reach.After(offset);
        }
    }

    /// Reads and sends; then `done` runs, unless the member is gone.
    void start(Member member, Cut cut, Runnable done) {
        Thread.ofVirtual()
                .name("replay")
                .start(() -> {
                    try {
                        turns.acquire();
                        try {
                            replay(member, cut);
                        } finally {
                            turns.release();
                        }
                        done.run();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    } catch (StoreException e) {
                        LOG.warn("A replay ended early: {}", e.getMessage());
                        done.run();
                    }
                });
    }

    private void replay(Member member, Cut cut) throws InterruptedException {
        if (cut.names().length == 0 || member.gone) {
            return;
        }
        awaitStored();
        var channels = new int[cut.names().length];
        long to = Long.MIN_VALUE;
        for (int i = 0; i < channels.length; i++) {
            channels[i] = cut.names()[i].id();
            to = Math.max(to, cut.newest()[i]);
        }
        var rows = new ReplayRows(cut, frames -> send(member, frames));
        if (isShared) {
            awaitOthers(channels, cut.newest());
        }
        if (to > cut.sinceMillis()) {
            store.scan(channels, cut.sinceMillis() + 1, to + 1, rows);
        }
        rows.end();
    }

    /// Waits until everything that was handed to the store before now is there to be read.
    private void awaitStored() throws InterruptedException {
        var stored = new CompletableFuture<Void>();
        store.append(
                Samples.NONE,
                new SeriesStore.Receipt() {
                    @Override
                    public void stored() {
                        stored.complete(null);
                    }

                    @Override
                    public void failed(StoreException why) {
                        stored.complete(null);
                    }
                });
        stored.join();
    }

    /// Waits until the store has what other nodes took in and told before now; for a while only,
    /// because it may have been deleted since.
    private void awaitOthers(int[] channels, long[] newest) throws InterruptedException {
        var pause = new Semaphore(0);
        for (int step = 0; step < STORED_STEPS && !has(channels, newest); step++) {
            var _ = pause.tryAcquire(STORED_STEP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean has(int[] channels, long[] newest) {
        var stored = store.newest(channels);
        var times = new HashMap<Integer, Long>();
        for (int i = 0; i < stored.size(); i++) {
            times.put(stored.channel(i), stored.timeMillis(i));
        }
        for (int i = 0; i < channels.length; i++) {
            if (times.getOrDefault(channels[i], Long.MAX_VALUE) < newest[i]) {
                return false;
            }
        }
        return true;
    }

    /// Sends and waits until the socket takes more; answers false once the member is gone.
    private boolean send(Member member, List<byte[]> frames) {
        var room = new Semaphore(0);
        member.peer.loop().execute(() -> member.part(frames, room::release));
        try {
            while (!member.gone) {
                if (room.tryAcquire(1, TimeUnit.SECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
