package dev.wattsocket.catalog;

import dev.wattsocket.catalog.Touched.Part;
import dev.wattsocket.model.CarbonSource;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.MeterRules;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Site;
import dev.wattsocket.model.SiteSources;
import dev.wattsocket.model.Term;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The catalog's SQL: reads whole tables or what changed, writes single rows. The caller holds the
/// transaction.
final class Tables {
    private Tables() {}

    /// The rows that changed, as they are now.
    static Holdings read(Sql sql, Changes of) throws SQLException {
        var holdings = new Holdings();
        of.rows(sql, Part.TARIFF, "select id, document from tariff", "id", Tables::pair)
                .forEach(pair -> holdings.putTariff(pair.getFirst(), pair.getLast()));
        of.rows(sql, Part.SITE, "select * from site", "id", Tables::settled)
                .forEach(each -> holdings.put(each.site(), each.sources()));
        of.rows(sql, Part.METER, "select * from meter", "id", Tables::meter).forEach(holdings::put);
        var channels =
                of.rows(
                        sql,
                        Part.METER,
                        "select id, meter, name, kind from channel",
                        "meter",
                        Tables::channel);
        holdings.add(channels.stream().sorted(Comparator.comparingInt(Channel::id)).toList());
        of.rows(
                        sql,
                        Part.TOKEN,
                        "select id, name, access, sha256, created from token",
                        "id",
                        Tables::token)
                .forEach(holdings::put);
        of.rows(sql, Part.SETTING, "select key, value from setting", "key", Tables::pair)
                .forEach(pair -> holdings.putSetting(pair.getFirst(), pair.getLast()));
        RevisionTables.read(sql, of, holdings.entered());
        return holdings;
    }

    static void put(Sql sql, Site site, SiteSources sources) throws SQLException {
        sql.execute(
                "insert into site (id, name, zone, currency, week_start, demand_minutes,"
                        + " billing_day, tariff, carbon) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (id) do update set name = excluded.name,"
                        + " zone = excluded.zone, currency = excluded.currency,"
                        + " week_start = excluded.week_start,"
                        + " demand_minutes = excluded.demand_minutes,"
                        + " billing_day = excluded.billing_day, tariff = excluded.tariff,"
                        + " carbon = excluded.carbon",
                site.id(),
                site.name(),
                site.zone().getId(),
                site.currency().getCurrencyCode(),
                site.weekStart().getValue(),
                site.demandMinutes(),
                site.billingDay(),
                sources.tariff().orElse(null),
                sources.carbon().map(CarbonSource::text).orElse(null));
    }

    static void putTariff(Sql sql, String id, String document) throws SQLException {
        sql.execute(
                "insert into tariff (id, document) values (?, ?)"
                        + " on conflict (id) do update set document = excluded.document",
                id,
                document);
    }

    static void deleteTariff(Sql sql, String id) throws SQLException {
        sql.execute("delete from tariff where id = ?", id);
    }

    static void deleteSite(Sql sql, String id) throws SQLException {
        sql.execute("delete from site where id = ?", id);
    }

    static void put(Sql sql, List<Meter> meters) throws SQLException {
        sql.executeAll(
                "insert into meter (id, site, name, role, parent, max_power, modulus, max_gap,"
                        + " formula) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (id) do update set site = excluded.site,"
                        + " name = excluded.name, role = excluded.role,"
                        + " parent = excluded.parent, max_power = excluded.max_power,"
                        + " modulus = excluded.modulus, max_gap = excluded.max_gap,"
                        + " formula = excluded.formula",
                meters,
                Tables::values);
    }

    static void deleteMeter(Sql sql, String id) throws SQLException {
        sql.execute("delete from meter where id = ?", id);
    }

    static void add(Sql sql, List<Channel> channels) throws SQLException {
        sql.executeAll(
                "insert into channel (id, meter, name, kind) values (?, ?, ?, ?)",
                channels,
                Tables::values);
    }

    static void put(Sql sql, Token token) throws SQLException {
        sql.execute(
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

    static void deleteToken(Sql sql, String id) throws SQLException {
        sql.execute("delete from token where id = ?", id);
    }

    static void putSetting(Sql sql, String key, String value) throws SQLException {
        sql.execute(
                "insert into setting (key, value) values (?, ?)"
                        + " on conflict (key) do update set value = excluded.value",
                key,
                value);
    }

    private static @Nullable Object[] values(Meter meter) {
        var rules = meter.rules();
        return new @Nullable Object[] {
            meter.id(),
            meter.site(),
            meter.name(),
            meter.role().wireName(),
            meter.parent().orElse(null),
            rules.maxPowerWatts().isPresent() ? rules.maxPowerWatts().getAsDouble() : null,
            rules.modulusWh().isPresent() ? rules.modulusWh().getAsDouble() : null,
            rules.maxGapMillis().isPresent() ? rules.maxGapMillis().getAsLong() : null,
            meter.isVirtual() ? Term.print(meter.formula()) : null
        };
    }

    private static @Nullable Object[] values(Channel channel) {
        return new @Nullable Object[] {
            channel.id(), channel.meter(), channel.name(), channel.kind().wireName()
        };
    }

    private record Settled(Site site, SiteSources sources) {}

    private static Settled settled(ResultSet row) throws SQLException {
        var site =
                new Site(
                        row.getString("id"),
                        row.getString("name"),
                        ZoneId.of(row.getString("zone")),
                        Currency.getInstance(row.getString("currency")),
                        DayOfWeek.of(row.getInt("week_start")),
                        row.getInt("demand_minutes"),
                        row.getInt("billing_day"));
        var sources =
                new SiteSources(
                        Optional.ofNullable(row.getString("tariff")),
                        Optional.ofNullable(row.getString("carbon")).map(CarbonSource::parse));
        return new Settled(site, sources);
    }

    private static List<String> pair(ResultSet row) throws SQLException {
        return List.of(row.getString(1), row.getString(2));
    }

    private static Meter meter(ResultSet row) throws SQLException {
        return new Meter(
                row.getString("id"),
                row.getString("site"),
                row.getString("name"),
                Role.of(row.getString("role")).orElse(Role.OTHER),
                Optional.ofNullable(row.getString("parent")),
                new MeterRules(
                        Sql.optionalDouble(row, "max_power"),
                        Sql.optionalDouble(row, "modulus"),
                        Sql.optionalLong(row, "max_gap")),
                Optional.ofNullable(row.getString("formula")).map(Term::parse).orElse(List.of()));
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
