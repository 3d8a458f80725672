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
import org.jdbi.v3.core.Handle;

/// The catalog's SQL: reads whole tables at the start, writes single rows afterwards. The caller
/// holds the transaction.
final class Tables {
    private Tables() {}

    static Holdings readAll(Handle handle) {
        var holdings = new Holdings();
        handle.select("select id, name, zone, currency from site")
                .map((row, _) -> site(row))
                .forEach(holdings::put);
        handle.select("select id, site, name, role, parent from meter")
                .map((row, _) -> meter(row))
                .forEach(holdings::put);
        holdings.add(
                handle.select("select id, meter, name, kind from channel order by id")
                        .map((row, _) -> channel(row))
                        .list());
        handle.select("select id, name, access, sha256, created from token")
                .map((row, _) -> token(row))
                .forEach(holdings::put);
        handle.select("select key, value from setting")
                .map((row, _) -> List.of(row.getString("key"), row.getString("value")))
                .forEach(pair -> holdings.putSetting(pair.getFirst(), pair.getLast()));
        return holdings;
    }

    /// The highest channel id that was ever given, those of deleted channels included.
    static int lastChannelId(Handle handle) {
        return handle.select("select seq from sqlite_sequence where name = 'channel'")
                .mapTo(Integer.class)
                .findFirst()
                .orElse(0);
    }

    static void put(Handle handle, Site site) {
        handle.execute(
                "insert into site (id, name, zone, currency) values (?, ?, ?, ?)"
                        + " on conflict (id) do update set name = excluded.name,"
                        + " zone = excluded.zone, currency = excluded.currency",
                site.id(),
                site.name(),
                site.zone().getId(),
                site.currency().getCurrencyCode());
    }

    static void deleteSite(Handle handle, String id) {
        handle.execute("delete from site where id = ?", id);
    }

    static void put(Handle handle, List<Meter> meters) {
        var batch =
                handle.prepareBatch(
                        "insert into meter (id, site, name, role, parent) values (?, ?, ?, ?, ?)"
                                + " on conflict (id) do update set site = excluded.site,"
                                + " name = excluded.name, role = excluded.role,"
                                + " parent = excluded.parent");
        for (var meter : meters) {
            batch.add(
                    meter.id(),
                    meter.site(),
                    meter.name(),
                    meter.role().wireName(),
                    meter.parent().orElse(null));
        }
        batch.execute();
    }

    static void deleteMeter(Handle handle, String id) {
        handle.execute("delete from meter where id = ?", id);
    }

    static void add(Handle handle, List<Channel> channels) {
        var batch =
                handle.prepareBatch(
                        "insert into channel (id, meter, name, kind) values (?, ?, ?, ?)");
        for (var channel : channels) {
            batch.add(channel.id(), channel.meter(), channel.name(), channel.kind().wireName());
        }
        batch.execute();
    }

    static void put(Handle handle, Token token) {
        handle.execute(
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

    static void deleteToken(Handle handle, String id) {
        handle.execute("delete from token where id = ?", id);
    }

    static void putSetting(Handle handle, String key, String value) {
        handle.execute(
                "insert into setting (key, value) values (?, ?)"
                        + " on conflict (key) do update set value = excluded.value",
                key,
                value);
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
