package dev.wattsocket.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// TimescaleDB's chunks. It makes them by itself, and compresses those that are a month old.
final class Hypertable implements Parts {
    @Override
    public List<Part> list(Connection connection) throws SQLException {
        var parts = new ArrayList<Part>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select chunk_name, range_start_integer, range_end_integer"
                                        + " from timescaledb_information.chunks"
                                        + " where hypertable_name = 'sample'"
                                        + " and hypertable_schema = current_schema() order by 2")) {
            while (rows.next()) {
                parts.add(new Part(rows.getString(1), rows.getLong(2), rows.getLong(3)));
            }
        }
        return parts;
    }

    @Override
    public void make(Connection connection, long weekMillis) {}

    @Override
    public void drop(Connection connection, long beforeMillis) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "select drop_chunks('sample', older_than => bigint '%d')"
                            .formatted(beforeMillis));
        }
    }
}
