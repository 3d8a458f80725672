package dev.wattsocket.hub;

import dev.wattsocket.bus.Updates;
import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.SqlCatalog;
import dev.wattsocket.kit.Gathered;
import dev.wattsocket.kit.Gathered.Point;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Samples;
import dev.wattsocket.model.Site;
import dev.wattsocket.store.MemorySeriesStore;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.StoreException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// A hub over a store in memory, with a clock that the test moves, and one viewer that comes and
/// goes. All loops are one queue that the test's thread works off; only replays from the store have
/// a thread of their own.
final class ReplayWorld implements Loop {
    /// So few that a short absence already runs past them.
    static final int RECENT = 64;

    private static final int METERS = 4;
    private static final List<String> NAMES = List.of("power", "voltage");
    private static final Ask ALL = new Ask("1", Optional.empty(), Set.of(), Set.of(), 20);

    private final Random random;
    private final Catalog catalog = SqlCatalog.inMemory();
    private final SeriesStore store = new MemorySeriesStore();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Gathered gathered = new Gathered();
    private final List<Channel> channels;
    private Hub hub;
    private int lives;
    private long offset;
    private long millis = 1_700_000_000_000L;
    private long nanos = System.nanoTime();
    private double value;
    private @Nullable Line line;

    ReplayWorld(Random random) {
        this.random = random;
        catalog.put(
                new Site("home", "Home", ZoneId.of("Europe/Paris"), Currency.getInstance("EUR")));
        var meters = new ArrayList<Meter>();
        var names = new ArrayList<Catalog.NewChannel>();
        for (int i = 0; i < METERS; i++) {
            meters.add(new Meter("m" + i, "home", "Meter", Role.LOAD, Optional.empty()));
            for (var name : NAMES) {
                names.add(new Catalog.NewChannel("m" + i, name, Kind.GAUGE));
            }
        }
        channels = catalog.create(meters, names);
        hub = nextHub();
    }

    /// The viewer's connection: it takes frames while it is open.
    private final class Line implements Peer {
        private @Nullable Member member;
        private boolean open = true;
        private boolean writable = true;

        @Override
        public Loop loop() {
            return ReplayWorld.this;
        }

        @Override
        public boolean writable() {
            return writable;
        }

        @Override
        public void write(Shared frame) {
            write(((Frame) frame).bytes());
        }

        @Override
        public void write(byte[] frame) {
            if (open) {
                gathered.take(frame);
            }
        }

        @Override
        public void refused(Member refused) {
            throw new AssertionError("refused");
        }
    }

    private record Frame(byte[] bytes) implements Shared {
        @Override
        public void release() {}
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Shared share(byte[] frame) {
        return new Frame(frame);
    }

    Gathered gathered() {
        return gathered;
    }

    /// Some channels get a value, all at a time that none had before; half a minute or so later.
    void readingsComeIn() {
        millis += 1 + random.nextInt(60_000);
        value++;
        var batch = new Samples.Builder(channels.size());
        for (var channel : channels) {
            if (random.nextBoolean()) {
                batch.add(channel.id(), millis, value, 0);
            }
        }
        var samples = batch.build();
        if (samples.size() > 0) {
            store.append(samples, new Stored());
            accept(samples);
        }
        settle();
    }

    /// Gives everybody time: what is due is sent.
    void settle() {
        work();
        nanos += 1_000_000_000;
        hub.pulse(nanos);
        work();
    }

    /// The time of the newest reading.
    long newestMillis() {
        return millis;
    }

    boolean isConnected() {
        return line != null;
    }

    void connect(Start start) {
        var opened = new Line();
        line = opened;
        opened.member = hub.join(ALL, opened, start);
        work();
    }

    /// Comes back in one of the ways there are.
    void comeBack() {
        var position = Position.parse(gathered.position());
        connect(
                position.isPresent() && random.nextInt(3) > 0
                        ? new Start.After(position.get())
                        : new Start.AfterTime(gathered.newestMillis()));
    }

    void disconnect() {
        var closed = line;
        if (closed != null && closed.member != null) {
            closed.open = false;
            hub.leave(closed.member);
            line = null;
            work();
        }
    }

    /// The viewer's socket takes more, or does not.
    void turnSocket(boolean writable) {
        var turned = line;
        if (turned != null && turned.member != null) {
            turned.writable = writable;
            if (writable) {
                turned.member.writable();
            }
            work();
        }
    }

    /// The program ends and starts again on the same data.
    void restart() {
        disconnect();
        hub = nextHub();
        accept(store.newest());
        work();
    }

    List<String> keys() {
        return channels.stream()
                .map(channel -> Gathered.key(channel.meter(), channel.name()))
                .toList();
    }

    /// All that is stored of a channel.
    List<Point> stored(String key) {
        var points = new ArrayList<Point>();
        int id =
                channels.stream()
                        .filter(each -> Gathered.key(each.meter(), each.name()).equals(key))
                        .findFirst()
                        .orElseThrow()
                        .id();
        store.scan(
                new int[] {id},
                0,
                Long.MAX_VALUE,
                (_, time, number, _) -> points.add(new Point(time, number)));
        return points;
    }

    private void accept(Samples samples) {
        hub.accept(new Updates(offset + 1, samples));
        offset += samples.size();
    }

    private Hub nextHub() {
        lives++;
        offset = 0;
        return new Hub(tasks::add, catalog, store, "life" + lives, RECENT);
    }

    private void work() {
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private static final class Stored implements SeriesStore.Receipt {
        @Override
        public void stored() {}

        @Override
        public void failed(StoreException why) {
            throw why;
        }
    }
}
