package dev.wattsocket.store.sqlite;

import dev.wattsocket.model.Cell;
import dev.wattsocket.model.Resolution;
import dev.wattsocket.store.PackedCells;
import dev.wattsocket.store.RollupStore;
import dev.wattsocket.store.RollupTracking.Mark;
import dev.wattsocket.store.RollupTracking.Progress;
import dev.wattsocket.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rollups in a SQLite file. A day of a channel is one row, so a year is read in 365, and a late
/// reading rewrites one. One connection writes and another reads, each by one thread at a time.
public final class SqliteRollupStore implements RollupStore {
    /// The form of what follows. A file of another form is emptied: all of it can be computed
    /// again.
    private static final int FORM = 1;

    private static final List<String> TABLES =
            List.of(
                    "create table if not exists day (channel integer not null, resolution integer"
                            + " not null, start integer not null, energy blob not null,"
                            + " levels blob not null,"
                            + " primary key (channel, resolution, start)) strict",
                    "create table if not exists progress (channel integer primary key,"
                            + " begin integer not null, up_to integer not null,"
                            + " late_up_to integer not null, longest integer not null) strict",
                    "create table if not exists mark (id integer primary key,"
                            + " channel integer not null, first integer not null,"
                            + " last integer not null) strict");

    private static final List<String> NAMES = List.of("day", "progress", "mark");

    private final Connection writing;
    private final Connection reading;
    private final Object readLock = new Object();

    private SqliteRollupStore(Path file) throws SQLException {
        writing = connect(file);
        int[] form = {0};
        query(writing, "pragma user_version", row -> form[0] = row.getInt(1));
        if (form[0] != FORM) {
            for (var table : NAMES) {
                run(writing, "drop table if exists " + table);
            }
            run(writing, "pragma user_version = " + FORM);
        }
        for (var table : TABLES) {
            run(writing, table);
        }
        reading = connect(file);
    }

    /// Opens the file, and makes it where there is none.
    public static SqliteRollupStore open(Path file) {
        try {
            return new SqliteRollupStore(file);
        } catch (SQLException e) {
            throw new StoreException(
                    "The rollups in " + file + " cannot be opened: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public List<Cell> read(int channel, Resolution resolution, long fromMillis, long toMillis) {
        var found = new ArrayList<Cell>();
        synchronized (readLock) {
            query(
                    reading,
                    "select start, levels, energy from day where channel = ? and resolution = ?"
                            + " and start > ? and start < ? order by start",
                    row ->
                            PackedCells.unpack(
                                    resolution,
                                    row.getLong(1),
                                    row.getBytes(2),
                                    row.getBytes(3),
                                    fromMillis,
                                    toMillis,
                                    found),
                    channel,
                    resolution.millis(),
                    fromMillis - Resolution.DAY_MILLIS,
                    toMillis);
        }
        return found;
    }

    @Override
    public void energy(int channel, long fromMillis, long toMillis, EnergyVisitor visitor) {
        synchronized (readLock) {
            query(
                    reading,
                    "select start, energy from day where channel = ? and resolution = ?"
                            + " and start > ? and start < ? order by start",
                    row ->
                            PackedCells.show(
                                    row.getLong(1), row.getBytes(2), fromMillis, toMillis, visitor),
                    channel,
                    Resolution.QUARTER.millis(),
                    fromMillis - Resolution.DAY_MILLIS,
                    toMillis);
        }
    }

    @Override
    public synchronized void write(int channel, List<Day> days) {
        transaction(() -> {
            for (var day : days) {
                if (day.cells().isEmpty()) {
                    run(
                            writing,
                            "delete from day where channel = ? and resolution = ? and start = ?",
                            channel,
                            day.resolution().millis(),
                            day.startMillis());
                } else {
                    run(
                            writing,
                            "insert or replace into day"
                                    + " (channel, resolution, start, energy, levels)"
                                    + " values (?, ?, ?, ?, ?)",
                            channel,
                            day.resolution().millis(),
                            day.startMillis(),
                            PackedCells.energy(day.resolution(), day.startMillis(), day.cells()),
                            PackedCells.levels(day.resolution(), day.startMillis(), day.cells()));
                }
            }
        });
    }

    @Override
    public synchronized Map<Integer, Progress> progress() {
        var all = new HashMap<Integer, Progress>();
        query(
                writing,
                "select channel, begin, up_to, late_up_to, longest from progress",
                row ->
                        all.put(
                                row.getInt(1),
                                new Progress(
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getLong(5))));
        return all;
    }

    @Override
    public synchronized void done(int channel, Progress progress, List<Mark> marks) {
        transaction(() -> {
            run(
                    writing,
                    "insert or replace into progress (channel, begin, up_to, late_up_to, longest)"
                            + " values (?, ?, ?, ?, ?)",
                    channel,
                    progress.beginMillis(),
                    progress.upToMillis(),
                    progress.lateUpToMillis(),
                    progress.longestMillis());
            for (var mark : marks) {
                run(writing, "delete from mark where id = ?", mark.id());
            }
        });
    }

    @Override
    public synchronized List<Mark> marks() {
        var all = new ArrayList<Mark>();
        query(
                writing,
                "select id, channel, first, last from mark",
                row ->
                        all.add(
                                new Mark(
                                        row.getLong(1),
                                        row.getInt(2),
                                        row.getLong(3),
                                        row.getLong(4))));
        return all;
    }

    @Override
    public synchronized void mark(List<Mark> marks) {
        transaction(() -> {
            for (var mark : marks) {
                run(
                        writing,
                        "insert into mark (id, channel, first, last) values (?, ?, ?, ?)",
                        mark.id(),
                        mark.channel(),
                        mark.firstMillis(),
                        mark.lastMillis());
            }
        });
    }

    @Override
    public synchronized void forget(int channel) {
        transaction(() -> {
            for (var table : NAMES) {
                run(writing, "delete from " + table + " where channel = ?", channel);
            }
        });
    }

    @Override
    public synchronized int drop(Resolution resolution, long beforeMillis) {
        int[] dropped = {0};
        transaction(() ->
                dropped[0] =
                        run(
                                writing,
                                "delete from day where resolution = ? and start <= ?",
                                resolution.millis(),
                                beforeMillis - Resolution.DAY_MILLIS));
        return dropped[0];
    }

    @Override
    public synchronized void close() {
        try {
            synchronized (readLock) {
                reading.close();
            }
            writing.close();
        } catch (SQLException e) {
            throw new StoreException("The rollups cannot be closed: " + e.getMessage() + ".", e);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        // A day of quarter hours fits into one page.
        run(connection, "pragma page_size = 16384");
        run(connection, "pragma journal_mode = wal");
        // What is done is on the disk when it is said to be, also where the power is cut.
        run(connection, "pragma synchronous = full");
        return connection;
    }

    private interface Work {
        void run() throws SQLException;
    }

    private interface Row {
        void see(ResultSet row) throws SQLException;
    }

    private void transaction(Work work) {
        try {
            writing.setAutoCommit(false);
            try {
                work.run();
                writing.commit();
            } catch (SQLException | RuntimeException e) {
                writing.rollback();
                throw e;
            } finally {
                writing.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreException("The rollups cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private static void query(Connection connection, String sql, Row row, Object... values) {
        try (var statement = prepared(connection, sql, values);
                var found = statement.executeQuery()) {
            while (found.next()) {
                row.see(found);
            }
        } catch (SQLException e) {
            throw new StoreException("The rollups cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static int run(Connection connection, String sql, Object... values)
            throws SQLException {
        try (var statement = prepared(connection, sql, values)) {
            return statement.execute() ? 0 : statement.getUpdateCount();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object[] values)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
