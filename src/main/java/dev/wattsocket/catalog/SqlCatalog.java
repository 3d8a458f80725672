package dev.wattsocket.catalog;

import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Site;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// The catalog in a SQLite database. Writes are one at a time and each is one transaction that is
/// synced to disk: a channel's id must not be lost while the samples kept under it are not.
public final class SqlCatalog implements Catalog {
    private final Handle handle;
    private final Holdings holdings;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private int lastChannelId;

    private SqlCatalog(Handle handle) {
        this.handle = handle;
        this.holdings = Tables.readAll(handle);
        this.lastChannelId = Tables.lastChannelId(handle);
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
            return new SqlCatalog(Sqlite.open(file));
        } catch (JdbiException e) {
            throw new CatalogException(
                    "The catalog " + file + " cannot be opened: " + reason(e) + ".", e);
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
        change(inside -> Tables.put(inside, site), () -> holdings.put(site));
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
            change(inside -> Tables.deleteSite(inside, id), () -> holdings.removeSite(id));
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
            change(inside -> Tables.put(inside, List.of(meter)), () -> holdings.put(meter));
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
                    inside -> {
                        Tables.put(inside, moved);
                        Tables.deleteMeter(inside, id);
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
        change(inside -> Tables.put(inside, token), () -> holdings.put(token));
    }

    @Override
    public void deleteToken(String id) {
        change(inside -> Tables.deleteToken(inside, id), () -> holdings.removeToken(id));
    }

    @Override
    public Optional<String> setting(String key) {
        return holdings.setting(key);
    }

    @Override
    public void putSetting(String key, String value) {
        change(
                inside -> Tables.putSetting(inside, key, value),
                () -> holdings.putSetting(key, value));
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public synchronized void close() {
        handle.close();
    }

    /// Memory follows only when the transaction is durable, so that nobody sees what may be lost.
    private synchronized void change(Consumer<Handle> write, Runnable remember) {
        try {
            handle.useTransaction(write::accept);
        } catch (JdbiException e) {
            throw new CatalogException("The catalog cannot be written: " + reason(e) + ".", e);
        }
        remember.run();
    }

    private synchronized void add(Draft draft) {
        change(
                inside -> {
                    Tables.put(inside, draft.meters());
                    Tables.add(inside, draft.channels());
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

    private static String reason(JdbiException e) {
        var cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }
}
