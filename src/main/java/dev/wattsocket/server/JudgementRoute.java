package dev.wattsocket.server;

import dev.wattsocket.metering.Judgement;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Kind;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/meters/:id/judgements`: the readings of registers that did not simply rise, and what each was
/// taken for.
final class JudgementRoute {
    private final House house;

    JudgementRoute(House house) {
        this.house = house;
    }

    void add(Routes routes) {
        routes.reads("/meters/:id/judgements", this::list);
    }

    private void list(RoutingContext context) {
        var params = new QueryParams(house, context);
        var meter = params.meter(Fields.id(context));
        var range = params.range(params.zone(meter));
        var all = new ArrayList<Map<String, @Nullable Object>>();
        for (var channel : registers(meter.id())) {
            house.rollups()
                    .judgements(channel, range.from(), range.to())
                    .forEach(judgement -> all.add(json(channel, judgement)));
        }
        Routes.json(context, Map.of("judgements", all));
    }

    private List<Channel> registers(String meter) {
        return house.catalog().channels(meter).stream()
                .filter(channel -> channel.kind() == Kind.REGISTER)
                .toList();
    }

    private static Map<String, @Nullable Object> json(Channel channel, Judgement judgement) {
        var verdict = judgement.verdict();
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("channel", channel.name());
        json.put("time", judgement.timeMillis());
        json.put("kind", verdict.word());
        json.put("old", judgement.old());
        json.put("fallen", judgement.fallen());
        json.put("next", judgement.next().isPresent() ? judgement.next().getAsDouble() : null);
        json.put("added_wh", verdict.addedWh());
        json.put("provisional", judgement.provisional());
        json.put("reason", verdict.reason());
        return json;
    }
}
