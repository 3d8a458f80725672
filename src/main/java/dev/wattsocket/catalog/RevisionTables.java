package dev.wattsocket.catalog;

import dev.wattsocket.model.Correction;
import dev.wattsocket.model.Exchange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The SQL of exchanges and corrections. The caller holds the transaction.
final class RevisionTables {
    private RevisionTables() {}

    static List<Exchange> exchanges(Database database) throws SQLException {
        return database.query("select * from exchange order by id", RevisionTables::exchange);
    }

    static List<Correction> corrections(Database database) throws SQLException {
        return database.query("select * from correction order by id", RevisionTables::correction);
    }

    static List<Long> unsettled(Database database) throws SQLException {
        return database.query(
                "select correction from unsettled order by correction", row -> row.getLong(1));
    }

    static void add(Database database, Exchange exchange) throws SQLException {
        database.execute(
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

    static void undoExchange(Database database, long id, long nowMillis) throws SQLException {
        database.execute("update exchange set undone = ? where id = ?", nowMillis, id);
    }

    static void add(Database database, Correction correction) throws SQLException {
        database.execute(
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
        unsettle(database, correction.id());
    }

    static void undoCorrection(Database database, long id, long nowMillis) throws SQLException {
        database.execute("update correction set undone = ? where id = ?", nowMillis, id);
        unsettle(database, id);
    }

    static void settle(Database database, long id) throws SQLException {
        database.execute("delete from unsettled where correction = ?", id);
    }

    private static void unsettle(Database database, long id) throws SQLException {
        database.execute("insert or ignore into unsettled (correction) values (?)", id);
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
                Database.optionalLong(row, "undone"));
    }

    private static Correction correction(ResultSet row) throws SQLException {
        return new Correction(
                row.getLong("id"),
                row.getString("meter"),
                row.getString("channel"),
                row.getLong("time"),
                row.getInt("interval_s"),
                Database.optionalDouble(row, "old_value"),
                Database.optionalDouble(row, "new_value"),
                row.getString("note"),
                row.getLong("entered"),
                row.getString("entered_by"),
                Database.optionalLong(row, "undone"));
    }
}
