package dev.wattsocket.cli;

import dev.wattsocket.bus.LocalBus;
import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.SqlCatalog;
import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.catalog.Tokens;
import dev.wattsocket.demo.Past;
import dev.wattsocket.hub.Hub;
import dev.wattsocket.ingest.Intake;
import dev.wattsocket.live.LiveLoop;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Samples;
import dev.wattsocket.rollup.Keeper;
import dev.wattsocket.rollup.Rollups;
import dev.wattsocket.server.Gate;
import dev.wattsocket.server.House;
import dev.wattsocket.server.Metrics;
import dev.wattsocket.server.Server;
import dev.wattsocket.server.SocketCounts;
import dev.wattsocket.store.DataFolder;
import dev.wattsocket.store.StoreException;
import dev.wattsocket.store.questdb.QuestDbStore;
import dev.wattsocket.store.sqlite.SqliteRollupStore;
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
    private final InstantSource clock;
    private final Catalog catalog;
    private final QuestDbStore store;
    private final Rollups rollups;
    private final Intake intake;
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

    private Node(NodeOptions options, InstantSource clock, Consumer<String> onFatal) {
        this.clock = clock;
        try {
            var folder = open(DataFolder.open(options.data()));
            catalog = open(SqlCatalog.open(folder.path().resolve("catalog.db")));
            if (catalog.sites().isEmpty()) {
                catalog.put(options.firstSite());
            }
            adminSecret = options.server().isOpen() ? Optional.empty() : firstAdmin();
            store = open(QuestDbStore.open(folder.path().resolve("series"), options.commit()));
            rollups =
                    open(
                            new Rollups(
                                    catalog,
                                    store,
                                    SqliteRollupStore.open(folder.path().resolve("rollups.db"))));
            var disk = open(new DiskGuard(folder, options.diskReserveBytes(), onFatal));
            var bus = new LocalBus();
            var live = open(new LiveLoop(bus));
            var hub = new Hub(live, catalog, store, epoch(), Hub.RECENT_MAX);
            bus.listen(hub::accept);
            newest = store.newest();
            live.apply(newest);
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
            var keeper = open(new Keeper(rollups, options.retention(), clock));
            port = open(server(options, hub, metrics(live, hub, folder))).start();
            disk.start();
            keeper.start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
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

    private static Metrics metrics(LiveLoop live, Hub hub, DataFolder folder) {
        var metrics = new Metrics();
        metrics.gauge("wattsocket.live.tasks", "Tasks that wait for the live loop", live::waiting);
        metrics.gauge("wattsocket.audiences", "Different subscriptions", hub::audiences);
        metrics.gauge("wattsocket.disk.free.bytes", "Room on the disk", folder::freeBytes);
        return metrics;
    }

    private Server server(NodeOptions options, Hub hub, Metrics metrics) {
        var listening = options.server();
        var gate =
                new Gate(catalog, listening.isOpen(), listening.origins(), listening.filePages());
        var house =
                new House(
                        listening,
                        catalog,
                        store,
                        rollups,
                        intake,
                        hub,
                        gate,
                        clock,
                        new SocketCounts(),
                        () -> store.trouble().map(StoreException::getMessage).orElse(""));
        return new Server(house, metrics);
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

    /// A name for this life of the live state that no other life has.
    private static String epoch() {
        return Long.toString(Clock.systemUTC().millis(), Character.MAX_RADIX);
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }
}
