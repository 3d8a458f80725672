package dev.wattsocket.server;

import dev.wattsocket.metering.Flow;
import dev.wattsocket.metering.Part;
import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Site;
import dev.wattsocket.query.Account;
import dev.wattsocket.table.Column;
import dev.wattsocket.table.Row;
import dev.wattsocket.table.Table;
import dev.wattsocket.tariff.Money;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A site's balance as a table: a row for each stretch.
final class BalanceTable {
    private final Site site;

    BalanceTable(Site site) {
        this.site = site;
    }

    Table of(String name, ZoneId zone, List<Account> accounts) {
        return new Table(
                name,
                zone,
                columns(),
                row -> {
                    for (var account : accounts) {
                        fill(row, account);
                    }
                });
    }

    private List<Column> columns() {
        String currency = site.currency().getCurrencyCode();
        int cents = Math.max(0, site.currency().getDefaultFractionDigits());
        var columns = new ArrayList<>(List.of(Column.time("start"), Column.time("end")));
        for (var part : Part.values()) {
            columns.add(Column.number(part.wireName(), "Wh"));
        }
        columns.add(Column.number("self_consumption", ""));
        columns.add(Column.number("autarky", ""));
        columns.add(Column.number("coverage", ""));
        columns.add(Column.decimal("cost", currency, cents));
        columns.add(Column.decimal("earned", currency, cents));
        columns.add(Column.number("unpriced", "Wh"));
        columns.add(Column.number("co2_g", "g"));
        for (var flow : Flow.values()) {
            columns.add(Column.number(flow.wireName(), "Wh"));
        }
        return columns;
    }

    private void fill(Row row, Account account) throws IOException {
        var balance = account.balance();
        row.time(balance.startMillis()).time(balance.endMillis());
        for (var part : Part.values()) {
            energy(row, balance.parts(), part);
        }
        row.number(BalanceJson.rounded(balance.selfConsumption()));
        row.number(BalanceJson.rounded(balance.autarky()));
        row.number(BalanceJson.rounded(balance.coverage()));
        row.decimal(account.cost().map(amount -> Money.round(amount, site.currency())));
        row.decimal(account.earned().map(amount -> Money.round(amount, site.currency())));
        row.number(EnergyFigures.wh(account.unpriced()));
        row.number(CarbonRoute.thousandth(account.grams()));
        for (var flow : Flow.values()) {
            energy(row, balance.flows(), flow);
        }
        row.end();
    }

    private static <K> void energy(Row row, Map<K, Energy> energies, K key) {
        var energy = energies.get(key);
        if (energy == null) {
            row.none();
        } else {
            row.number(EnergyFigures.wh(energy));
        }
    }
}
