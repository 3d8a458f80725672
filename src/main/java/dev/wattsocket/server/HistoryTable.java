package dev.wattsocket.server;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.query.History;
import dev.wattsocket.table.Column;
import dev.wattsocket.table.Row;
import dev.wattsocket.table.Table;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;

/// The table of a chart: a row for each point, one series after the other.
final class HistoryTable {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.text("meter"),
                    Column.text("channel"),
                    Column.text("unit"),
                    Column.time("time"),
                    Column.number("min", ""),
                    Column.number("mean", ""),
                    Column.number("max", ""));

    private HistoryTable() {}

    static Table of(String name, ZoneId zone, List<History.Series> all, Catalog catalog) {
        return new Table(
                name,
                zone,
                COLUMNS,
                row -> {
                    for (var series : all) {
                        show(series, Download.unit(catalog, series.channel()), row);
                    }
                });
    }

    private static void show(History.Series series, String unit, Row row) throws IOException {
        for (int i = 0; i < series.size(); i++) {
            row.text(series.channel().meter()).text(series.channel().name()).text(unit);
            row.time(series.times()[i]);
            row.number(QueryRoutes.rounded(series.min()[i]));
            row.number(QueryRoutes.rounded(series.mean()[i]));
            row.number(QueryRoutes.rounded(series.max()[i])).end();
        }
    }
}
