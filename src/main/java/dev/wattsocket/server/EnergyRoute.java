package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.metering.By;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Site;
import dev.wattsocket.query.Bills;
import dev.wattsocket.query.EnergyQuery;
import dev.wattsocket.tariff.Cost;
import dev.wattsocket.tariff.Money;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `/energy`: what flowed in and out by the calendar, and what that cost and earned.
final class EnergyRoute {
    private static final int METERS_MOST = 64;

    private final House house;
    private final EnergyQuery energy;
    private final Bills bills;

    EnergyRoute(House house) {
        this.house = house;
        this.energy = new EnergyQuery(house.catalog(), house.rollups());
        this.bills = new Bills(house.catalog(), energy, house.store());
    }

    void add(Routes routes) {
        routes.reads("/energy", this::energy);
    }

    /// What was asked for.
    private record Question(Optional<Site> site, QueryParams.Range range, By by, ZoneId zone) {
        DayOfWeek weekStart() {
            return site.map(Site::weekStart).orElse(DayOfWeek.MONDAY);
        }
    }

    private void energy(RoutingContext context) {
        var params = new QueryParams(house, context);
        var several = params.text("meters");
        var meters =
                several.map(ids -> meters(params, ids)).orElseGet(() -> List.of(params.meter()));
        var first = meters.getFirst();
        var zone = params.zone(first);
        var site = house.catalog().site(first.site());
        var question = new Question(site, params.range(zone), params.by(), zone);
        var json = new JsonBytes(4_096).raw('{');
        if (several.isEmpty()) {
            json.raw("\"meter\":").string(first.id()).raw(',');
        }
        json.raw("\"zone\":").string(zone.getId()).raw(",\"by\":");
        json.string(question.by().name().toLowerCase(Locale.ROOT));
        json.raw(",\"currency\":");
        json.string(site.map(each -> each.currency().getCurrencyCode()).orElse(""));
        if (several.isEmpty()) {
            write(json.raw(','), first, question);
            Routes.json(context, json.raw('}').toBytes());
            return;
        }
        json.raw(",\"meters\":[");
        for (int i = 0; i < meters.size(); i++) {
            var meter = meters.get(i);
            json.raw(i == 0 ? "" : ",").raw("{\"meter\":").string(meter.id()).raw(',');
            write(json, meter, question);
            json.raw('}');
        }
        Routes.json(context, json.raw("]}").toBytes());
    }

    private static List<Meter> meters(QueryParams params, String ids) {
        var meters = Arrays.stream(ids.split(",", -1)).distinct().map(params::meter).toList();
        if (meters.size() > METERS_MOST) {
            throw Problem.badRequest("Ask for at most " + METERS_MOST + " meters.");
        }
        if (meters.stream().map(Meter::site).distinct().count() > 1) {
            throw Problem.badRequest("Ask for meters of one site at a time.");
        }
        return meters;
    }

    private void write(JsonBytes json, Meter meter, Question question) {
        var buckets = buckets(meter, question);
        var costs = buckets.isEmpty() ? List.<Cost>of() : costs(meter, question);
        json.raw("\"buckets\":[");
        for (int i = 0; i < buckets.size(); i++) {
            var bucket = buckets.get(i);
            json.raw(i == 0 ? "{\"start\":" : ",{\"start\":").number(bucket.startMillis());
            json.raw(",\"end\":").number(bucket.endMillis());
            json.raw(",\"energy_import\":").raw(bucket.imported().toString());
            json.raw(",\"energy_export\":").raw(bucket.exported().toString());
            json.raw(",\"coverage\":").number(Math.round(bucket.coverage() * 1e6) / 1e6);
            var cost = costs.isEmpty() ? Optional.<Cost>empty() : Optional.of(costs.get(i));
            write(json, meter, question, cost);
            json.raw('}');
        }
        json.raw(']');
    }

    private static void write(JsonBytes json, Meter meter, Question question, Optional<Cost> cost) {
        money(json.raw(",\"cost\":"), question, cost.flatMap(Cost::cost));
        boolean sells = meter.role() == Role.GRID;
        var earned = cost.filter(_ -> sells).flatMap(Cost::earned);
        money(json.raw(",\"earned\":"), question, earned);
        var unpriced = cost.map(Cost::unpriced).orElse(Energy.ZERO);
        if (!unpriced.equals(Energy.ZERO)) {
            json.raw(",\"unpriced\":").raw(unpriced.toString());
        }
    }

    private static void money(JsonBytes json, Question question, Optional<BigDecimal> amount) {
        var rounded =
                question.site()
                        .flatMap(site -> amount.map(each -> Money.round(each, site.currency())));
        if (rounded.isEmpty()) {
            json.raw("null");
        } else {
            json.raw('"').raw(rounded.get().toPlainString()).raw('"');
        }
    }

    private List<EnergyBucket> buckets(Meter meter, Question question) {
        var range = question.range();
        try {
            return energy.buckets(
                    meter.id(),
                    range.from(),
                    range.to(),
                    question.by(),
                    question.zone(),
                    question.weekStart());
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /// None where the site has no tariff, or the meter's energy is not bought.
    private List<Cost> costs(Meter meter, Question question) {
        var site = question.site();
        var tariff = site.flatMap(bills::tariffOf);
        if (site.isEmpty() || tariff.isEmpty() || !Bills.isBought(meter.role())) {
            return List.of();
        }
        var range = question.range();
        var edges =
                Edges.of(
                        range.from(),
                        range.to(),
                        question.by(),
                        question.zone(),
                        question.weekStart());
        try {
            return bills.costs(site.get(), tariff.get(), meter.id(), edges);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
