package dev.wattsocket.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Connections to one PostgreSQL database: a bounded pool for what many threads ask, and
/// connections of their own for those who keep one. Any thread; blocks.
public final class PostgresPool implements AutoCloseable {
    /// Questions that are under way at one time; more wait their turn.
    static final int CONNECTIONS_MAX = 12;

    /// A question may take this long between two answers; whoever keeps a connection waits less.
    private static final int ANSWER_SECONDS = 60;

    private static final int OWN_ANSWER_SECONDS = 8;
    private static final int PATIENT_ANSWER_SECONDS = 3_600;
    private static final int WAIT_MILLIS_MAX = 5_000;

    static {
        // A connection is looked at each time that it is handed out: a database that was started
        // anew costs nobody a question.
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
    }

    private final PostgresUrl url;
    private final HikariDataSource pool;

    private PostgresPool(PostgresUrl url) {
        this.url = url;
        var config = new HikariConfig();
        config.setPoolName("postgres");
        config.setJdbcUrl(url.jdbc());
        config.setDataSourceProperties(url.properties(ANSWER_SECONDS));
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_MILLIS_MAX);
        config.setValidationTimeout(2_000);
        config.setInitializationFailTimeout(-1);
        this.pool = new HikariDataSource(config);
    }

    /// Connects, and makes our schema where there is none.
    ///
    /// @throws SQLException where the database does not answer
    public static PostgresPool open(PostgresUrl url) throws SQLException {
        try (var connection = DriverManager.getConnection(url.jdbc(), url.properties(5));
                var statement = connection.createStatement()) {
            if (url.properties(5).containsKey("currentSchema")) {
                statement.execute("select pg_advisory_lock(" + Migrations.LOCK + ")");
                statement.execute("create schema if not exists " + PostgresUrl.SCHEMA);
            }
        }
        return new PostgresPool(url);
    }

    public PostgresUrl url() {
        return url;
    }

    /// Does this on a connection of the pool, statement by statement.
    public <T> T with(Work<T> work) throws SQLException {
        try (var connection = pool.getConnection()) {
            return work.on(connection);
        }
    }

    /// Whether the connection, and not what was asked, is what failed.
    public static boolean isLost(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("28");
    }

    /// Does all of this or nothing, on a connection of the pool.
    public <T> T transaction(Work<T> work) throws SQLException {
        return with(connection -> transaction(connection, work));
    }

    /// Does all of this or nothing.
    public static <T> T transaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T answer = work.on(connection);
            connection.commit();
            return answer;
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback();
            } catch (SQLException broken) {
                e.addSuppressed(broken);
            }
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    /// A connection of the caller's own, which the caller closes. A database that does not answer
    /// on it for some seconds is taken for gone.
    public Connection own() throws SQLException {
        return DriverManager.getConnection(url.jdbc(), url.properties(OWN_ANSWER_SECONDS));
    }

    /// The same for work that takes long, such as throwing away much.
    public Connection patient() throws SQLException {
        return DriverManager.getConnection(url.jdbc(), url.properties(PATIENT_ANSWER_SECONDS));
    }

    @Override
    public void close() {
        pool.close();
    }

    /// What is done with a connection.
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
