package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.model.CarbonSource;
import dev.wattsocket.model.Site;
import dev.wattsocket.query.Carbon;
import dev.wattsocket.query.CarbonBucket;
import dev.wattsocket.query.EnergyQuery;
import dev.wattsocket.table.Column;
import dev.wattsocket.table.Row;
import dev.wattsocket.table.Table;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// `/carbon`: the greenhouse gases of what a site buys.
final class CarbonRoute {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.time("start"),
                    Column.time("end"),
                    Column.number("co2_g", "g"),
                    Column.number("intensity", "g/kWh"),
                    Column.number("energy_import", "Wh"),
                    Column.number("avoided_g", "g"),
                    Column.number("coverage", ""));

    private final House house;
    private final Carbon carbon;

    CarbonRoute(House house) {
        this.house = house;
        var energy = new EnergyQuery(house.catalog(), house.rollups());
        this.carbon = new Carbon(house.catalog(), energy, house.store());
    }

    void add(Routes routes) {
        routes.reads("/carbon", this::carbon);
    }

    /// What was asked for.
    private record Question(Site site, ZoneId zone, QueryParams.Range range, Edges edges) {}

    private void carbon(RoutingContext context) {
        var params = new QueryParams(house, context);
        var form = Download.form(params);
        try {
            var question = question(params);
            var report = carbon.report(question.site(), question.edges());
            if (form.isPresent()) {
                Download.send(context, form.get(), table(question, report));
                return;
            }
            String by = params.by().name().toLowerCase(Locale.ROOT);
            Routes.json(context, json(question, by, report).toBytes());
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Question question(QueryParams params) {
        var site = params.site();
        var zone = params.zone(site);
        var range = params.range(zone);
        var edges = Edges.of(range.from(), range.to(), params.by(), zone, site.weekStart());
        return new Question(site, zone, range, edges);
    }

    private JsonBytes json(Question question, String by, Carbon.Report report) {
        var json = new JsonBytes(4_096).raw("{\"site\":").string(question.site().id());
        json.raw(",\"zone\":").string(question.zone().getId()).raw(",\"by\":").string(by);
        source(json.raw(",\"source\":"), question.site());
        now(json.raw(",\"now\":"), question.site());
        json.raw(",\"buckets\":[");
        for (int i = 0; i < report.buckets().size(); i++) {
            write(i == 0 ? json : json.raw(','), report.buckets().get(i));
        }
        write(json.raw("],\"total\":"), report.total()).raw(",\"greenest\":[");
        var range = question.range();
        var hours = carbon.greenest(question.site(), range.from(), range.to(), question.zone());
        for (int i = 0; i < hours.size(); i++) {
            var hour = hours.get(i);
            json.raw(i == 0 ? "{\"start\":" : ",{\"start\":").number(hour.startMillis());
            json.raw(",\"end\":").number(hour.endMillis()).raw(",\"intensity\":");
            json.number(thousandth(hour.intensity())).raw('}');
        }
        return json.raw("]}");
    }

    private void source(JsonBytes json, Site site) {
        var source = house.catalog().sources(site.id()).carbon();
        if (source.isEmpty()) {
            json.raw("null");
            return;
        }
        switch (source.get()) {
            case CarbonSource.Constant _ -> json.raw("\"constant\"");
            case CarbonSource.Series each -> json.string(each.text());
        }
    }

    private void now(JsonBytes json, Site site) {
        long now = house.clock().millis();
        var intensity = carbon.intensity(site, now, now + 1).at(now);
        if (intensity.isEmpty()) {
            json.raw("null");
            return;
        }
        json.raw("{\"intensity\":").number(thousandth(intensity.getAsDouble()));
        json.raw(",\"time\":").number(now).raw('}');
    }

    private static JsonBytes write(JsonBytes json, CarbonBucket bucket) {
        json.raw("{\"start\":").number(bucket.startMillis());
        json.raw(",\"end\":").number(bucket.endMillis());
        number(json.raw(",\"co2_g\":"), bucket.grams());
        number(json.raw(",\"intensity\":"), bucket.intensity());
        json.raw(",\"energy_import\":").raw(bucket.imported().toString());
        number(json.raw(",\"avoided_g\":"), bucket.avoidedGrams());
        return json.raw(",\"coverage\":").number(coverage(bucket)).raw('}');
    }

    static JsonBytes number(JsonBytes json, OptionalDouble value) {
        return value.isPresent() ? json.number(thousandth(value.getAsDouble())) : json.raw("null");
    }

    private Table table(Question question, Carbon.Report report) {
        String name =
                Download.name("carbon", question.site().id(), question.range(), question.zone());
        return new Table(
                name,
                question.zone(),
                COLUMNS,
                row -> {
                    for (var bucket : report.buckets()) {
                        fill(row, bucket);
                    }
                });
    }

    private static void fill(Row row, CarbonBucket bucket) throws IOException {
        row.time(bucket.startMillis()).time(bucket.endMillis());
        row.number(thousandth(bucket.grams())).number(thousandth(bucket.intensity()));
        row.number(new BigDecimal(bucket.imported().toString()));
        row.number(thousandth(bucket.avoidedGrams())).number(coverage(bucket)).end();
    }

    private static double coverage(CarbonBucket bucket) {
        return Math.round(bucket.coverage() * 1e6) / 1e6;
    }

    static OptionalDouble thousandth(OptionalDouble value) {
        return value.isPresent()
                ? OptionalDouble.of(thousandth(value.getAsDouble()))
                : OptionalDouble.empty();
    }

    private static double thousandth(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
