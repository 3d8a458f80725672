package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.model.Site;
import dev.wattsocket.query.Account;
import dev.wattsocket.query.Accounts;
import dev.wattsocket.query.Balances;
import dev.wattsocket.query.Bills;
import dev.wattsocket.query.Carbon;
import dev.wattsocket.query.EnergyQuery;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/// `/balance`: what a site used, made, stored and traded by the calendar, what that cost and
/// emitted, and who fed whom.
final class BalanceRoute {
    private final House house;
    private final Accounts accounts;

    BalanceRoute(House house, EnergyQuery energy, Bills bills) {
        this.house = house;
        this.accounts =
                new Accounts(
                        new Balances(house.catalog(), energy),
                        bills,
                        new Carbon(house.catalog(), energy, house.store()));
    }

    void add(Routes routes) {
        routes.reads("/balance", this::balance);
    }

    private void balance(RoutingContext context) {
        var params = new QueryParams(house, context);
        var site = params.site();
        var zone = params.zone(site);
        var range = params.range(zone);
        var by = params.by();
        var buckets =
                QueryParams.told(() ->
                        accounts.buckets(
                                site,
                                Edges.of(range.from(), range.to(), by, zone, site.weekStart())));
        var form = Download.form(params);
        if (form.isPresent()) {
            String name = Download.name("balance", site.id(), range, zone);
            Download.send(context, form.get(), new BalanceTable(site).of(name, zone, buckets));
            return;
        }
        var json = new JsonBytes(8_192).raw("{\"site\":").string(site.id());
        json.raw(",\"zone\":").string(zone.getId());
        json.raw(",\"by\":").string(by.name().toLowerCase(Locale.ROOT));
        json.raw(",\"currency\":").string(site.currency().getCurrencyCode());
        json.raw(",\"buckets\":[");
        for (int i = 0; i < buckets.size(); i++) {
            write(i == 0 ? json : json.raw(','), site, buckets.get(i));
        }
        write(json.raw("],\"total\":"), site, Accounts.total(buckets));
        Routes.json(context, json.raw('}').toBytes());
    }

    private static void write(JsonBytes json, Site site, Account account) {
        var balance = account.balance();
        json.raw("{\"start\":").number(balance.startMillis());
        json.raw(",\"end\":").number(balance.endMillis()).raw(',');
        BalanceJson.account(json, site, account);
        BalanceJson.flows(json, balance.flows());
        json.raw('}');
    }
}
