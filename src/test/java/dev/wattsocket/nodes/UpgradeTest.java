package dev.wattsocket.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wattsocket.kit.Postgres;
import dev.wattsocket.kit.Redis;
import dev.wattsocket.kit.ServerProcess;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.kit.TestSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A later version has brought the tables to a form of its own: a node of this version that runs
/// goes on, and does not start again.
final class UpgradeTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aNodeThatRunsGoesOnAndDoesNotStartAgain() throws SQLException {
        String database = Postgres.shared().newDatabase();
        try (var redis = Redis.start()) {
            try (var node = TestNode.sharing(database, redis.url())) {
                take(node, "old", 1);
                bringToALaterForm(database);
                assertGoesOn(node);

                assertThatThrownBy(() -> TestNode.sharing(database, redis.url()))
                        .hasMessageContaining("newer version of Wattsocket");
                try (var refused =
                        ServerProcess.spawn("serve", "--port", "0", "--store", database)) {
                    assertThat(refused.exitCode(SOON)).isEqualTo(1);
                    assertThat(refused.errors())
                            .startsWith("wattsocket: ")
                            .contains("newer version of Wattsocket", "start that version")
                            .hasLineCount(1);
                }
                take(node, "old", 3);
            }
        }
    }

    private static void assertGoesOn(TestNode node) {
        try (var viewer = TestSocket.connect(node.webSocket())) {
            viewer.next("snapshot");
            take(node, "new", 2);
            take(node, "old", 2);
            viewer.next("readings");
        }
        assertThat(node.put("/api/v1/meters/new", "{\"name\":\"A new name\"}").statusCode())
                .isEqualTo(200);
        assertThat(node.get("/api/v1/meters").body()).contains("A new name");
        String token = "{\"name\":\"plug\",\"access\":\"device\"}";
        assertThat(node.post("/api/v1/tokens", "application/json", token).body())
                .contains("secret");
        assertThat(node.json("/api/v1/readings?from=-1h&meter=old").path("readings")).hasSize(2);
        assertThat(node.json("/api/v1/energy?meter=old&from=-1d&by=hour").path("buckets"))
                .isNotEmpty();
        assertThat(node.json("/api/v1/status").path("nodes")).hasSize(1);
    }

    /// One more column in each table, and one more number of each part.
    private static void bringToALaterForm(String database) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:" + database);
                var statement = connection.createStatement()) {
            for (var table : tables(connection)) {
                statement.execute(
                        "alter table wattsocket.%s add column later text default 'x'"
                                .formatted(table));
            }
            assertThat(
                            statement.executeUpdate(
                                    "update wattsocket.migration set number = number + 1"))
                    .isPositive();
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select relname from pg_class join pg_namespace n on n.oid = relnamespace"
                                        + " where nspname = 'wattsocket' and relkind in ('r', 'p')"
                                        + " and not relispartition")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        assertThat(tables).contains("meter", "migration", "node");
        return tables;
    }

    private static void take(TestNode node, String meter, double power) {
        String reading = "{\"meter\":\"%s\",\"power\":%s}".formatted(meter, power);
        assertThat(node.post("/api/v1/readings", "application/json", reading).body())
                .startsWith("{\"accepted\":1,");
    }
}
