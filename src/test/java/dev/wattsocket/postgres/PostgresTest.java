package dev.wattsocket.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wattsocket.kit.Postgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// The way to PostgreSQL.
final class PostgresTest {
    @Test
    void anAddressHasUserAndPassword() {
        var url = new PostgresUrl("postgresql://ann:s%40crt@db1:5433,db2/house?sslmode=require");

        assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db1:5433,db2/house?sslmode=require");
        assertThat(url.properties(3))
                .containsEntry("user", "ann")
                .containsEntry("password", "s@crt")
                .containsEntry("socketTimeout", "3")
                .containsEntry("currentSchema", "wattsocket");
        assertThat(url).hasToString("postgresql://ann@db1:5433,db2/house?sslmode=require");
    }

    @Test
    void whatIsNoAddressIsSaidWithoutThePassword() {
        assertThatThrownBy(() -> new PostgresUrl("mysql://ann:secret@host/house"))
                .hasMessageContaining("mysql://ann@host/house")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new PostgresUrl("postgresql://ann:secret@host/ho use"))
                .hasMessageContaining("can't be read")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aDatabaseThatIsNotThereIsSaidAtOnce() {
        String url = Postgres.shared().newDatabase().replaceAll("/test\\d+", "/nowhere");
        assertThatThrownBy(() -> PostgresPool.open(new PostgresUrl(url)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void scriptsRunOnceHoweverManyStartTogether() throws Exception {
        var url = new PostgresUrl(Postgres.shared().newDatabase());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = new ArrayList<Callable<Void>>();
            for (int i = 0; i < 6; i++) {
                starts.add(() -> {
                    try (var pool = PostgresPool.open(url)) {
                        bring(pool, "migration-1.sql", "migration-2.sql");
                    }
                    return null;
                });
            }
            for (var started : threads.invokeAll(starts)) {
                started.get();
            }
        }
        try (var pool = PostgresPool.open(url)) {
            assertThat(rows(pool)).isEqualTo(2);
            assertThatThrownBy(() -> bring(pool, "migration-1.sql")).hasMessageContaining("newer");
        }
    }

    @Test
    void allOfATransactionOrNothing() throws SQLException {
        try (var pool = PostgresPool.open(new PostgresUrl(Postgres.shared().newDatabase()))) {
            bring(pool, "migration-1.sql");
            assertThatThrownBy(() ->
                            pool.transaction(connection -> {
                                try (var statement = connection.createStatement()) {
                                    statement.execute("insert into seen values (9)");
                                }
                                throw new IllegalStateException("no");
                            }))
                    .hasMessage("no");
            assertThat(rows(pool)).isEqualTo(1);
        }
    }

    private static void bring(PostgresPool pool, String... scripts) throws SQLException {
        Migrations.bring(pool, "test", PostgresTest.class, List.of(scripts));
    }

    private static int rows(PostgresPool pool) throws SQLException {
        return pool.with(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select count(*) from seen")) {
                row.next();
                return row.getInt(1);
            }
        });
    }
}
