package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.query.History;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;

/// `/history`: charts out of what is stored.
final class QueryRoutes {
    private static final int SERIES_MAX = 64;

    private final House house;
    private final History history;

    QueryRoutes(House house) {
        this.house = house;
        this.history = new History(house.catalog(), house.rollups());
    }

    void add(Routes routes) {
        routes.reads("/history", this::history);
    }

    private void history(RoutingContext context) {
        var params = new QueryParams(house, context);
        var names =
                params.text("series")
                        .orElseThrow(() ->
                                Problem.badRequest(
                                        "Say which series: ?series=grid.power,solar.power"))
                        .split(",", -1);
        if (names.length > SERIES_MAX) {
            throw Problem.badRequest("Ask for at most " + SERIES_MAX + " series.");
        }
        var first = params.meter(meterOf(names[0]));
        var range = params.range(params.zone(first));
        int px = params.number("px", 1200, 10, History.PX_MAX);
        var form = Download.form(params);
        long now = house.clock().millis();
        var all = new ArrayList<History.Series>();
        for (var name : names) {
            var meter = params.meter(meterOf(name));
            var channel = params.channel(meter, name.substring(meter.id().length() + 1));
            all.add(history.read(channel, range.from(), range.to(), px, now));
        }
        if (form.isPresent()) {
            String file = Download.name("history", first.id(), range, params.zone(first));
            var table = HistoryTable.of(file, params.zone(first), all, house.catalog());
            Download.send(context, form.get(), table);
            return;
        }
        var json = new JsonBytes(32_768).raw("{\"from\":").number(range.from());
        json.raw(",\"to\":").number(range.to()).raw(",\"series\":[");
        for (int i = 0; i < all.size(); i++) {
            write(i == 0 ? json : json.raw(','), all.get(i));
        }
        Routes.json(context, json.raw("]}").toBytes());
    }

    private static String meterOf(String series) {
        int dot = series.lastIndexOf('.');
        if (dot <= 0) {
            throw Problem.badRequest(
                    "A series is a meter and a channel: grid.power, not " + series);
        }
        return series.substring(0, dot);
    }

    private static void write(JsonBytes json, History.Series series) {
        var channel = series.channel();
        json.raw("{\"meter\":").string(channel.meter()).raw(",\"channel\":").string(channel.name());
        json.raw(",\"unit\":").string(channel.unit().symbol());
        json.raw(",\"resolution\":").number(series.resolutionMillis());
        json.raw(",\"coverage\":").number(Math.round(series.coverage() * 1000) / 1000.0);
        json.raw(",\"time\":[");
        for (int i = 0; i < series.size(); i++) {
            json.raw(i == 0 ? "" : ",").number(series.times()[i]);
        }
        numbers(json.raw("],\"min\":["), series.min(), series.size());
        numbers(json.raw("],\"mean\":["), series.mean(), series.size());
        numbers(json.raw("],\"max\":["), series.max(), series.size());
        json.raw("]}");
    }

    private static void numbers(JsonBytes json, double[] values, int size) {
        for (int i = 0; i < size; i++) {
            json.raw(i == 0 ? "" : ",").number(rounded(values[i]));
        }
    }

    /// A chart needs no more.
    static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
