package dev.wattsocket.server;

import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.model.Site;
import dev.wattsocket.query.Bills;
import dev.wattsocket.tariff.Bill;
import dev.wattsocket.tariff.BillingPeriods;
import dev.wattsocket.tariff.Money;
import dev.wattsocket.tariff.PriceStep;
import dev.wattsocket.tariff.Tariff;
import dev.wattsocket.tariff.json.TariffJson;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// `/bill`, `/bill/preview` and `/prices`: what a site's energy costs.
final class BillRoutes {
    private final House house;
    private final Bills bills;

    BillRoutes(House house, Bills bills) {
        this.house = house;
        this.bills = bills;
    }

    void add(Routes routes) {
        routes.reads("/bill", this::bill);
        routes.reads("/prices", this::prices);
        routes.takes(HttpMethod.POST, "/bill/preview", Access::canRead, this::preview);
    }

    /// A tariff, and its id where it is one that is kept.
    private record Plan(Optional<String> id, Tariff tariff) {}

    private void bill(RoutingContext context) {
        var params = new QueryParams(house, context);
        var site = params.site();
        var range =
                params.range(
                        params.text("from").orElseGet(() -> periodStart(site)),
                        params.text("to").orElse("now"),
                        site.zone());
        var plan = params.text("tariff").map(this::known).orElseGet(() -> planOf(site));
        var bill = sentences(() -> bills.bill(site, plan.tariff(), range.from(), range.to()));
        var form = Download.form(params);
        if (form.isPresent()) {
            String name = Download.name("bill", site.id(), range, site.zone());
            Download.send(context, form.get(), new BillTables(site).lines(name, bill));
            return;
        }
        Routes.json(context, new BillJson(site).bill(bill, plan.id(), plan.tariff()));
    }

    private String periodStart(Site site) {
        return Long.toString(BillingPeriods.startOf(house.clock().millis(), site));
    }

    private void preview(RoutingContext context) {
        var params = new QueryParams(house, context);
        var body = Routes.body(context);
        var site = Fields.text(body, "site").map(params::site).orElseGet(params::site);
        var range =
                params.range(
                        time(body, "from").orElseGet(() -> periodStart(site)),
                        time(body, "to").orElse("now"),
                        site.zone());
        var current = planOf(site);
        var other = other(body);
        var both = List.of(current.tariff(), other.tariff());
        List<Bill> made = sentences(() -> bills.bills(site, both, range.from(), range.to()));
        var json = new BillJson(site);
        Routes.json(
                context,
                json.comparison(
                        json.bill(made.getFirst(), current.id(), current.tariff()),
                        json.bill(made.getLast(), other.id(), other.tariff()),
                        made.getFirst(),
                        made.getLast()));
    }

    /// A time is a text or a number.
    private static Optional<String> time(Map<?, ?> body, String name) {
        return body.get(name) instanceof Number millis
                ? Optional.of(millis.toString())
                : Fields.text(body, name);
    }

    private Plan other(Map<?, ?> body) {
        if (body.get("tariff") == null) {
            return known(
                    Fields.text(body, "tariff_id")
                            .orElseThrow(() ->
                                    Problem.badRequest(
                                            "Say which tariff to compare with: \"tariff_id\", or a whole"
                                                    + " \"tariff\".")));
        }
        var document = Routes.JSON.<JsonNode>valueToTree(body.get("tariff"));
        return new Plan(Optional.empty(), sentences(() -> TariffJson.read(document)));
    }

    private Plan known(String id) {
        var tariff =
                bills.tariff(id)
                        .orElseThrow(() -> Problem.notFound("There is no tariff " + id + "."));
        return new Plan(Optional.of(id), tariff);
    }

    private Plan planOf(Site site) {
        return house.catalog()
                .sources(site.id())
                .tariff()
                .map(this::known)
                .orElse(new Plan(Optional.empty(), Tariff.NONE));
    }

    private void prices(RoutingContext context) {
        var params = new QueryParams(house, context);
        var site = params.site();
        var range =
                params.range(
                        params.text("from").orElse("today"),
                        params.text("to").orElse("tomorrow"),
                        site.zone());
        var tariff = planOf(site).tariff();
        var steps = sentences(() -> bills.prices(site, tariff, range.from(), range.to()));
        var form = Download.form(params);
        if (form.isPresent()) {
            String name = Download.name("prices", site.id(), range, site.zone());
            Download.send(context, form.get(), new BillTables(site).prices(name, steps));
            return;
        }
        var json = new JsonBytes(4_096).raw("{\"site\":").string(site.id());
        json.raw(",\"currency\":").string(site.currency().getCurrencyCode());
        json.raw(",\"zone\":").string(site.zone().getId()).raw(",\"steps\":[");
        for (int i = 0; i < steps.size(); i++) {
            write(i == 0 ? json : json.raw(','), steps.get(i));
        }
        Routes.json(context, json.raw("]}").toBytes());
    }

    private static void write(JsonBytes json, PriceStep step) {
        json.raw("{\"start\":")
                .number(step.startMillis())
                .raw(",\"end\":")
                .number(step.endMillis());
        json.raw(",\"price\":").string(Money.exact(step.price())).raw(",\"band\":");
        text(json, step.band());
        json.raw(",\"name\":").string(step.name()).raw(",\"feed_in\":");
        text(json, step.feedIn().map(Money::exact));
        json.raw('}');
    }

    private static void text(JsonBytes json, Optional<String> text) {
        if (text.isEmpty()) {
            json.raw("null");
        } else {
            json.string(text.get());
        }
    }

    /// Sentences about what was asked for reach whoever asked.
    private static <T> T sentences(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
