package dev.wattsocket.catalog;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place where the catalog is changed: one change at a time, each a transaction that is
/// durable before memory follows. Any thread.
final class Ledger implements Database.Following {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final long UNKNOWN = -1;

    private final Database database;
    private final Listeners listeners;

    /// Held by who makes a change. Memory itself belongs to who holds the monitor.
    private final ReentrantLock turn = new ReentrantLock();

    private volatile Holdings holdings = new Holdings();
    private volatile long version = UNKNOWN;
    private @Nullable Change underWay;
    private @Nullable Trouble trouble;

    private record Trouble(long nanos, SQLException why) {}

    Ledger(Database database, Listeners listeners) throws SQLException {
        this.database = database;
        this.listeners = listeners;
        try (var transaction = database.begin()) {
            follow(transaction.sql(), new News());
        }
        database.follow(this);
    }

    /// Part of a change.
    interface Step<T> {
        T run(Change change) throws SQLException;
    }

    /// A change that answers nothing.
    interface Write {
        void run(Change change) throws SQLException;
    }

    Holdings holdings() {
        return holdings;
    }

    /// Does all of this or nothing; within a change it becomes a part of that one.
    <T> T change(Step<T> step) {
        var joined = underWay;
        if (turn.isHeldByCurrentThread() && joined != null) {
            try {
                return step.run(joined);
            } catch (SQLException e) {
                throw failed(e);
            }
        }
        var heard = new News();
        var made = new News();
        try {
            T answer = alone(step, heard, made);
            tell(made);
            return answer;
        } finally {
            heard.tell(listeners);
        }
    }

    /// What listeners were not told of what readings mean, they are told now.
    void tellAgain() {
        refresh();
        var untold = new News();
        part(sql -> Untold.read(sql).forEach(untold::revised));
        tell(untold);
    }

    /// Where the database is away by then nothing is forgotten, and they are told once more: the
    /// change itself has gone well.
    private void tell(News news) {
        news.tell(listeners);
        if (!news.revisions().isEmpty() && !listeners.revisions().isEmpty()) {
            try {
                part(sql -> Untold.forget(sql, news.revisions()));
            } catch (CatalogException e) {
                LOG.debug("Revisions that were told stay noted", e);
            }
        }
    }

    private interface Part {
        void run(Sql sql) throws SQLException;
    }

    /// A transaction that memory knows nothing of.
    private void part(Part part) {
        turn.lock();
        try (var transaction = database.begin()) {
            part.run(transaction.sql());
            transaction.commit();
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            turn.unlock();
        }
    }

    void write(Write write) {
        change(change -> {
            write.run(change);
            return true;
        });
    }

    /// Brings memory to what was committed before this call.
    void refresh() {
        try {
            database.refresh(this);
        } catch (SQLException e) {
            throw new CatalogException("The catalog cannot be read: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public void follow(Sql sql) throws SQLException {
        var news = new News();
        follow(sql, news);
        news.tell(listeners);
    }

    void close() {
        turn.lock();
        try {
            database.close();
        } catch (SQLException e) {
            throw new CatalogException("The catalog cannot be closed: " + e.getMessage() + ".", e);
        } finally {
            turn.unlock();
        }
    }

    private <T> T alone(Step<T> step, News heard, News made) {
        long asked = System.nanoTime();
        turn.lock();
        try {
            failWithThoseBefore(asked);
            try (var transaction = database.begin()) {
                follow(transaction.sql(), heard);
                var change = new Change(database, transaction.sql(), holdings, made);
                underWay = change;
                T answer = step.run(change);
                commit(transaction, change);
                return answer;
            }
        } catch (SQLException e) {
            trouble = new Trouble(System.nanoTime(), e);
            throw failed(e);
        } finally {
            underWay = null;
            turn.unlock();
        }
    }

    /// Memory follows before anybody can read the change from the database: so nobody is told of it
    /// twice. Where the end of a commit is unknown, the next who follows finds out.
    private void commit(Transaction transaction, Change change) throws SQLException {
        if (change.touched().isEmpty()) {
            return;
        }
        long next = database.note(transaction.sql(), version, change.touched());
        synchronized (this) {
            transaction.commit();
            change.remember();
            version = next;
        }
    }

    /// Reads first and looks then whether somebody else was quicker: nobody waits for a database
    /// while holding memory.
    private void follow(Sql sql, News news) throws SQLException {
        while (true) {
            long from = version;
            var changes = database.since(sql, from);
            if (changes.isEmpty()) {
                return;
            }
            var fresh = Tables.read(sql, changes);
            synchronized (this) {
                if (version == from) {
                    holdings = changes.apply(holdings, fresh, news);
                    version = changes.version();
                    return;
                }
                if (version >= changes.version()) {
                    return; // and what this reader sees is older by now
                }
            }
        }
    }

    /// Whoever waited while another found the database away does not wait for the same once more.
    private void failWithThoseBefore(long asked) throws SQLException {
        var before = trouble;
        if (before != null && before.nanos - asked > 0) {
            throw before.why;
        }
    }

    /// What can't be written whatever happens is refused; the rest may go well another time.
    private static CatalogException failed(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String message = "The catalog cannot be written: " + e.getMessage() + ".";
        return state.startsWith("22")
                ? new CatalogException(message)
                : new CatalogException(message, e);
    }
}
