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
import dev.wattsocket.query.Carbon;
import dev.wattsocket.query.EnergyQuery;
import dev.wattsocket.tariff.Cost;
import dev.wattsocket.tariff.Money;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// `/energy`: what flowed in and out by the calendar, and what that cost, earned and emitted.
final class EnergyRoute {
    private static final int METERS_MOST = 64;

    private final House house;
    private final EnergyQuery energy;
    private final Bills bills;
    private final Carbon carbon;

    EnergyRoute(House house, EnergyQuery energy, Bills bills) {
        this.house = house;
        this.energy = energy;
        this.bills = bills;
        this.carbon = new Carbon(house.catalog(), energy, house.store());
    }

    void add(Routes routes) {
        routes.reads("/energy", this::energy);
    }

    /// What was asked for.
    private record Question(Site site, QueryParams.Range range, By by, ZoneId zone) {
        Currency currency() {
            return site.currency();
        }

        Edges edges() {
            return Edges.of(range.from(), range.to(), by, zone, site.weekStart());
        }

        BigDecimal rounded(BigDecimal amount) {
            return Money.round(amount, currency());
        }
    }

    private void energy(RoutingContext context) {
        var params = new QueryParams(house, context);
        var several = params.text("meters");
        var meters =
                several.map(ids -> meters(params, ids)).orElseGet(() -> List.of(params.meter()));
        var first = meters.getFirst();
        var zone = params.zone(first);
        var site = params.site(first.site());
        var question = new Question(site, params.range(zone), params.by(), zone);
        var figures = meters.stream().map(meter -> figures(meter, question)).toList();
        var form = Download.form(params);
        if (form.isPresent()) {
            String of = several.isPresent() ? first.site() : first.id();
            String name = Download.name("energy", of, question.range(), zone);
            var table = EnergyFigures.table(name, zone, question.currency(), figures);
            Download.send(context, form.get(), table);
            return;
        }
        Routes.json(context, json(figures, several.isPresent(), question).toBytes());
    }

    private static JsonBytes json(List<EnergyFigures> all, boolean several, Question question) {
        var json = new JsonBytes(4_096).raw('{');
        if (!several) {
            json.raw("\"meter\":").string(all.getFirst().meter().id()).raw(',');
        }
        json.raw("\"zone\":").string(question.zone().getId()).raw(",\"by\":");
        json.string(question.by().name().toLowerCase(Locale.ROOT));
        json.raw(",\"currency\":").string(question.currency().getCurrencyCode());
        if (!several) {
            all.getFirst().write(json.raw(','));
            return json.raw('}');
        }
        json.raw(",\"meters\":[");
        for (int i = 0; i < all.size(); i++) {
            json.raw(i == 0 ? "" : ",").raw("{\"meter\":").string(all.get(i).meter().id());
            all.get(i).write(json.raw(','));
            json.raw('}');
        }
        return json.raw("]}");
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

    private EnergyFigures figures(Meter meter, Question question) {
        var buckets = buckets(meter, question);
        if (buckets.isEmpty()) {
            return new EnergyFigures(meter, List.of());
        }
        var costs = costs(meter, question);
        var grams = grams(meter, question);
        var stretches = new ArrayList<EnergyFigures.Stretch>(buckets.size());
        for (int i = 0; i < buckets.size(); i++) {
            var cost = costs.isEmpty() ? Optional.<Cost>empty() : Optional.of(costs.get(i));
            boolean sells = meter.role() == Role.GRID;
            stretches.add(
                    new EnergyFigures.Stretch(
                            buckets.get(i),
                            cost.flatMap(Cost::cost).map(question::rounded),
                            cost.filter(_ -> sells).flatMap(Cost::earned).map(question::rounded),
                            cost.map(Cost::unpriced).orElse(Energy.ZERO),
                            grams.get(i)));
        }
        return new EnergyFigures(meter, stretches);
    }

    private List<OptionalDouble> grams(Meter meter, Question question) {
        try {
            return carbon.grams(question.site(), meter, question.edges());
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
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
                    question.site().weekStart());
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /// None where the site has no tariff, or the meter's energy is not bought.
    private List<Cost> costs(Meter meter, Question question) {
        var tariff = bills.tariffOf(question.site());
        if (tariff.isEmpty() || !Bills.isBought(meter.role())) {
            return List.of();
        }
        try {
            return bills.costs(question.site(), tariff.get(), meter.id(), question.edges());
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
