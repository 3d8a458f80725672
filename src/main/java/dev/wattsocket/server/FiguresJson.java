package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.query.Figures;
import dev.wattsocket.tariff.Money;
import dev.wattsocket.tariff.PriceStep;
import java.math.BigDecimal;
import java.util.Optional;

/// Writes the `figures` message: all of it that is the same for every viewer of a site, and what
/// one subscription puts before it.
final class FiguresJson {
    private FiguresJson() {}

    static byte[] frame(String sub, byte[] body) {
        var json = new JsonBytes(body.length + 128).raw("{\"type\":\"figures\",\"sub\":");
        return json.string(sub).raw(',').raw(body).raw('}').toBytes();
    }

    /// The fields of the message, without the first ones and without braces.
    static byte[] body(Figures figures) {
        var site = figures.site();
        var balance = figures.today().balance();
        var json = new JsonBytes(2_048).raw("\"site\":").string(site.id());
        json.raw(",\"time\":").number(figures.timeMillis());
        json.raw(",\"currency\":").string(site.currency().getCurrencyCode());
        json.raw(",\"today\":{\"start\":").number(balance.startMillis()).raw(",\"end\":null,");
        BalanceJson.account(json, site, figures.today());
        now(json.raw("},\"now\":{"), figures);
        json.raw("},\"bill\":");
        figures.bill().ifPresentOrElse(bill -> bill(json, bill), () -> json.raw("null"));
        json.raw(",\"demand\":");
        figures.demand().ifPresentOrElse(demand -> demand(json, demand), () -> json.raw("null"));
        return json.toBytes();
    }

    private static void now(JsonBytes json, Figures figures) {
        var price = figures.price();
        text(json, "\"price\":", price.map(PriceStep::price).map(Money::exact));
        text(json, ",\"band\":", price.flatMap(PriceStep::band));
        text(json, ",\"band_name\":", price.map(PriceStep::name));
        text(json, ",\"feed_in\":", price.flatMap(PriceStep::feedIn).map(Money::exact));
        json.raw(",\"cost_per_hour\":");
        BalanceJson.money(json, figures.site(), figures.costPerHour());
        CarbonRoute.number(json.raw(",\"intensity\":"), figures.intensity());
    }

    private static void bill(JsonBytes json, Figures.RunningBill bill) {
        json.raw("{\"from\":").number(bill.fromMillis());
        json.raw(",\"to\":").number(bill.toMillis());
        amount(json, ",\"so_far\":", bill.soFar());
        amount(json, ",\"projected\":", bill.projected());
        amount(json, ",\"low\":", bill.low());
        amount(json, ",\"high\":", bill.high());
        json.raw(",\"method\":").string(bill.method()).raw('}');
    }

    private static void demand(JsonBytes json, Figures.RunningDemand demand) {
        json.raw("{\"meter\":").string(demand.meter());
        json.raw(",\"start\":").number(demand.startMillis());
        json.raw(",\"end\":").number(demand.endMillis());
        json.raw(",\"power\":").number(DemandRoute.watts(demand.watts()));
        json.raw(",\"projected\":").number(DemandRoute.watts(demand.projectedWatts()));
        DemandRoute.interval(json.raw(",\"peak\":"), demand.peak());
        json.raw('}');
    }

    private static void amount(JsonBytes json, String field, BigDecimal amount) {
        json.raw(field).string(amount.toPlainString());
    }

    private static void text(JsonBytes json, String field, Optional<String> text) {
        json.raw(field);
        text.ifPresentOrElse(json::string, () -> json.raw("null"));
    }
}
