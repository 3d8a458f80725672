package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.metering.Balance;
import dev.wattsocket.metering.Flow;
import dev.wattsocket.metering.Part;
import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Site;
import dev.wattsocket.query.Account;
import dev.wattsocket.tariff.Money;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A site's balance as JSON: the same fields over HTTP and WebSocket. Energy is exact; what the
/// site has no meter for is null.
final class BalanceJson {
    private BalanceJson() {}

    /// The fields without braces, but for start, end and flows.
    static void account(JsonBytes json, Site site, Account account) {
        balance(json, account.balance());
        money(json.raw(",\"cost\":"), site, account.cost());
        money(json.raw(",\"earned\":"), site, account.earned());
        if (!account.unpriced().equals(Energy.ZERO)) {
            json.raw(",\"unpriced\":").raw(account.unpriced().toString());
        }
        CarbonRoute.number(json.raw(",\"co2_g\":"), account.grams());
    }

    private static void balance(JsonBytes json, Balance balance) {
        for (var part : Part.values()) {
            json.raw('"').raw(part.wireName()).raw("\":");
            var energy = balance.parts().get(part);
            json.raw(energy == null ? "null" : energy.toString()).raw(',');
        }
        json.raw("\"self_consumption\":");
        share(json, balance.selfConsumption());
        json.raw(",\"autarky\":");
        share(json, balance.autarky());
        json.raw(",\"coverage\":").number(rounded(balance.coverage()));
    }

    static void flows(JsonBytes json, Map<Flow, Energy> flows) {
        json.raw(",\"flows\":{");
        String comma = "";
        for (var flow : Flow.values()) {
            json.raw(comma).raw('"').raw(flow.wireName()).raw("\":");
            json.raw(String.valueOf(flows.get(flow)));
            comma = ",";
        }
        json.raw('}');
    }

    static void money(JsonBytes json, Site site, Optional<BigDecimal> amount) {
        if (amount.isPresent()) {
            json.string(Money.round(amount.get(), site.currency()).toPlainString());
        } else {
            json.raw("null");
        }
    }

    private static void share(JsonBytes json, OptionalDouble share) {
        if (share.isPresent()) {
            json.number(rounded(share.getAsDouble()));
        } else {
            json.raw("null");
        }
    }

    static OptionalDouble rounded(OptionalDouble part) {
        return part.isPresent() ? OptionalDouble.of(rounded(part.getAsDouble())) : part;
    }

    static double rounded(double part) {
        return Math.round(part * 1e6) / 1e6;
    }
}
