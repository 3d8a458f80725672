package dev.wattsocket.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/// The servers that tests of several nodes stand on.
final class DatabasesTest {
    @Test
    void postgresKeepsWhatItTookWhenItIsKilled() throws SQLException {
        try (var postgres = Postgres.start()) {
            String url = "jdbc:" + postgres.newDatabase();
            try (var connection = DriverManager.getConnection(url);
                    var statement = connection.createStatement()) {
                statement.execute("create table kept (x int)");
            }
            postgres.kill();
            postgres.begin();
            try (var connection = DriverManager.getConnection(url);
                    var statement = connection.createStatement()) {
                assertThat(statement.execute("select * from kept")).isTrue();
            }
        }
    }

    @Test
    void redisIsThereAgainAfterARestart() {
        try (var redis = Redis.start()) {
            redis.restart();
            assertThat(Redis.isOpen(redis.port())).isTrue();
        }
    }
}
