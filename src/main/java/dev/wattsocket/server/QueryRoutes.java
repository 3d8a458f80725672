package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.metering.By;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.query.EnergyQuery;
import dev.wattsocket.query.History;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/history` and `/demand`: figures out of what is stored.
final class QueryRoutes {
    private static final int SERIES_MAX = 64;
    private static final long QUARTER_MILLIS = 900_000;
    private static final double COVERAGE_LEAST = 0.9;

    private final House house;
    private final EnergyQuery energy;
    private final History history;

    QueryRoutes(House house) {
        this.house = house;
        this.energy = new EnergyQuery(house.catalog(), house.rollups());
        this.history = new History(house.catalog(), house.rollups());
    }

    void add(Routes routes) {
        routes.reads("/history", this::history);
        routes.reads("/demand", this::demand);
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

    private void demand(RoutingContext context) {
        var params = new QueryParams(house, context);
        var meter = params.meter();
        var zone = params.zone(meter);
        var buckets = buckets(meter.id(), quarters(params.range(zone), zone), By.QUARTER, zone);
        var json = new JsonBytes(4_096).raw("{\"meter\":").string(meter.id());
        json.raw(",\"interval\":").number(QUARTER_MILLIS).raw(",\"peak\":");
        var peak = peak(buckets);
        if (peak == null) {
            json.raw("null");
        } else {
            write(json, peak);
        }
        json.raw(",\"intervals\":[");
        for (int i = 0; i < buckets.size(); i++) {
            write(i == 0 ? json : json.raw(','), buckets.get(i));
        }
        Routes.json(context, json.raw("]}").toBytes());
    }

    /// Whole quarter hours: the mean of a few seconds at an edge is nobody's demand.
    private static QueryParams.Range quarters(QueryParams.Range range, ZoneId zone) {
        return new QueryParams.Range(
                By.QUARTER.startOf(range.from(), zone),
                By.QUARTER.endOf(By.QUARTER.startOf(range.to() - 1, zone), zone));
    }

    /// The highest interval of those that are covered.
    private static @Nullable EnergyBucket peak(List<EnergyBucket> buckets) {
        EnergyBucket peak = null;
        for (var bucket : buckets) {
            boolean counts = bucket.coverage() >= COVERAGE_LEAST;
            boolean better = peak == null || bucket.importWatts() > peak.importWatts();
            if (counts && better) {
                peak = bucket;
            }
        }
        return peak;
    }

    private static void write(JsonBytes json, EnergyBucket bucket) {
        json.raw("{\"start\":").number(bucket.startMillis()).raw(",\"power\":");
        json.number(Math.round(bucket.importWatts() * 1000) / 1000.0);
        json.raw(",\"coverage\":").number(coverage(bucket)).raw('}');
    }

    private static double coverage(EnergyBucket bucket) {
        return Math.round(bucket.coverage() * 1e6) / 1e6;
    }

    private List<EnergyBucket> buckets(String meter, QueryParams.Range range, By by, ZoneId zone) {
        try {
            return energy.buckets(meter, range.from(), range.to(), by, zone);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
