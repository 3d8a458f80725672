package dev.wattsocket.server;

import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.ingest.Corrections;
import dev.wattsocket.ingest.Intake;
import dev.wattsocket.ingest.IntakeRules;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Correction;
import dev.wattsocket.model.Exchange;
import dev.wattsocket.model.Meter;
import dev.wattsocket.query.Times;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// `/meters/{id}/exchanges` and `/meters/{id}/corrections`: what people enter about readings.
final class RevisionRoutes {
    private static final String EXCHANGES = "/meters/:id/exchanges";
    private static final String CORRECTIONS = "/meters/:id/corrections";

    private final House house;

    RevisionRoutes(House house) {
        this.house = house;
    }

    void add(Routes routes) {
        routes.reads(EXCHANGES, this::exchanges);
        routes.takes(HttpMethod.POST, EXCHANGES, Access::canChange, this::exchange);
        routes.takes(HttpMethod.DELETE, EXCHANGES + "/:n", Access::canChange, this::undoExchange);
        routes.reads(CORRECTIONS, this::corrections);
        routes.takes(HttpMethod.POST, CORRECTIONS, Access::canChange, this::correct);
        routes.takes(
                HttpMethod.DELETE, CORRECTIONS + "/:n", Access::canChange, this::undoCorrection);
    }

    private void exchanges(RoutingContext context) {
        var all = house.catalog().revisions().exchanges(known(context).id());
        Routes.json(context, Map.of("exchanges", all.stream().map(RevisionRoutes::json).toList()));
    }

    private void exchange(RoutingContext context) {
        var meter = known(context);
        var body = Routes.body(context);
        var channel = channel(meter, body);
        var entered =
                new Exchange(
                        0,
                        meter.id(),
                        channel.name(),
                        time(meter, channel, body),
                        value(channel, body, "end_value"),
                        value(channel, body, "start_value"),
                        Fields.text(body, "note").orElse(""),
                        house.clock().millis(),
                        Routes.by(context),
                        OptionalLong.empty());
        Routes.json(context, json(house.catalog().revisions().add(entered)));
    }

    private void undoExchange(RoutingContext context) {
        var meter = known(context).id();
        var revisions = house.catalog().revisions();
        var exchange = find(context, revisions.exchanges(meter), Exchange::id, "exchange");
        long now = house.clock().millis();
        Routes.json(context, json(revisions.undoExchange(meter, exchange.id(), now)));
    }

    private void corrections(RoutingContext context) {
        var all = house.catalog().revisions().corrections(known(context).id());
        Routes.json(
                context, Map.of("corrections", all.stream().map(RevisionRoutes::json).toList()));
    }

    private void correct(RoutingContext context) {
        var meter = known(context);
        var body = Routes.body(context);
        var channel = channel(meter, body);
        if (!body.containsKey("value")) {
            throw Problem.badRequest("Say the right value, or null to delete the reading.");
        }
        long millis = Fields.wholeNumber(body, "interval_ms", 1_000, Long.MAX_VALUE).orElse(0);
        if (millis % 1000 != 0 || millis > IntakeRules.INTERVAL_MILLIS_MAX) {
            throw Problem.badRequest("interval_ms is whole seconds, from 1000 to a year.");
        }
        var wanted =
                new Corrections.Wanted(
                        channel,
                        time(meter, channel, body),
                        number(channel, body, "value"),
                        (int) (millis / 1000),
                        Fields.text(body, "note").orElse(""),
                        Routes.by(context));
        var corrections = house.intake().corrections();
        Routes.json(context, json(corrections.correct(wanted, house.clock().millis())));
    }

    private void undoCorrection(RoutingContext context) {
        var all = house.catalog().revisions().corrections(known(context).id());
        var correction = find(context, all, Correction::id, "correction");
        var corrections = house.intake().corrections();
        Routes.json(context, json(corrections.undo(correction, house.clock().millis())));
    }

    private Meter known(RoutingContext context) {
        String id = Fields.id(context);
        return house.catalog()
                .meter(id)
                .orElseThrow(() -> Problem.notFound("There is no meter " + id + "."));
    }

    private Channel channel(Meter meter, Map<?, ?> body) {
        if (meter.isVirtual()) {
            throw Problem.badRequest(
                    meter.id() + " is a sum of other meters: enter it for one of them.");
        }
        String name =
                Fields.text(body, "channel")
                        .orElseThrow(() ->
                                Problem.badRequest("Say which channel, such as energy_import."));
        return house.catalog()
                .channel(meter.id(), name)
                .orElseThrow(() ->
                        Problem.badRequest(
                                "The meter %s has no channel %s.".formatted(meter.id(), name)));
    }

    private long time(Meter meter, Channel channel, Map<?, ?> body) {
        var said = body.get("time");
        if (!(said instanceof String) && !(said instanceof Number)) {
            throw Problem.badRequest("Say at which time, in epoch milliseconds.");
        }
        var zone = house.catalog().site(meter.site()).map(site -> site.zone());
        long time = millis(said.toString(), zone.orElse(ZoneOffset.UTC));
        if (!Intake.takesTime(channel.quantity(), time, house.clock().millis())) {
            throw Problem.badRequest(
                    "The time is in epoch milliseconds, from the year 2000 to a day from now (8 days for a"
                            + " price), not "
                            + time
                            + ".");
        }
        return time;
    }

    private long millis(String text, ZoneId zone) {
        try {
            return new Times(house.clock()).millis(text, zone);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static double value(Channel channel, Map<?, ?> body, String name) {
        return number(channel, body, name)
                .orElseThrow(() -> Problem.badRequest("Say " + name + ", in the channel's unit."));
    }

    private static OptionalDouble number(Channel channel, Map<?, ?> body, String name) {
        var quantity = channel.quantity();
        return Fields.number(body, name, quantity.min(), quantity.max());
    }

    private static <T> T find(
            RoutingContext context, List<T> all, ToLongFunction<T> idOf, String what) {
        String said = String.valueOf(context.pathParam("n"));
        return all.stream()
                .filter(each -> Long.toString(idOf.applyAsLong(each)).equals(said))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no " + what + " " + said + "."));
    }

    private static Map<String, @Nullable Object> json(Exchange exchange) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", exchange.id());
        json.put("channel", exchange.channel());
        json.put("time", exchange.timeMillis());
        json.put("end_value", exchange.endValue());
        json.put("start_value", exchange.startValue());
        json.put("note", exchange.note());
        json.put("entered", exchange.enteredMillis());
        json.put("by", exchange.enteredBy());
        json.put("undone", Fields.orNull(exchange.undoneMillis()));
        return json;
    }

    private static Map<String, @Nullable Object> json(Correction correction) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", correction.id());
        json.put("channel", correction.channel());
        json.put("time", correction.timeMillis());
        if (correction.intervalSeconds() > 0) {
            json.put("interval_ms", correction.intervalSeconds() * 1000L);
        }
        json.put("old", Fields.orNull(correction.oldValue()));
        json.put("new", Fields.orNull(correction.newValue()));
        json.put("note", correction.note());
        json.put("entered", correction.enteredMillis());
        json.put("by", correction.enteredBy());
        json.put("undone", Fields.orNull(correction.undoneMillis()));
        return json;
    }
}
