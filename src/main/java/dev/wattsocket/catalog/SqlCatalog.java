package dev.wattsocket.catalog;

import dev.wattsocket.catalog.Touched.Part;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Site;
import dev.wattsocket.model.SiteSources;
import dev.wattsocket.postgres.PostgresPool;
import dev.wattsocket.postgres.PostgresUrl;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The catalog in a database: in a SQLite file of this process, or in PostgreSQL, where several
/// nodes share it. Writes are one at a time and each is one durable transaction: a channel's id
/// must not be lost while the samples kept under it are not.
public final class SqlCatalog implements Catalog {
    private final Database database;
    private final Listeners listeners = new Listeners();
    private final Ledger ledger;
    private final SqlRevisions revisions;

    private SqlCatalog(Database database) throws SQLException {
        this.database = database;
        this.ledger = new Ledger(database, listeners);
        this.revisions = new SqlRevisions(ledger);
    }

    /// Opens the catalog in this file, and makes it where there is none.
    public static SqlCatalog open(Path file) {
        return open(file.toString(), () -> SqliteDatabase.open(file.toString()));
    }

    /// A catalog that is gone when it is closed, for tests and rehearsals.
    public static SqlCatalog inMemory() {
        return open("in memory", () -> SqliteDatabase.open(":memory:"));
    }

    /// Opens the catalog that nodes share in this database, and makes it where there is none. Each
    /// sees the changes of the others within milliseconds; reads go on while the database is away.
    /// The pool stays the caller's.
    public static SqlCatalog open(PostgresPool pool) {
        return open(pool.url().toString(), () -> PostgresDatabase.open(pool, () -> {}));
    }

    /// Likewise, with connections of its own: for commands.
    public static SqlCatalog open(PostgresUrl url) {
        return open(
                url.toString(),
                () -> {
                    var pool = PostgresPool.open(url);
                    return PostgresDatabase.open(pool, pool::close);
                });
    }

    private interface Opening {
        Database open() throws SQLException;
    }

    private static SqlCatalog open(String where, Opening opening) {
        try {
            var database = opening.open();
            try {
                return new SqlCatalog(database);
            } catch (SQLException | RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new CatalogException(
                    "The catalog " + where + " cannot be opened: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public List<Site> sites() {
        return ledger.holdings().sites();
    }

    @Override
    public Optional<Site> site(String id) {
        return ledger.holdings().site(id);
    }

    @Override
    public void put(Site site) {
        ledger.write(change -> put(change, site, change.holdings().sources(site.id())));
    }

    @Override
    public void put(Site site, SiteSources sources) {
        ledger.write(change -> put(change, site, sources));
    }

    private static void put(Change change, Site site, SiteSources sources) throws SQLException {
        Ties.check(change.holdings(), site.id(), sources);
        Tables.put(change.sql(), site, sources);
        change.touch(Part.SITE, site.id());
        change.then(holdings -> holdings.put(site, sources));
        change.news().changed();
    }

    @Override
    public SiteSources sources(String site) {
        return ledger.holdings().sources(site);
    }

    @Override
    public void deleteSite(String id) {
        ledger.write(change -> {
            Ties.checkSiteFree(change.holdings(), id);
            Tables.deleteSite(change.sql(), id);
            change.touch(Part.SITE, id);
            change.then(holdings -> holdings.removeSite(id));
            change.news().changed();
        });
    }

    @Override
    public List<Meter> meters() {
        return ledger.holdings().meters();
    }

    @Override
    public Optional<Meter> meter(String id) {
        return ledger.holdings().meter(id);
    }

    @Override
    public void put(Meter meter) {
        ledger.write(change -> {
            Ancestry.check(change.holdings(), Map.of(meter.id(), meter));
            Tables.put(change.sql(), List.of(meter));
            change.touch(Part.METER, meter.id());
            change.then(holdings -> holdings.put(meter));
            change.news().changed();
            change.news().meter(meter.id(), Aspect.SETTINGS);
            var before = change.holdings().meter(meter.id());
            if (before.filter(old -> !sameMeaning(old, meter)).isPresent()) {
                change.revised(meter.id(), Long.MIN_VALUE, Long.MAX_VALUE);
            }
        });
    }

    /// The meters under it hang under its own parent from then on.
    @Override
    public void deleteMeter(String id) {
        ledger.write(change -> {
            var gone = change.holdings().meter(id);
            if (gone.isPresent()) {
                delete(change, gone.get());
            }
        });
    }

    private static void delete(Change change, Meter gone) throws SQLException {
        Ties.checkMeterFree(change.holdings(), gone.id());
        var moved = Ancestry.childrenOf(gone, change.holdings());
        Tables.put(change.sql(), moved);
        Tables.deleteMeter(change.sql(), gone.id());
        moved.forEach(each -> change.touch(Part.METER, each.id()));
        change.touch(Part.METER_GONE, gone.id());
        change.then(holdings -> {
            moved.forEach(holdings::put);
            holdings.removeMeter(gone.id());
        });
        change.news().changed();
        change.news().meter(gone.id(), Aspect.SETTINGS);
        change.revised(gone.id(), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public List<Channel> channels(String meter) {
        return ledger.holdings().channels(meter);
    }

    @Override
    public Optional<Channel> channel(String meter, String name) {
        return ledger.holdings().channel(meter, name);
    }

    @Override
    public Optional<Channel> channel(int id) {
        return ledger.holdings().channel(id);
    }

    @Override
    public List<Channel> create(List<Meter> meters, List<NewChannel> channels) {
        if (Draft.of(ledger.holdings(), meters, channels).isEmpty()) {
            return channels.stream().map(wanted -> existing(ledger.holdings(), wanted)).toList();
        }
        return ledger.change(change -> {
            var draft = Draft.of(change.holdings(), meters, channels);
            var added = add(change, draft);
            var all = new Holdings();
            all.add(added);
            return channels.stream()
                    .map(wanted ->
                            all.channel(wanted.meter(), wanted.name())
                                    .orElseGet(() -> existing(change.holdings(), wanted)))
                    .toList();
        });
    }

    @Override
    public List<Token> tokens() {
        return ledger.holdings().tokens();
    }

    @Override
    public Optional<Token> token(String sha256) {
        return ledger.holdings().token(sha256);
    }

    @Override
    public void put(Token token) {
        ledger.write(change -> {
            Tables.put(change.sql(), token);
            change.touch(Part.TOKEN, token.id());
            change.then(holdings -> holdings.put(token));
        });
    }

    @Override
    public void deleteToken(String id) {
        ledger.write(change -> {
            Tables.deleteToken(change.sql(), id);
            change.touch(Part.TOKEN, id);
            change.then(holdings -> holdings.removeToken(id));
            change.news().tokenGone(id);
        });
    }

    @Override
    public void onTokenGone(Consumer<String> listener) {
        listeners.tokens().add(listener);
    }

    @Override
    public Optional<String> setting(String key) {
        return ledger.holdings().setting(key);
    }

    @Override
    public Map<String, String> settings() {
        return ledger.holdings().settings();
    }

    @Override
    public void putSetting(String key, String value) {
        ledger.write(change -> {
            Tables.putSetting(change.sql(), key, value);
            change.touch(Part.SETTING, key);
            change.then(holdings -> holdings.putSetting(key, value));
        });
    }

    @Override
    public List<String> tariffs() {
        return ledger.holdings().tariffs();
    }

    @Override
    public Optional<String> tariff(String id) {
        return ledger.holdings().tariff(id);
    }

    @Override
    public void putTariff(String id, String document) {
        ledger.write(change -> {
            Tables.putTariff(change.sql(), id, document);
            change.touch(Part.TARIFF, id);
            change.then(holdings -> holdings.putTariff(id, document));
            change.news().changed();
        });
    }

    @Override
    public void deleteTariff(String id) {
        ledger.write(change -> {
            Ties.checkTariffFree(change.holdings(), id);
            Tables.deleteTariff(change.sql(), id);
            change.touch(Part.TARIFF, id);
            change.then(holdings -> holdings.removeTariff(id));
            change.news().changed();
        });
    }

    @Override
    public Revisions revisions() {
        return revisions;
    }

    @Override
    public <T> T alone(Supplier<T> work) {
        return ledger.change(_ -> work.get());
    }

    @Override
    public void refresh() {
        ledger.refresh();
    }

    @Override
    public boolean isShared() {
        return database.isShared();
    }

    @Override
    public void tellAgain() {
        ledger.tellAgain();
    }

    @Override
    public void onMeterChange(MeterChange listener) {
        listeners.meters().add(listener);
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.changes().add(listener);
    }

    @Override
    public void onRevised(Revised listener) {
        listeners.revisions().add(listener);
    }

    @Override
    public void close() {
        ledger.close();
    }

    private static List<Channel> add(Change change, Draft draft) throws SQLException {
        if (draft.isEmpty()) {
            return List.of();
        }
        var channels = draft.numbered(change.takeIds("channel", draft.channels().size()));
        Tables.put(change.sql(), draft.meters());
        Tables.add(change.sql(), channels);
        var touched = new LinkedHashSet<String>();
        draft.meters().forEach(each -> touched.add(each.id()));
        channels.forEach(each -> touched.add(each.meter()));
        touched.forEach(meter -> change.touch(Part.METER, meter));
        change.then(holdings -> {
            draft.meters().forEach(holdings::put);
            holdings.add(channels);
        });
        change.news().changed();
        return channels;
    }

    private static Channel existing(Holdings holdings, NewChannel wanted) {
        return holdings.channel(wanted.meter(), wanted.name()).orElseThrow();
    }

    private static boolean sameMeaning(Meter one, Meter other) {
        return one.rules().equals(other.rules()) && one.formula().equals(other.formula());
    }
}
