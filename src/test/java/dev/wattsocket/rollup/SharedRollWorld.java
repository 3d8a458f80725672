package dev.wattsocket.rollup;

import dev.wattsocket.kit.Postgres;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Samples;
import dev.wattsocket.postgres.PostgresPool;
import dev.wattsocket.postgres.PostgresUrl;
import dev.wattsocket.store.RollupCells;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.StoreException;
import dev.wattsocket.store.postgres.CommitHook;
import dev.wattsocket.store.postgres.PostgresCells;
import dev.wattsocket.store.postgres.PostgresSeriesStore;
import dev.wattsocket.store.postgres.PostgresTracking;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/// The same meters, over one database that two nodes share: each call is one node's or the other's.
final class SharedRollWorld extends RollWorld {
    private record SharingNode(
            PostgresPool pool, SeriesStore store, PostgresTracking tracking, Rollups[] rollups) {}

    private final List<SharingNode> nodes = new ArrayList<>();
    private final Random random;

    /// @param dawdles whether commits take their time after samples were judged: whoever does not
    ///   wait for them overlooks some
    SharedRollWorld(Path folder, long seed, boolean dawdles) throws SQLException {
        super(folder);
        random = new Random(seed);
        var url = new PostgresUrl(Postgres.shared().newDatabase());
        for (int i = 0; i < 2; i++) {
            var pool = PostgresPool.open(url);
            var tracking = PostgresTracking.open(pool);
            var store = PostgresSeriesStore.open(pool, hooks(tracking, dawdles));
            nodes.add(new SharingNode(pool, store, tracking, new Rollups[1]));
        }
        restart();
    }

    private static List<CommitHook> hooks(CommitHook tracking, boolean dawdles) {
        CommitHook dawdling =
                (connection, _) -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute("select pg_sleep(0.005 * random())");
                    }
                };
        return dawdles ? List.of(tracking, dawdling) : List.of(tracking);
    }

    @Override
    void empty() {
        try {
            nodes.getFirst()
                    .pool()
                    .with(connection -> {
                        try (var statement = connection.createStatement()) {
                            return statement.execute(
                                    "truncate sample, rollup_day, rollup_progress, rollup_mark");
                        }
                    });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    void restart() {
        if (nodes != null) {
            for (var node : nodes) {
                node.rollups()[0] =
                        Rollups.shared(
                                catalog,
                                node.store(),
                                PostgresCells.in(node.pool()),
                                node.tracking());
            }
        }
    }

    private synchronized SharingNode any() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    @Override
    Rollups rollups() {
        return any().rollups()[0];
    }

    @Override
    long rolledUpTo(Channel channel) {
        return any().tracking().state(channel.id()).progress().upToMillis();
    }

    @Override
    RollupCells cells() {
        return PostgresCells.in(any().pool());
    }

    @Override
    SeriesStore readings() {
        return any().store();
    }

    /// Waits until it is stored: what two nodes append at once has no order.
    @Override
    void append(Samples batch) {
        var stored = new CompletableFuture<Void>();
        any().store()
                .append(
                        batch,
                        new SeriesStore.Receipt() {
                            @Override
                            public void stored() {
                                stored.complete(null);
                            }

                            @Override
                            public void failed(StoreException why) {
                                stored.completeExceptionally(why);
                            }
                        });
        stored.join();
    }

    @Override
    public void close() {
        for (var node : nodes) {
            node.store().close();
            node.pool().close();
        }
        super.close();
    }
}
