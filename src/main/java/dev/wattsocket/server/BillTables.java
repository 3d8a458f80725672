package dev.wattsocket.server;

import dev.wattsocket.model.Site;
import dev.wattsocket.table.Column;
import dev.wattsocket.table.Row;
import dev.wattsocket.table.Table;
import dev.wattsocket.tariff.Bill;
import dev.wattsocket.tariff.BillPeriod;
import dev.wattsocket.tariff.Line;
import dev.wattsocket.tariff.Money;
import dev.wattsocket.tariff.PriceStep;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Bills and prices as tables: a row for each line of a bill, so that the amounts add up to its
/// total, and one for each step of a price.
final class BillTables {
    /// Decimals of a price: more than any tariff has.
    private static final int PRICE_SCALE = 10;

    private final Site site;
    private final String currency;

    BillTables(Site site) {
        this.site = site;
        this.currency = site.currency().getCurrencyCode();
    }

    Table lines(String name, Bill bill) {
        int cents = Math.max(0, site.currency().getDefaultFractionDigits());
        var columns =
                List.of(
                        Column.time("period_from"),
                        Column.time("period_to"),
                        Column.time("from"),
                        Column.time("to"),
                        Column.text("kind"),
                        Column.text("name"),
                        Column.text("band"),
                        Column.number("quantity", ""),
                        Column.text("unit"),
                        Column.number("price", currency),
                        Column.decimal("amount", currency, cents),
                        Column.text("note"));
        return new Table(
                name,
                site.zone(),
                columns,
                row -> {
                    for (var period : bill.periods()) {
                        for (var line : period.lines()) {
                            fill(row, period, line);
                        }
                    }
                });
    }

    private void fill(Row row, BillPeriod period, Line line) throws IOException {
        row.time(period.fromMillis()).time(period.toMillis());
        row.time(line.fromMillis()).time(line.toMillis());
        row.text(line.kind().wireName()).text(line.name());
        text(row, line.band()).number(line.quantity()).text(line.unit()).number(line.price());
        row.decimal(Money.round(line.amount(), site.currency()));
        row.text(line.note()).end();
    }

    Table prices(String name, List<PriceStep> steps) {
        String unit = currency + "/kWh";
        var columns =
                List.of(
                        Column.time("start"),
                        Column.time("end"),
                        Column.decimal("price", unit, PRICE_SCALE),
                        Column.text("band"),
                        Column.text("name"),
                        Column.decimal("feed_in", unit, PRICE_SCALE));
        return new Table(
                name,
                site.zone(),
                columns,
                row -> {
                    for (var step : steps) {
                        row.time(step.startMillis()).time(step.endMillis());
                        row.decimal(step.price());
                        text(row, step.band()).text(step.name()).decimal(step.feedIn()).end();
                    }
                });
    }

    private static Row text(Row row, Optional<String> text) {
        return text.isPresent() ? row.text(text.get()) : row.none();
    }
}
