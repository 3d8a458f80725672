package dev.wattsocket.live;

import dev.wattsocket.bus.BusCounts;
import dev.wattsocket.bus.Seen;
import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.SqlCatalog;
import dev.wattsocket.hub.Ask;
import dev.wattsocket.hub.Hub;
import dev.wattsocket.hub.Loop;
import dev.wattsocket.hub.Member;
import dev.wattsocket.hub.Peer;
import dev.wattsocket.hub.Position;
import dev.wattsocket.hub.Start;
import dev.wattsocket.kit.Gathered;
import dev.wattsocket.kit.Gathered.Point;
import dev.wattsocket.kit.MemoryBus;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Three nodes on one store and one bus, and a viewer that goes from one to the other. One thread
/// works everything off, in an order that chance gives.
final class NodesWorld implements Loop {
    static final int NODES = 3;
    private static final int RECENT = 256;
    private static final int METERS = 4;
    private static final List<String> SITES = List.of("home", "farm");
    private static final List<String> NAMES = List.of("power", "voltage");

    private final Random random;
    private final Catalog catalog = SqlCatalog.inMemory();
    private final SeriesStore store = new MemorySeriesStore();
    private final MemoryBus.Exchange exchange = new MemoryBus.Exchange();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Channel> channels;
    private final Map<Integer, Integer> nodeOfChannel = new HashMap<>();
    private final Ask ask;
    private final boolean isRough;
    private Gathered gathered = new Gathered();
    private int lives;
    private long millis = 1_700_000_000_000L;
    private long nanos = System.nanoTime();
    private double value;
    private @Nullable Line line;

    /// @param isRough whether messages get lost, so that live only the newest may be told
    NodesWorld(Random random, boolean isRough) {
        this.isRough = isRough;
        this.random = random;
        var zone = ZoneId.of("Europe/Paris");
        for (var site : SITES) {
            catalog.put(new Site(site, site, zone, Currency.getInstance("EUR")));
        }
        var meters = new ArrayList<Meter>();
        var names = new ArrayList<Catalog.NewChannel>();
        for (int i = 0; i < METERS; i++) {
            String site = SITES.get(i % SITES.size());
            meters.add(new Meter("m" + i, site, "Meter", Role.LOAD, Optional.empty()));
            for (var name : NAMES) {
                names.add(new Catalog.NewChannel("m" + i, name, Kind.GAUGE));
            }
        }
        channels = catalog.create(meters, names);
        channels.forEach(channel -> nodeOfChannel.put(channel.id(), random.nextInt(NODES)));
        Optional<String> site = random.nextBoolean() ? Optional.of("home") : Optional.empty();
        ask = new Ask("1", site, Set.of(), Set.of(), 20);
        for (int i = 0; i < NODES; i++) {
            nodes.add(new Node());
        }
    }

    private final class Node {
        private final String epoch;
        private final MemoryBus bus;
        private final LiveLoop live;
        private final Hub hub;

        Node() {
            lives++;
            epoch = "life" + lives;
            bus = new MemoryBus(exchange, epoch, NodesWorld.this::siteOf);
            live = new LiveLoop(bus);
            var seen = new Seen(epoch, RECENT);
            hub = new Hub(live, catalog, store, bus, seen, RECENT);
            StoredNewest stored = (site, answer) -> answer.accept(stored(site));
            live.join(new Neighbours(seen, hub, stored, new BusCounts()));
            live.load(store.newest());
        }
    }

    private final class Line implements Peer {
        private final int node;
        private @Nullable Member member;
        private boolean open = true;

        Line(int node) {
            this.node = node;
        }

        @Override
        public Loop loop() {
            return NodesWorld.this;
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

    private record Frame(byte[] bytes) implements Loop.Shared {
        @Override
        public void release() {}
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Loop.Shared share(byte[] frame) {
        return new Frame(frame);
    }

    Gathered gathered() {
        return gathered;
    }

    boolean isConnected() {
        return line != null;
    }

    void readingsComeIn() {
        millis += 1 + random.nextInt(60_000);
        value++;
        var batches = new HashMap<Integer, Samples.Builder>();
        for (var channel : channels) {
            if (random.nextInt(3) == 0) {
                batches.computeIfAbsent(
                                nodeOfChannel.getOrDefault(channel.id(), 0),
                                _ -> new Samples.Builder(4))
                        .add(channel.id(), millis, value, 0);
            }
        }
        batches.forEach((node, batch) -> {
            var samples = batch.build();
            store.append(samples, new Stored());
            nodes.get(node).live.apply(samples);
            if (!isRough) {
                nodes.get(node).bus.send(_ -> false);
            }
        });
        pulse();
    }

    /// Some of what is on its way arrives.
    void travel() {
        var node = nodes.get(random.nextInt(NODES));
        switch (random.nextInt(4)) {
            case 0 -> node.bus.send(_ -> isRough && random.nextInt(10) == 0);
            case 1 -> node.bus.receive(isRough && random.nextInt(20) == 0);
            case 2 -> node.bus.answer();
            default -> aSecondPasses();
        }
        pulse();
    }

    /// What is on its way arrives, or gets lost, and all say how far they are.
    private void aSecondPasses() {
        nodes.forEach(node -> node.bus.send(_ -> false));
        for (var node : nodes) {
            while (node.bus.receive(isRough && random.nextInt(20) == 0) || node.bus.answer()) {
                pulse();
            }
        }
        nodes.forEach(node -> node.bus.tell());
        missTheSilent();
    }

    /// Who was cut off falls silent for the others.
    private void missTheSilent() {
        for (var silent : nodes) {
            if (silent.bus.isDegraded()) {
                nodes.stream()
                        .filter(node -> !node.bus.isDegraded())
                        .forEach(node -> node.bus.miss(silent.epoch));
            }
        }
    }

    /// All that is on its way arrives, and nodes find out what they did not get.
    void arriveAll() {
        for (int round = 0; round < 3; round++) {
            do {
                for (var node : nodes) {
                    node.bus.send(_ -> false);
                    node.bus.receive(false);
                    node.bus.answer();
                    pulse();
                }
            } while (!nodes.stream().allMatch(node -> node.bus.isQuiet()));
            nodes.forEach(node -> node.bus.tell());
            work();
        }
        pulse();
    }

    void pulse() {
        work();
        nanos += 100_000_000;
        nodes.forEach(node -> node.live.execute(() -> node.hub.pulse(nanos)));
        work();
    }

    /// A device speaks to another node from now on.
    void moveDevice() {
        if (nodes.stream().noneMatch(node -> node.bus.isDegraded())) {
            arriveAll();
            int channel = channels.get(random.nextInt(channels.size())).id();
            nodeOfChannel.put(channel, random.nextInt(NODES));
        }
    }

    void cut() {
        nodes.get(random.nextInt(NODES)).bus.turn(true);
        work();
    }

    void heal() {
        nodes.forEach(node -> node.bus.turn(false));
        work();
    }

    /// What the nodes share is killed and comes back with nothing.
    void emptyExchange() {
        nodes.forEach(node -> node.bus.turn(true));
        exchange.empty();
        heal();
    }

    /// A node ends after it has published what it had, and begins anew.
    void restart() {
        heal();
        arriveAll();
        int at = random.nextInt(NODES);
        if (line != null && line.node == at) {
            disconnect();
        }
        nodes.get(at).bus.close();
        nodes.set(at, new Node());
        work();
    }

    /// A node is killed: what it did not publish the others find in the store.
    void kill() {
        heal();
        int at = random.nextInt(NODES);
        if (line != null && line.node == at) {
            disconnect();
        }
        String epoch = nodes.get(at).epoch;
        nodes.get(at).bus.close();
        nodes.set(at, new Node());
        work();
        // The others notice after what it did send.
        arriveAll();
        for (int i = 0; i < NODES; i++) {
            if (i != at) {
                nodes.get(i).bus.miss(epoch);
            }
        }
        work();
        arriveAll();
    }

    void connect() {
        int node = random.nextInt(NODES);
        var opened = new Line(node);
        line = opened;
        var position = Position.parse(gathered.position());
        Start start = position.<Start>map(Start.After::new).orElseGet(Start.Snapshot::new);
        if (position.isEmpty()) {
            gathered = new Gathered();
        }
        opened.member = nodes.get(node).hub.join(ask, opened, start);
        work();
        while (!isRough && nodes.get(node).bus.answer()) {
            work();
        }
    }

    void disconnect() {
        var closed = line;
        if (closed != null && closed.member != null) {
            closed.open = false;
            nodes.get(closed.node).hub.leave(closed.member);
            line = null;
            work();
        }
    }

    /// Told that its position is not known any more, the viewer begins anew.
    void beginAnewIfLost() {
        if (gathered.isLost()) {
            disconnect();
            gathered = new Gathered();
            connect();
        }
    }

    List<Channel> watched() {
        return channels.stream()
                .filter(channel ->
                        ask.site().isEmpty() || ask.site().get().equals(siteOf(channel.id())))
                .toList();
    }

    List<Point> stored(Channel channel) {
        var points = new ArrayList<Point>();
        store.scan(
                new int[] {channel.id()},
                0,
                Long.MAX_VALUE,
                (_, time, number, _) -> points.add(new Point(time, number)));
        return points;
    }

    private StoredNewest.Stored stored(String site) {
        int[] ids =
                channels.stream()
                        .mapToInt(Channel::id)
                        .filter(id -> siteOf(id).equals(site))
                        .toArray();
        return new StoredNewest.Stored(ids, store.newest(ids));
    }

    private String siteOf(int channel) {
        String meter = catalog.channel(channel).orElseThrow().meter();
        return catalog.meter(meter).orElseThrow().site();
    }

    private void work() {
        boolean idle = false;
        while (!idle) {
            nodes.forEach(node -> node.live.work());
            idle = tasks.isEmpty();
            for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
        nodes.forEach(node -> node.live.work());
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
