package dev.wattsocket.bus.redis;

import dev.wattsocket.bus.BusCounts;
import dev.wattsocket.bus.Seen;
import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.hub.Ask;
import dev.wattsocket.hub.Hub;
import dev.wattsocket.hub.Loop;
import dev.wattsocket.hub.Member;
import dev.wattsocket.hub.Peer;
import dev.wattsocket.hub.Start;
import dev.wattsocket.kit.Gathered;
import dev.wattsocket.kit.Gathered.Point;
import dev.wattsocket.live.LiveLoop;
import dev.wattsocket.live.Neighbours;
import dev.wattsocket.live.StoredNewest;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Samples;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The live half of a node on Redis, and a viewer of one site.
final class RedisNode implements AutoCloseable {
    static final String SITE = "home";

    final RedisBus bus;
    final BusCounts counts = new BusCounts();
    private final Catalog catalog;
    private final SeriesStore store;
    private final LiveLoop live;
    private final Hub hub;

    RedisNode(String url, String epoch, Catalog catalog, SeriesStore store) {
        this.catalog = catalog;
        this.store = store;
        bus = new RedisBus(url, epoch, _ -> Optional.of(SITE), counts);
        live = new LiveLoop(bus);
        var seen = new Seen(epoch, 4_096);
        hub = new Hub(live, catalog, store, bus, seen, 4_096);
        StoredNewest stored =
                (_, answer) -> {
                    var newest = stored();
                    CompletableFuture.delayedExecutor(60, TimeUnit.MILLISECONDS)
                            .execute(() -> answer.accept(newest));
                };
        live.join(new Neighbours(seen, hub, stored, counts));
        live.load(store.newest());
        live.start(hub::pulse);
    }

    private StoredNewest.Stored stored() {
        int[] ids =
                catalog.meters().stream()
                        .flatMap(meter -> catalog.channels(meter.id()).stream())
                        .mapToInt(Channel::id)
                        .toArray();
        return new StoredNewest.Stored(ids, store.newest(ids));
    }

    /// A reading comes in here: it is stored and shown, and handed on.
    void take(int channel, long millis, double value) {
        takeUnpublished(channel, millis, value);
        var batch = one(channel, millis, value);
        live.execute(() -> live.apply(batch));
    }

    /// A reading is stored, and then nothing more happens.
    void takeUnpublished(int channel, long millis, double value) {
        store.append(
                one(channel, millis, value),
                new SeriesStore.Receipt() {
                    @Override
                    public void stored() {}

                    @Override
                    public void failed(StoreException why) {
                        throw why;
                    }
                });
    }

    private static Samples one(int channel, long millis, double value) {
        var batch = new Samples.Builder(1);
        batch.add(channel, millis, value, 0);
        return batch.build();
    }

    Viewer watch(Start start) {
        var viewer = new Viewer();
        viewer.member =
                hub.join(new Ask("1", Optional.of(SITE), Set.of(), Set.of(), 20), viewer, start);
        return viewer;
    }

    /// Takes frames on the live loop.
    final class Viewer implements Peer, Loop {
        private final Gathered gathered = new Gathered();
        private @Nullable Member member;

        private record Frame(byte[] bytes) implements Loop.Shared {
            @Override
            public void release() {}
        }

        @Override
        public Loop loop() {
            return this;
        }

        @Override
        public synchronized void execute(Runnable task) {
            task.run();
        }

        @Override
        public Shared share(byte[] frame) {
            return new Frame(frame);
        }

        @Override
        public boolean writable() {
            return true;
        }

        @Override
        public void write(Shared frame) {
            write(((Frame) frame).bytes());
        }

        @Override
        public synchronized void write(byte[] frame) {
            gathered.take(frame);
        }

        @Override
        public void refused(Member refused) {
            throw new AssertionError("refused");
        }

        synchronized List<Point> of(String key) {
            return List.copyOf(gathered.of(key));
        }

        synchronized String position() {
            return gathered.position();
        }

        synchronized boolean isLost() {
            return gathered.isLost();
        }

        synchronized boolean sees(String key, double value) {
            var points = gathered.of(key);
            return !points.isEmpty() && points.getLast().value() == value;
        }

        void leave() {
            var known = member;
            if (known != null) {
                hub.leave(known);
            }
        }
    }

    /// Ends without a word to the others.
    void vanish() {
        bus.vanish();
    }

    @Override
    public void close() {
        bus.close();
        live.close();
    }
}
