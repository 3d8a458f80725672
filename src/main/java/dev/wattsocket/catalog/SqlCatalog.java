package dev.wattsocket.catalog;

import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Site;
import dev.wattsocket.model.SiteSources;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The catalog in a SQLite database. Writes are one at a time and each is one transaction that is
/// synced to disk: a channel's id must not be lost while the samples kept under it are not.
public final class SqlCatalog implements Catalog {
    private final Database database;
    private final Ledger ledger;
    private final Holdings holdings;
    private final SqlRevisions revisions;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Revised> revisedListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> tokenListeners = new CopyOnWriteArrayList<>();
    private int lastChannelId;

    private SqlCatalog(Database database) throws SQLException {
        Schema.bring(database);
        this.database = database;
        this.ledger = new Ledger(database);
        this.holdings = Tables.readAll(database);
        this.revisions = new SqlRevisions(ledger, holdings, this::tellRevised);
        this.lastChannelId = (int) Tables.lastId(database, "channel");
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
        synchronized (ledger) {
            put(site, holdings.sources(site.id()));
        }
    }

    @Override
    public void put(Site site, SiteSources sources) {
        synchronized (ledger) {
            Ties.check(holdings, site.id(), sources);
            ledger.change(
                    () -> Tables.put(database, site, sources), () -> holdings.put(site, sources));
        }
        tellListeners();
    }

    @Override
    public SiteSources sources(String site) {
        return holdings.sources(site);
    }

    @Override
    public void deleteSite(String id) {
        synchronized (ledger) {
            Ties.checkSiteFree(holdings, id);
            ledger.change(() -> Tables.deleteSite(database, id), () -> holdings.removeSite(id));
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
        boolean means;
        synchronized (ledger) {
            Ancestry.check(holdings, Map.of(meter.id(), meter));
            means = !holdings.meter(meter.id()).map(old -> sameMeaning(old, meter)).orElse(true);
            ledger.change(() -> Tables.put(database, List.of(meter)), () -> holdings.put(meter));
        }
        tellListeners();
        if (means) {
            tellRevised(meter.id(), Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    /// The meters under it hang under its own parent from then on.
    @Override
    public void deleteMeter(String id) {
        synchronized (ledger) {
            var gone = holdings.meter(id);
            if (gone.isEmpty()) {
                return;
            }
            Ties.checkMeterFree(holdings, id);
            var moved = Ancestry.childrenOf(gone.get(), holdings);
            ledger.change(
                    () -> {
                        Tables.put(database, moved);
                        Tables.deleteMeter(database, id);
                    },
                    () -> {
                        moved.forEach(holdings::put);
                        holdings.removeMeter(id);
                        revisions.forget(id);
                    });
        }
        tellListeners();
        tellRevised(id, Long.MIN_VALUE, Long.MAX_VALUE);
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
        synchronized (ledger) {
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
        ledger.change(() -> Tables.put(database, token), () -> holdings.put(token));
    }

    @Override
    public void deleteToken(String id) {
        ledger.change(() -> Tables.deleteToken(database, id), () -> holdings.removeToken(id));
        tokenListeners.forEach(each -> each.accept(id));
    }

    @Override
    public void onTokenGone(Consumer<String> listener) {
        tokenListeners.add(listener);
    }

    @Override
    public Optional<String> setting(String key) {
        return holdings.setting(key);
    }

    @Override
    public void putSetting(String key, String value) {
        ledger.change(
                () -> Tables.putSetting(database, key, value),
                () -> holdings.putSetting(key, value));
    }

    @Override
    public List<String> tariffs() {
        return holdings.tariffs();
    }

    @Override
    public Optional<String> tariff(String id) {
        return holdings.tariff(id);
    }

    @Override
    public void putTariff(String id, String document) {
        ledger.change(
                () -> Tables.putTariff(database, id, document),
                () -> holdings.putTariff(id, document));
        tellListeners();
    }

    @Override
    public void deleteTariff(String id) {
        synchronized (ledger) {
            Ties.checkTariffFree(holdings, id);
            ledger.change(() -> Tables.deleteTariff(database, id), () -> holdings.removeTariff(id));
        }
        tellListeners();
    }

    @Override
    public Revisions revisions() {
        return revisions;
    }

    @Override
    public <T> T alone(Supplier<T> work) {
        return ledger.alone(work);
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void onRevised(Revised listener) {
        revisedListeners.add(listener);
    }

    @Override
    public void close() {
        ledger.close();
    }

    private void add(Draft draft) {
        ledger.change(
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

    private static boolean sameMeaning(Meter one, Meter other) {
        return one.rules().equals(other.rules()) && one.formula().equals(other.formula());
    }

    private void tellRevised(String meter, long fromMillis, long toMillis) {
        revisedListeners.forEach(each -> each.revised(meter, fromMillis, toMillis));
    }

    private void tellListeners() {
        listeners.forEach(Runnable::run);
    }
}
