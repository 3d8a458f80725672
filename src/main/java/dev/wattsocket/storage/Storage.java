package dev.wattsocket.storage;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.SqlCatalog;
import dev.wattsocket.postgres.PostgresUrl;
import dev.wattsocket.rollup.Keeper;
import dev.wattsocket.rollup.Rollups;
import dev.wattsocket.store.DataFolder;
import dev.wattsocket.store.LocalNodeBoard;
import dev.wattsocket.store.NodeBoard;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.StoreException;
import dev.wattsocket.store.postgres.DatabaseClock;
import dev.wattsocket.store.postgres.Lease;
import dev.wattsocket.store.postgres.PostgresCells;
import dev.wattsocket.store.postgres.PostgresNodeBoard;
import dev.wattsocket.store.postgres.PostgresSeriesStore;
import dev.wattsocket.store.postgres.PostgresTracking;
import dev.wattsocket.store.questdb.CommitMode;
import dev.wattsocket.store.questdb.QuestDbStore;
import dev.wattsocket.store.sqlite.SqliteRollupStore;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/// Catalog, readings and rollups, opened together and closed in the reverse order. Any thread.
public final class Storage implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Catalog catalog;
    private final SeriesStore store;
    private final Rollups rollups;
    private final Keeper.Turn turn;
    private final NodeBoard nodes;
    private final InstantSource clock;
    private final Supplier<String> trouble;

    /// Opens what is in a folder, and makes what is missing. The folder stays the caller's.
    ///
    /// @param own this machine's clock
    public static Storage in(DataFolder folder, CommitMode commit, InstantSource own) {
        return new Storage(folder, commit, own);
    }

    /// Opens what is in a database that nodes share, and makes what is missing.
    ///
    /// @param own this machine's clock
    /// @throws StoreException where the database does not answer, or a newer version made its
    ///   tables
    public static Storage in(PostgresUrl url, InstantSource own) {
        return new Storage(url, own);
    }

    private Storage(PostgresUrl url, InstantSource own) {
        try {
            var pool = open(PostgresSeriesStore.connect(url));
            catalog = open(SqlCatalog.open(pool));
            var tracking = PostgresTracking.open(pool);
            var series = open(PostgresSeriesStore.open(pool, List.of(tracking)));
            store = series;
            rollups = Rollups.shared(catalog, series, PostgresCells.in(pool), tracking);
            turn = open(new Lease(pool, "rollups"))::take;
            var shared = DatabaseClock.open(pool, own);
            clock = shared;
            nodes = new PostgresNodeBoard(pool, shared);
            trouble = () -> series.trouble().map(StoreException::getMessage).orElse("");
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Storage(DataFolder folder, CommitMode commit, InstantSource own) {
        try {
            clock = own;
            catalog = open(SqlCatalog.open(folder.path().resolve("catalog.db")));
            var series = open(QuestDbStore.open(folder.path().resolve("series"), commit));
            store = series;
            var cells = open(SqliteRollupStore.open(folder.path().resolve("rollups.db")));
            rollups = new Rollups(catalog, series, cells);
            turn = () -> true;
            nodes = new LocalNodeBoard();
            trouble = () -> series.trouble().map(StoreException::getMessage).orElse("");
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public Catalog catalog() {
        return catalog;
    }

    /// To read from; who appends does so through `rollups().watched()`.
    public SeriesStore store() {
        return store;
    }

    public Rollups rollups() {
        return rollups;
    }

    /// Whether what must be done once for all nodes is this one's to do.
    public Keeper.Turn turn() {
        return turn;
    }

    /// Where nodes say how they are.
    public NodeBoard nodes() {
        return nodes;
    }

    /// What time it is for all who share this.
    public InstantSource clock() {
        return clock;
    }

    /// What keeps readings from being stored just now, in a sentence; empty while they are.
    public String trouble() {
        return trouble.get();
    }

    /// @throws StoreException where a part did not close; the others are closed all the same
    @Override
    public void close() {
        StoreException first = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                var broken = new StoreException("Not all was closed: " + e.getMessage(), e);
                if (first == null) {
                    first = broken;
                } else {
                    first.addSuppressed(broken);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }
}
