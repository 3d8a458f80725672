package dev.wattsocket.catalog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableList;

import dev.wattsocket.catalog.Touched.Part;
import dev.wattsocket.model.Correction;
import dev.wattsocket.model.Exchange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The SQL of exchanges and corrections. The caller holds the transaction.
final class RevisionTables {
    private RevisionTables() {}

    /// The rows that changed, as they are now.
    static void read(Sql sql, Changes of, Entered into) throws SQLException {
        of
                .rows(sql, Part.EXCHANGE, "select * from exchange", "id", RevisionTables::exchange)
                .stream()
                .sorted(Comparator.comparingLong(Exchange::id))
                .collect(groupingBy(Exchange::meter, toUnmodifiableList()))
                .forEach(into::putExchanges);
        of
                .rows(
                        sql,
                        Part.CORRECTION,
                        "select * from correction",
                        "id",
                        RevisionTables::correction)
                .stream()
                .sorted(Comparator.comparingLong(Correction::id))
                .collect(groupingBy(Correction::meter, toUnmodifiableList()))
                .forEach(into::putCorrections);
        of.rows(
                        sql,
                        Part.CORRECTION,
                        "select correction from unsettled",
                        "correction",
                        row -> row.getLong(1))
                .forEach(into::unsettle);
    }

    static void add(Sql sql, Exchange exchange) throws SQLException {
        sql.execute(
                "insert into exchange (id, meter, channel, time, end_value, start_value, note,"
                        + " entered, entered_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                exchange.id(),
                exchange.meter(),
                exchange.channel(),
                exchange.timeMillis(),
                exchange.endValue(),
                exchange.startValue(),
                exchange.note(),
                exchange.enteredMillis(),
                exchange.enteredBy());
    }

    static void undoExchange(Sql sql, long id, long nowMillis) throws SQLException {
        sql.execute("update exchange set undone = ? where id = ?", nowMillis, id);
    }

    static void add(Sql sql, Correction correction) throws SQLException {
        sql.execute(
                "insert into correction (id, meter, channel, time, interval_s, old_value,"
                        + " new_value, note, entered, entered_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                correction.id(),
                correction.meter(),
                correction.channel(),
                correction.timeMillis(),
                correction.intervalSeconds(),
                orNull(correction.oldValue()),
                orNull(correction.newValue()),
                correction.note(),
                correction.enteredMillis(),
                correction.enteredBy());
        unsettle(sql, correction.id());
    }

    static void undoCorrection(Sql sql, long id, long nowMillis) throws SQLException {
        sql.execute("update correction set undone = ? where id = ?", nowMillis, id);
        unsettle(sql, id);
    }

    static void settle(Sql sql, long id) throws SQLException {
        sql.execute("delete from unsettled where correction = ?", id);
    }

    private static void unsettle(Sql sql, long id) throws SQLException {
        sql.execute(
                "insert into unsettled (correction) values (?)"
                        + " on conflict (correction) do nothing",
                id);
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static Exchange exchange(ResultSet row) throws SQLException {
        return new Exchange(
                row.getLong("id"),
                row.getString("meter"),
                row.getString("channel"),
                row.getLong("time"),
                row.getDouble("end_value"),
                row.getDouble("start_value"),
                row.getString("note"),
                row.getLong("entered"),
                row.getString("entered_by"),
                Sql.optionalLong(row, "undone"));
    }

    private static Correction correction(ResultSet row) throws SQLException {
        return new Correction(
                row.getLong("id"),
                row.getString("meter"),
                row.getString("channel"),
                row.getLong("time"),
                row.getInt("interval_s"),
                Sql.optionalDouble(row, "old_value"),
                Sql.optionalDouble(row, "new_value"),
                row.getString("note"),
                row.getLong("entered"),
                row.getString("entered_by"),
                Sql.optionalLong(row, "undone"));
    }
}
