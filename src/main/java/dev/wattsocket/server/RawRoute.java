package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Meter;
import dev.wattsocket.table.Column;
import dev.wattsocket.table.Form;
import dev.wattsocket.table.Row;
import dev.wattsocket.table.Table;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `GET /readings`: what is stored of one meter, streamed as fast as the client takes it, in JSON,
/// NDJSON, CSV or Parquet.
final class RawRoute {
    private final House house;

    RawRoute(House house) {
        this.house = house;
    }

    void add(Routes routes) {
        routes.reads("/readings", this::readings);
    }

    private void readings(RoutingContext context) {
        var params = new QueryParams(house, context);
        var meter = params.meter();
        var zone = params.zone(meter);
        var range = params.range(zone);
        var channels =
                params.text("channel")
                        .map(name -> List.of(params.channel(meter, name)))
                        .orElseGet(() -> house.catalog().channels(meter.id()));
        String format = params.text("format").orElse("json").toLowerCase(Locale.ROOT);
        String name = Download.name("readings", meter.id(), range, zone);
        if (format.equals("parquet")) {
            Download.send(context, Form.PARQUET, table(name, channels, range, zone));
            return;
        }
        stream(context, name, format(format), meter, channels, range);
    }

    private void stream(
            RoutingContext context,
            String name,
            RawRows.Format format,
            Meter meter,
            List<Channel> channels,
            QueryParams.Range range) {
        var body = new BodyStream(context, format.contentType);
        if (format == RawRows.Format.CSV) {
            Download.attach(context, name + ".csv");
        }
        var rows = new RawRows(meter.id(), channels, format, part -> taken(body, part));
        rows.begin();
        scan(channels, range, rows);
        rows.end();
        try {
            body.end();
        } catch (IOException _) {
            body.breakOff();
        }
    }

    private static boolean taken(BodyStream body, JsonBytes part) {
        try {
            body.write(part.toBytes());
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private void scan(List<Channel> channels, QueryParams.Range range, Moments.Taker taker) {
        int[] ids = channels.stream().mapToInt(Channel::id).toArray();
        if (ids.length > 0) {
            var moments = new Moments(channels, taker);
            house.store().scan(ids, range.from(), range.to(), moments);
            moments.end();
        }
    }

    private Table table(String name, List<Channel> channels, QueryParams.Range range, ZoneId zone) {
        var columns =
                new ArrayList<>(List.of(Column.time("time"), Column.number("interval", "ms")));
        for (var channel : channels) {
            columns.add(Column.number(channel.name(), Download.unit(house.catalog(), channel)));
        }
        return new Table(
                name,
                zone,
                columns,
                row ->
                        scan(
                                channels,
                                range,
                                (time, interval, values, present) -> {
                                    fill(row, time, interval, values, present);
                                    return true;
                                }));
    }

    private static void fill(
            Row row, long time, long interval, double[] values, boolean[] present) {
        try {
            row.time(time);
            if (interval > 0) {
                row.number((double) interval);
            } else {
                row.none();
            }
            for (int i = 0; i < values.length; i++) {
                if (present[i]) {
                    row.number(values[i]);
                } else {
                    row.none();
                }
            }
            row.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawRows.Format format(String name) {
        return switch (name) {
            case "json" -> RawRows.Format.JSON;
            case "ndjson" -> RawRows.Format.NDJSON;
            case "csv" -> RawRows.Format.CSV;
            default -> throw Problem.badRequest("format is json, ndjson, csv or parquet.");
        };
    }
}
