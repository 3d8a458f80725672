package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.metering.DemandInterval;
import dev.wattsocket.metering.DurationCurve;
import dev.wattsocket.query.Demands;
import dev.wattsocket.query.EnergyQuery;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/// `/demand`: mean power of the site's demand intervals, and their peaks.
final class DemandRoute {
    private final House house;
    private final Demands demands;

    DemandRoute(House house, EnergyQuery energy) {
        this.house = house;
        this.demands = new Demands(energy);
    }

    void add(Routes routes) {
        routes.reads("/demand", this::demand);
    }

    private void demand(RoutingContext context) {
        var params = new QueryParams(house, context);
        var meter = params.meter();
        var site = params.site(meter.site());
        var range = params.range(site.zone());
        var form = Download.form(params);
        boolean wantsIntervals = form.isPresent() || params.flag("intervals", true);
        int points =
                params.text("duration").isEmpty()
                        ? 0
                        : params.number("duration", 1, 1, DurationCurve.POINTS_MAX);
        var demand =
                QueryParams.told(() ->
                        demands.read(meter.id(), site, range.from(), range.to(), wantsIntervals));
        if (form.isPresent()) {
            String name = Download.name("demand", meter.id(), range, site.zone());
            var table = DemandTables.intervals(name, site.zone(), demand.intervals());
            Download.send(context, form.get(), table);
            return;
        }
        var json = new JsonBytes(4_096).raw("{\"meter\":").string(meter.id());
        json.raw(",\"zone\":").string(site.zone().getId());
        json.raw(",\"interval\":").number(demand.intervalMillis()).raw(",\"peak\":");
        interval(json, demand.peaks().stream().findFirst());
        list(json.raw(",\"peaks\":["), demand.peaks());
        months(json.raw(",\"months\":["), demand.months());
        if (wantsIntervals) {
            list(json.raw(",\"intervals\":["), demand.intervals());
        }
        if (points > 0) {
            curve(json.raw(",\"duration\":["), demand.curve().points(points));
        }
        Routes.json(context, json.raw('}').toBytes());
    }

    static void interval(JsonBytes json, Optional<DemandInterval> interval) {
        interval.ifPresentOrElse(each -> write(json, each), () -> json.raw("null"));
    }

    /// As exact as anybody reads it: a milliwatt. What is not a number stays so.
    static double watts(double watts) {
        return Double.isNaN(watts) ? watts : Math.round(watts * 1000) / 1000.0;
    }

    private static void list(JsonBytes json, List<DemandInterval> intervals) {
        for (int i = 0; i < intervals.size(); i++) {
            write(i == 0 ? json : json.raw(','), intervals.get(i));
        }
        json.raw(']');
    }

    private static void write(JsonBytes json, DemandInterval interval) {
        json.raw("{\"start\":").number(interval.startMillis()).raw(",\"power\":");
        json.number(watts(interval.watts())).raw(",\"coverage\":");
        json.number(Math.round(interval.coverage() * 1e6) / 1e6).raw('}');
    }

    private static void months(JsonBytes json, List<Demands.Month> months) {
        for (int i = 0; i < months.size(); i++) {
            var month = months.get(i);
            json.raw(i == 0 ? "{\"start\":" : ",{\"start\":").number(month.startMillis());
            json.raw(",\"end\":").number(month.endMillis()).raw(",\"peak\":");
            interval(json, month.peak());
            json.raw('}');
        }
        json.raw(']');
    }

    private static void curve(JsonBytes json, List<DurationCurve.Point> points) {
        for (int i = 0; i < points.size(); i++) {
            var point = points.get(i);
            json.raw(i == 0 ? "{\"part\":" : ",{\"part\":");
            json.number(Math.round(point.part() * 1e6) / 1e6).raw(",\"power\":");
            json.number(watts(point.watts())).raw('}');
        }
        json.raw(']');
    }
}
