package dev.wattsocket.catalog;

import dev.wattsocket.catalog.Touched.Part;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which rows changed up to a version: those that are read again, or all there are.
record Changes(long version, boolean isWhole, Map<Part, Set<String>> keys) {

    static Changes none(long version) {
        return new Changes(version, false, Map.of());
    }

    static Changes whole(long version) {
        return new Changes(version, true, Map.of());
    }

    static Changes of(long version, List<Touched> all) {
        var keys = new EnumMap<Part, Set<String>>(Part.class);
        for (var each : all) {
            if (each.part() == Part.METER
                    && keys.getOrDefault(Part.METER_GONE, Set.of()).contains(each.key())) {
                // Another meter of this name: what was entered for the old one is not its own.
                return whole(version);
            }
            keys.computeIfAbsent(each.part(), _ -> new TreeSet<>()).add(each.key());
        }
        return new Changes(version, false, keys);
    }

    boolean isEmpty() {
        return !isWhole && keys.isEmpty();
    }

    Set<String> of(Part part) {
        return keys.getOrDefault(part, Set.of());
    }

    /// The rows of a part, as they are now.
    <T> List<T> rows(Sql sql, Part part, String select, String column, Sql.FromRow<T> fromRow)
            throws SQLException {
        if (isWhole) {
            return sql.query(select, fromRow);
        }
        if (of(part).isEmpty()) {
            return List.of();
        }
        Object keys =
                switch (part) {
                    case EXCHANGE, CORRECTION ->
                            of(part).stream().map(Long::valueOf).toArray(Long[]::new);
                    default -> of(part).toArray(String[]::new);
                };
        return sql.query(select + " where " + column + " = any (?)", fromRow, keys);
    }

    /// Brings memory to what these rows are now, and says what that changed; answers what holds
    /// from then on.
    Holdings apply(Holdings known, Holdings fresh, News news) {
        if (isWhole) {
            news.replaced(known, fresh);
            return fresh;
        }
        for (var id : of(Part.TARIFF)) {
            fresh.tariff(id)
                    .ifPresentOrElse(
                            document -> known.putTariff(id, document),
                            () -> known.removeTariff(id));
            news.changed();
        }
        for (var id : of(Part.SITE)) {
            fresh.site(id)
                    .ifPresentOrElse(
                            site -> known.put(site, fresh.sources(id)), () -> known.removeSite(id));
            news.changed();
        }
        of(Part.METER).forEach(id -> meter(id, known, fresh, news));
        of(Part.METER_GONE).forEach(id -> gone(id, known, news));
        of(Part.TOKEN).forEach(id -> token(id, known, fresh, news));
        of(Part.SETTING)
                .forEach(
                        key -> fresh.setting(key).ifPresent(value -> known.putSetting(key, value)));
        known.entered().take(fresh.entered(), news);
        return known;
    }

    private static void meter(String id, Holdings known, Holdings fresh, News news) {
        var now = fresh.meter(id);
        if (now.isEmpty()) {
            return; // it was deleted since, and that is told too
        }
        if (known.meter(id).filter(old -> !old.equals(now.get())).isPresent()) {
            news.meter(id, Catalog.Aspect.SETTINGS);
        }
        known.put(now.get());
        known.replace(id, fresh.channels(id));
        news.changed();
    }

    private static void token(String id, Holdings known, Holdings fresh, News news) {
        fresh.tokenWithId(id)
                .ifPresentOrElse(
                        known::put,
                        () -> {
                            known.removeToken(id);
                            news.tokenGone(id);
                        });
    }

    private static void gone(String id, Holdings known, News news) {
        known.removeMeter(id);
        news.meter(id, Catalog.Aspect.SETTINGS);
        news.changed();
    }
}
