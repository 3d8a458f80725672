package dev.wattsocket.catalog;

import java.sql.SQLException;
import java.util.List;

/// Changes of what readings mean that listeners still have to see to: written down in the
/// transaction of the change, and forgotten when they have. So nothing is passed over where a
/// process ends, or a listener fails, in between.
final class Untold {
    private Untold() {}

    /// One of them, with its number.
    record Revision(long id, String meter, long fromMillis, long toMillis) {}

    static void add(Sql sql, List<Revision> revisions) throws SQLException {
        sql.executeAll(
                "insert into untold (id, meter, from_time, to_time) values (?, ?, ?, ?)",
                revisions,
                each -> new Object[] {each.id, each.meter, each.fromMillis, each.toMillis});
    }

    static List<Revision> read(Sql sql) throws SQLException {
        return sql.query(
                "select id, meter, from_time, to_time from untold order by id",
                row ->
                        new Revision(
                                row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4)));
    }

    static void forget(Sql sql, List<Revision> revisions) throws SQLException {
        sql.executeAll(
                "delete from untold where id = ?", revisions, each -> new Object[] {each.id});
    }
}
