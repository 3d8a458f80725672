package dev.wattsocket.catalog;

import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Site;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The catalog in a SQLite database. Writes are one at a time and each is one transaction that is
/// synced to disk: a channel's id must not be lost while the samples kept under it are not.
public final class SqlCatalog implements Catalog {
    private final Database database;
    private final Holdings holdings;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private int lastChannelId;

    private SqlCatalog(Database database) throws SQLException {
        Schema.bring(database);
        this.database = database;
        this.holdings = Tables.readAll(database);
        this.lastChannelId = Tables.lastChannelId(database);
    }

    /// Opens the catalog in this file, and makes it where there is none.
    public static SqlCatalog open(Path file) {
        return open(file.toString());
    }

    /// A catalog that is gone when it is closed, for tests and rehearsals.
    public static SqlCatalog inMemory() {
        return open(":memory:");
    }

    private static SqlCatalog open(String file) {
        try {
            var database = Database.open(file);
            try {
                return new SqlCatalog(database);
            } catch (SQLException | RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new CatalogException(
                    "The catalog " + file + " cannot be opened: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public List<Site> sites() {
        return holdings.sites();
    }

    @Override
    public Optional<Site> site(String id) {
        return holdings.site(id);
    }

    @Override
    public void put(Site site) {
        change(() -> Tables.put(database, site), () -> holdings.put(site));
        tellListeners();
    }

    @Override
    public void deleteSite(String id) {
        synchronized (this) {
            for (var meter : holdings.meters()) {
                if (meter.site().equals(id)) {
                    throw new CatalogException(
                            "The site "
                                    + id
                                    + " still has the meter "
                                    + meter.id()
                                    + ": delete its meters first.");
                }
            }
            change(() -> Tables.deleteSite(database, id), () -> holdings.removeSite(id));
        }
        tellListeners();
    }

    @Override
    public List<Meter> meters() {
        return holdings.meters();
    }

    @Override
    public Optional<Meter> meter(String id) {
        return holdings.meter(id);
    }

    @Override
    public void put(Meter meter) {
        synchronized (this) {
            Ancestry.check(holdings, Map.of(meter.id(), meter));
            change(() -> Tables.put(database, List.of(meter)), () -> holdings.put(meter));
        }
        tellListeners();
    }

    /// The meters under it hang under its own parent from then on.
    @Override
    public void deleteMeter(String id) {
        synchronized (this) {
            var gone = holdings.meter(id);
            if (gone.isEmpty()) {
                return;
            }
            var moved = Ancestry.childrenOf(gone.get(), holdings);
            change(
                    () -> {
                        Tables.put(database, moved);
                        Tables.deleteMeter(database, id);
                    },
                    () -> {
                        moved.forEach(holdings::put);
                        holdings.removeMeter(id);
                    });
        }
        tellListeners();
    }

    @Override
    public List<Channel> channels(String meter) {
        return holdings.channels(meter);
    }

    @Override
    public Optional<Channel> channel(String meter, String name) {
        return holdings.channel(meter, name);
    }

    @Override
    public Optional<Channel> channel(int id) {
        return holdings.channel(id);
    }

    @Override
    public List<Channel> create(List<Meter> meters, List<NewChannel> channels) {
        boolean changed;
        List<Channel> answer;
        synchronized (this) {
            var draft = Draft.of(holdings, lastChannelId, meters, channels);
            changed = !draft.isEmpty();
            if (changed) {
                add(draft);
            }
            answer = channels.stream().map(this::existing).toList();
        }
        if (changed) {
            tellListeners();
        }
        return answer;
    }

    @Override
    public List<Token> tokens() {
        return holdings.tokens();
    }

    @Override
    public Optional<Token> token(String sha256) {
        return holdings.token(sha256);
    }

    @Override
    public void put(Token token) {
        change(() -> Tables.put(database, token), () -> holdings.put(token));
    }

    @Override
    public void deleteToken(String id) {
        change(() -> Tables.deleteToken(database, id), () -> holdings.removeToken(id));
    }

    @Override
    public Optional<String> setting(String key) {
        return holdings.setting(key);
    }

    @Override
    public void putSetting(String key, String value) {
        change(
                () -> Tables.putSetting(database, key, value),
                () -> holdings.putSetting(key, value));
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public synchronized void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw new CatalogException("The catalog cannot be closed: " + e.getMessage() + ".", e);
        }
    }

    /// Memory follows only when the transaction is durable, so that nobody sees what may be lost.
    private synchronized void change(Database.Work write, Runnable remember) {
        try {
            database.inTransaction(write);
        } catch (SQLException e) {
            throw new CatalogException("The catalog cannot be written: " + e.getMessage() + ".", e);
        }
        remember.run();
    }

    private synchronized void add(Draft draft) {
        change(
                () -> {
                    Tables.put(database, draft.meters());
                    Tables.add(database, draft.channels());
                },
                () -> {
                    draft.meters().forEach(holdings::put);
                    holdings.add(draft.channels());
                    lastChannelId += draft.channels().size();
                });
    }

    private Channel existing(NewChannel wanted) {
        return holdings.channel(wanted.meter(), wanted.name()).orElseThrow();
    }

    private void tellListeners() {
        listeners.forEach(Runnable::run);
    }
}
