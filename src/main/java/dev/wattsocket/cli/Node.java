package dev.wattsocket.cli;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.catalog.Tokens;
import dev.wattsocket.demo.Past;
import dev.wattsocket.hub.Hub;
import dev.wattsocket.ingest.Intake;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Samples;
import dev.wattsocket.rollup.Keeper;
import dev.wattsocket.server.Gate;
import dev.wattsocket.server.House;
import dev.wattsocket.server.Metrics;
import dev.wattsocket.server.Server;
import dev.wattsocket.server.SocketCounts;
import dev.wattsocket.storage.Storage;
import dev.wattsocket.store.DataFolder;
import dev.wattsocket.store.NodeReport;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running node: a data folder, its stores, the live engine and the server, wired together.
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final long DRAIN_MILLIS = 2_000;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Metrics metrics = new Metrics();
    private final InstantSource clock;
    private final Catalog catalog;
    private final Storage storage;
    private final NodeBus bus;
    private final Intake intake;
    private final SocketCounts counts = new SocketCounts();
    private final long startedMillis;
    private final Optional<String> adminSecret;
    private final Samples newest;
    private final int port;

    /// Starts a node.
    ///
    /// @param onFatal told once, in a sentence, when the node can't go on
    public static Node start(NodeOptions options, Consumer<String> onFatal) {
        return start(options, Clock.systemUTC(), onFatal);
    }

    /// Starts a node for which it is what this clock says.
    public static Node start(NodeOptions options, InstantSource clock, Consumer<String> onFatal) {
        return new Node(options, clock, onFatal);
    }

    private Node(NodeOptions options, InstantSource own, Consumer<String> onFatal) {
        try {
            storage = open(storage(options, own, onFatal));
            clock = storage.clock();
            startedMillis = clock.millis();
            catalog = storage.catalog();
            // Nodes that start together make one first site and one first admin.
            adminSecret = catalog.alone(() -> firstOfAll(options));
            var rollups = storage.rollups();
            bus = new NodeBus(options.redis(), clock.millis(), catalog, storage.store());
            var live = open(bus.live());
            opened.push(bus);
            var hub = bus.hub(live);
            newest = storage.store().newest();
            bus.join(live, hub);
            live.load(newest);
            live.start(hub::pulse);
            new VirtualMeters(catalog, live).start();
            intake =
                    new Intake(
                            live,
                            rollups.watched(),
                            catalog,
                            options.rules().from(rollups::keptFrom),
                            clock);
            opened.push(() -> intake.drain(DRAIN_MILLIS));
            intake.corrections().settle();
            var keeper = open(new Keeper(rollups, storage.turn(), options.retention(), clock));
            metrics.gauge(
                    "wattsocket.live.tasks", "Tasks that wait for the live loop", live::waiting);
            metrics.gauge("wattsocket.audiences", "Different subscriptions", hub::audiences);
            bus.bind(metrics);
            port = open(server(options, hub)).start();
            keeper.start();
            open(new Presence(storage.nodes(), () -> report(options, keeper))).start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Storage storage(NodeOptions options, InstantSource own, Consumer<String> onFatal) {
        if (options.store().isPresent()) {
            return Storage.in(options.store().get(), own);
        }
        var folder = open(DataFolder.open(options.data()));
        metrics.gauge("wattsocket.disk.free.bytes", "Room on the disk", folder::freeBytes);
        open(new DiskGuard(folder, options.diskReserveBytes(), onFatal)).start();
        return Storage.in(folder, options.commit(), own);
    }

    /// The port that the server listens on.
    public int port() {
        return port;
    }

    /// The secret of the admin token, where this start made the first one.
    public Optional<String> adminSecret() {
        return adminSecret;
    }

    public Catalog catalog() {
        return catalog;
    }

    public Intake intake() {
        return intake;
    }

    /// What was stored last of each channel before this start.
    public Past past() {
        return (meter, channel) -> catalog.channel(meter, channel).flatMap(this::last);
    }

    private Optional<Past.Last> last(Channel channel) {
        for (int i = 0; i < newest.size(); i++) {
            if (newest.channel(i) == channel.id()) {
                return Optional.of(new Past.Last(newest.timeMillis(i), newest.value(i)));
            }
        }
        return Optional.empty();
    }

    /// Stops in the reverse order of the start. Everything acknowledged is kept; nothing hangs on
    /// it.
    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.warn("A part of the node did not stop well: {}", e.getMessage());
            }
        }
    }

    private NodeReport report(NodeOptions options, Keeper keeper) {
        return new NodeReport(
                bus.epoch(),
                address(options.server().host()) + ":" + port,
                options.server().build(),
                startedMillis,
                counts.sockets(),
                intake.counts().stored(),
                bus.lagMillis(),
                trouble(),
                keeper.works());
    }

    private String trouble() {
        return bus.isDegraded() ? "Other nodes can't be reached." : storage.trouble();
    }

    /// Where people find it: "all addresses" says nothing to them.
    private static String address(String host) {
        try {
            boolean isAny = host.equals("0.0.0.0") || host.equals("::");
            return isAny ? InetAddress.getLocalHost().getHostName() : host;
        } catch (UnknownHostException _) {
            return host;
        }
    }

    private Server server(NodeOptions options, Hub hub) {
        var listening = options.server();
        var gate =
                new Gate(catalog, listening.isOpen(), listening.origins(), listening.filePages());
        var house =
                new House(
                        listening,
                        catalog,
                        storage.store(),
                        storage.rollups(),
                        intake,
                        hub,
                        gate,
                        clock,
                        counts,
                        storage.nodes(),
                        storage::trouble,
                        bus::isDegraded);
        return new Server(house, metrics);
    }

    private Optional<String> firstOfAll(NodeOptions options) {
        if (catalog.sites().isEmpty()) {
            catalog.put(options.firstSite());
        }
        return options.server().isOpen() ? Optional.empty() : firstAdmin();
    }

    private Optional<String> firstAdmin() {
        boolean hasAdmin =
                catalog.tokens().stream().anyMatch(token -> token.access() == Access.ADMIN);
        if (hasAdmin) {
            return Optional.empty();
        }
        var made = Tokens.make("first admin", Access.ADMIN, clock.millis());
        catalog.put(made.token());
        return Optional.of(made.secret());
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }
}
