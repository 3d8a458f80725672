package dev.wattsocket.catalog;

import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Site;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The catalog's SQL: reads whole tables at the start, writes single rows afterwards. The caller
/// holds the transaction.
final class Tables {
    private Tables() {}

    static Holdings readAll(Database database) throws SQLException {
        var holdings = new Holdings();
        database.query("select id, name, zone, currency from site", Tables::site)
                .forEach(holdings::put);
        database.query("select id, site, name, role, parent from meter", Tables::meter)
                .forEach(holdings::put);
        holdings.add(
                database.query(
                        "select id, meter, name, kind from channel order by id", Tables::channel));
        database.query("select id, name, access, sha256, created from token", Tables::token)
                .forEach(holdings::put);
        database.query(
                        "select key, value from setting",
                        row -> List.of(row.getString(1), row.getString(2)))
                .forEach(pair -> holdings.putSetting(pair.getFirst(), pair.getLast()));
        return holdings;
    }

    /// The highest channel id that was ever given, those of deleted channels included.
    static int lastChannelId(Database database) throws SQLException {
        var last =
                database.query(
                        "select seq from sqlite_sequence where name = 'channel'",
                        row -> row.getInt(1));
        return last.isEmpty() ? 0 : last.getFirst();
    }

    static void put(Database database, Site site) throws SQLException {
        database.execute(
                "insert into site (id, name, zone, currency) values (?, ?, ?, ?)"
                        + " on conflict (id) do update set name = excluded.name,"
                        + " zone = excluded.zone, currency = excluded.currency",
                site.id(),
                site.name(),
                site.zone().getId(),
                site.currency().getCurrencyCode());
    }

    static void deleteSite(Database database, String id) throws SQLException {
        database.execute("delete from site where id = ?", id);
    }

    static void put(Database database, List<Meter> meters) throws SQLException {
        database.executeAll(
                "insert into meter (id, site, name, role, parent) values (?, ?, ?, ?, ?)"
                        + " on conflict (id) do update set site = excluded.site,"
                        + " name = excluded.name, role = excluded.role,"
                        + " parent = excluded.parent",
                meters,
                Tables::values);
    }

    static void deleteMeter(Database database, String id) throws SQLException {
        database.execute("delete from meter where id = ?", id);
    }

    static void add(Database database, List<Channel> channels) throws SQLException {
        database.executeAll(
                "insert into channel (id, meter, name, kind) values (?, ?, ?, ?)",
                channels,
                Tables::values);
    }

    static void put(Database database, Token token) throws SQLException {
        database.execute(
                "insert into token (id, name, access, sha256, created) values (?, ?, ?, ?, ?)"
                        + " on conflict (id) do update set name = excluded.name,"
                        + " access = excluded.access, sha256 = excluded.sha256,"
                        + " created = excluded.created",
                token.id(),
                token.name(),
                token.access().wireName(),
                token.sha256(),
                token.createdMillis());
    }

    static void deleteToken(Database database, String id) throws SQLException {
        database.execute("delete from token where id = ?", id);
    }

    static void putSetting(Database database, String key, String value) throws SQLException {
        database.execute(
                "insert into setting (key, value) values (?, ?)"
                        + " on conflict (key) do update set value = excluded.value",
                key,
                value);
    }

    private static @Nullable Object[] values(Meter meter) {
        return new @Nullable Object[] {
            meter.id(),
            meter.site(),
            meter.name(),
            meter.role().wireName(),
            meter.parent().orElse(null)
        };
    }

    private static @Nullable Object[] values(Channel channel) {
        return new @Nullable Object[] {
            channel.id(), channel.meter(), channel.name(), channel.kind().wireName()
        };
    }

    private static Site site(ResultSet row) throws SQLException {
        return new Site(
                row.getString("id"),
                row.getString("name"),
                ZoneId.of(row.getString("zone")),
                Currency.getInstance(row.getString("currency")));
    }

    private static Meter meter(ResultSet row) throws SQLException {
        return new Meter(
                row.getString("id"),
                row.getString("site"),
                row.getString("name"),
                Role.of(row.getString("role")).orElse(Role.OTHER),
                Optional.ofNullable(row.getString("parent")));
    }

    private static Channel channel(ResultSet row) throws SQLException {
        return new Channel(
                row.getInt("id"),
                row.getString("meter"),
                row.getString("name"),
                one(Kind.values(), Kind::wireName, row.getString("kind")));
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getString("id"),
                row.getString("name"),
                one(Token.Access.values(), Token.Access::wireName, row.getString("access")),
                row.getString("sha256"),
                row.getLong("created"));
    }

    private static <T> T one(T[] values, Function<T, String> wireName, String wanted) {
        for (var value : values) {
            if (wireName.apply(value).equals(wanted)) {
                return value;
            }
        }
        throw new CatalogException(
                "The catalog holds a word that this version does not know: " + wanted + ".");
    }
}
