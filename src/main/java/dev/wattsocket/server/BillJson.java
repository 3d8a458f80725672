package dev.wattsocket.server;

import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Site;
import dev.wattsocket.tariff.Bill;
import dev.wattsocket.tariff.BillPeriod;
import dev.wattsocket.tariff.Line;
import dev.wattsocket.tariff.Money;
import dev.wattsocket.tariff.Tariff;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes bills. Money is a decimal number in a text, energy is Wh.
final class BillJson {
    private final Site site;

    BillJson(Site site) {
        this.site = site;
    }

    /// @param id the tariff's; empty where it is not one that is kept
    Map<String, @Nullable Object> bill(Bill bill, Optional<String> id, Tariff tariff) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("site", site.id());
        json.put("zone", site.zone().getId());
        json.put("currency", site.currency().getCurrencyCode());
        json.put("from", bill.fromMillis());
        json.put("to", bill.toMillis());
        json.put("tariff", tariff.equals(Tariff.NONE) ? null : tariff(id, tariff));
        json.put("periods", bill.periods().stream().map(this::period).toList());
        json.put("total", amount(bill.total()));
        json.put("energy_import", wh(bill.imported()));
        json.put("energy_export", wh(bill.exported()));
        json.put("unpriced_import", wh(bill.unpricedImport()));
        json.put("unpriced_export", wh(bill.unpricedExport()));
        json.put("coverage", coverage(bill.coverage()));
        return json;
    }

    private static Map<String, @Nullable Object> tariff(Optional<String> id, Tariff tariff) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", id.orElse(null));
        json.put("name", tariff.name());
        return json;
    }

    private Map<String, Object> period(BillPeriod period) {
        var json = new LinkedHashMap<String, Object>();
        json.put("from", period.fromMillis());
        json.put("to", period.toMillis());
        json.put("days", period.days());
        json.put("lines", period.lines().stream().map(this::line).toList());
        json.put("total", amount(period.total()));
        json.put("energy_import", wh(period.imported()));
        json.put("energy_export", wh(period.exported()));
        json.put("unpriced_import", wh(period.unpricedImport()));
        json.put("unpriced_export", wh(period.unpricedExport()));
        json.put("coverage", coverage(period.coverage()));
        return json;
    }

    private Map<String, @Nullable Object> line(Line line) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("kind", line.kind().wireName());
        json.put("name", line.name());
        json.put("band", line.band().orElse(null));
        json.put("quantity", Money.exact(line.quantity()));
        json.put("unit", line.unit());
        json.put("price", Money.exact(line.price()));
        json.put("amount", amount(line.amount()));
        json.put("from", line.fromMillis());
        json.put("to", line.toMillis());
        json.put("note", line.note());
        return json;
    }

    /// Two bills of the same range beside each other, and what the other costs more.
    Map<String, Object> comparison(
            Map<String, @Nullable Object> current,
            Map<String, @Nullable Object> other,
            Bill one,
            Bill two) {
        var json = new LinkedHashMap<String, Object>();
        json.put("current", current);
        json.put("other", other);
        json.put("difference", amount(two.total().subtract(one.total())));
        json.put("periods", periods(one.periods(), two.periods()));
        return json;
    }

    private List<Map<String, Object>> periods(List<BillPeriod> one, List<BillPeriod> two) {
        var periods = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < one.size(); i++) {
            var current = one.get(i).total();
            var other = two.get(i).total();
            var json = new LinkedHashMap<String, Object>();
            json.put("from", one.get(i).fromMillis());
            json.put("to", one.get(i).toMillis());
            json.put("current", amount(current));
            json.put("other", amount(other));
            json.put("difference", amount(other.subtract(current)));
            periods.add(json);
        }
        return periods;
    }

    /// With all digits of the minor unit, also of nothing.
    private String amount(BigDecimal amount) {
        return Money.round(amount, site.currency()).toPlainString();
    }

    private static BigDecimal wh(Energy energy) {
        return new BigDecimal(energy.toString());
    }

    private static double coverage(double coverage) {
        return Math.round(coverage * 1e6) / 1e6;
    }
}
