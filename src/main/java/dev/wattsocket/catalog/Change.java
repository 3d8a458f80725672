package dev.wattsocket.catalog;

import dev.wattsocket.catalog.Touched.Part;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A change of the catalog while it is made: nobody else changes anything, memory is as new as the
/// database, and follows when the transaction is durable. Confined to the thread that makes it.
final class Change {
    private final Database database;
    private final Sql sql;
    private final Holdings holdings;
    private final List<Touched> touched = new ArrayList<>();
    private final List<Consumer<Holdings>> remembered = new ArrayList<>();
    private final News news;

    Change(Database database, Sql sql, Holdings holdings, News news) {
        this.database = database;
        this.sql = sql;
        this.holdings = holdings;
        this.news = news;
    }

    Sql sql() {
        return sql;
    }

    /// What holds before the change.
    Holdings holdings() {
        return holdings;
    }

    /// Says which row was written.
    void touch(Part part, String key) {
        touched.add(new Touched(part, key));
    }

    /// Says how memory follows.
    void then(Consumer<Holdings> remember) {
        remembered.add(remember);
    }

    /// What the readings of a meter between two times mean is different.
    void revised(String meter, long fromMillis, long toMillis) throws SQLException {
        long id = takeIds("untold", 1) + 1;
        var revision = new Untold.Revision(id, meter, fromMillis, toMillis);
        Untold.add(sql, List.of(revision));
        news.revised(revision);
    }

    /// What is told when all is done.
    News news() {
        return news;
    }

    long takeIds(String table, int count) throws SQLException {
        return database.takeIds(sql, table, count);
    }

    List<Touched> touched() {
        return touched;
    }

    void remember() {
        remembered.forEach(each -> each.accept(holdings));
    }
}
