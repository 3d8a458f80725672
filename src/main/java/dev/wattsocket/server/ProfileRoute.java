package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.metering.WeekProfile;
import dev.wattsocket.query.Balances;
import dev.wattsocket.query.Bills;
import dev.wattsocket.query.EnergyQuery;
import dev.wattsocket.query.Profiles;
import io.vertx.ext.web.RoutingContext;

/// `/profile`: a meter's typical week, and what is always on.
final class ProfileRoute {
    private final House house;
    private final Profiles profiles;

    ProfileRoute(House house, EnergyQuery energy, Bills bills) {
        this.house = house;
        this.profiles = new Profiles(energy, new Balances(house.catalog(), energy), bills);
    }

    void add(Routes routes) {
        routes.reads("/profile", this::profile);
    }

    private void profile(RoutingContext context) {
        var params = new QueryParams(house, context);
        var meter = params.meter();
        var site = params.site(meter.site());
        var range =
                params.range(
                        params.text("from").orElse("-28d"),
                        params.text("to").orElse("now"),
                        site.zone());
        var profile = profiles.read(meter, site, range.from(), range.to());
        var form = Download.form(params);
        if (form.isPresent()) {
            String name = Download.name("profile", meter.id(), range, site.zone());
            Download.send(context, form.get(), DemandTables.week(name, site.zone(), profile));
            return;
        }
        var json = new JsonBytes(4_096).raw("{\"meter\":").string(meter.id());
        json.raw(",\"zone\":").string(site.zone().getId());
        json.raw(",\"from\":").number(profile.fromMillis());
        json.raw(",\"to\":").number(profile.toMillis());
        week(
                json.raw(",\"watts\":"),
                (day, hour) -> DemandRoute.watts(profile.week().watts(day, hour)));
        week(
                json.raw(",\"coverage\":"),
                (day, hour) -> Math.round(profile.week().coverage(day, hour) * 1e6) / 1e6);
        var alwaysOn = profile.alwaysOn();
        number(json.raw(",\"baseline\":"), DemandRoute.watts(alwaysOn.watts().orElse(Double.NaN)));
        json.raw(",\"baseline_method\":").string(alwaysOn.method());
        BalanceJson.money(json.raw(",\"baseline_cost_year\":"), site, alwaysOn.costOfYear());
        Routes.json(context, json.raw('}').toBytes());
    }

    private interface OfHour {
        double at(int day, int hour);
    }

    private static void week(JsonBytes json, OfHour numbers) {
        json.raw('[');
        for (int day = 0; day < WeekProfile.DAYS; day++) {
            json.raw(day == 0 ? "[" : ",[");
            for (int hour = 0; hour < WeekProfile.HOURS; hour++) {
                number(hour == 0 ? json : json.raw(','), numbers.at(day, hour));
            }
            json.raw(']');
        }
        json.raw(']');
    }

    private static void number(JsonBytes json, double number) {
        if (Double.isNaN(number)) {
            json.raw("null");
        } else {
            json.number(number);
        }
    }
}
