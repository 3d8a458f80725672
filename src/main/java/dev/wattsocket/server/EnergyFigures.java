package dev.wattsocket.server;

import dev.wattsocket.hub.JsonBytes;
import dev.wattsocket.metering.EnergyBucket;
import dev.wattsocket.model.Energy;
import dev.wattsocket.model.Meter;
import dev.wattsocket.table.Column;
import dev.wattsocket.table.Row;
import dev.wattsocket.table.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The energy of one meter by the calendar, with what it cost, earned and emitted; as JSON and as a
/// table.
record EnergyFigures(Meter meter, List<Stretch> stretches) {
    /// A bucket of energy, and what follows from it. Money is rounded to the minor unit.
    record Stretch(
            EnergyBucket bucket,
            Optional<BigDecimal> cost,
            Optional<BigDecimal> earned,
            Energy unpriced,
            OptionalDouble grams) {}

    void write(JsonBytes json) {
        json.raw("\"buckets\":[");
        for (int i = 0; i < stretches.size(); i++) {
            write(i == 0 ? json : json.raw(','), stretches.get(i));
        }
        json.raw(']');
    }

    private static void write(JsonBytes json, Stretch stretch) {
        var bucket = stretch.bucket();
        json.raw("{\"start\":").number(bucket.startMillis());
        json.raw(",\"end\":").number(bucket.endMillis());
        json.raw(",\"energy_import\":").raw(bucket.imported().toString());
        json.raw(",\"energy_export\":").raw(bucket.exported().toString());
        json.raw(",\"coverage\":").number(coverage(bucket));
        money(json.raw(",\"cost\":"), stretch.cost());
        money(json.raw(",\"earned\":"), stretch.earned());
        if (!stretch.unpriced().equals(Energy.ZERO)) {
            json.raw(",\"unpriced\":").raw(stretch.unpriced().toString());
        }
        CarbonRoute.number(json.raw(",\"co2_g\":"), stretch.grams()).raw('}');
    }

    private static void money(JsonBytes json, Optional<BigDecimal> amount) {
        if (amount.isEmpty()) {
            json.raw("null");
        } else {
            json.raw('"').raw(amount.get().toPlainString()).raw('"');
        }
    }

    /// All meters in one table, one after the other.
    static Table table(String name, ZoneId zone, Currency currency, List<EnergyFigures> meters) {
        int cents = Math.max(0, currency.getDefaultFractionDigits());
        var columns =
                List.of(
                        Column.text("meter"),
                        Column.time("start"),
                        Column.time("end"),
                        Column.number("energy_import", "Wh"),
                        Column.number("energy_export", "Wh"),
                        Column.number("coverage", ""),
                        Column.decimal("cost", currency.getCurrencyCode(), cents),
                        Column.decimal("earned", currency.getCurrencyCode(), cents),
                        Column.number("unpriced", "Wh"),
                        Column.number("co2_g", "g"));
        return new Table(
                name,
                zone,
                columns,
                row -> {
                    for (var figures : meters) {
                        for (var stretch : figures.stretches()) {
                            fill(row.text(figures.meter().id()), stretch);
                        }
                    }
                });
    }

    private static void fill(Row row, Stretch stretch) throws IOException {
        var bucket = stretch.bucket();
        row.time(bucket.startMillis()).time(bucket.endMillis());
        row.number(wh(bucket.imported())).number(wh(bucket.exported()));
        row.number(coverage(bucket)).decimal(stretch.cost()).decimal(stretch.earned());
        row.number(wh(stretch.unpriced()));
        row.number(CarbonRoute.thousandth(stretch.grams())).end();
    }

    /// Watt-hours with all their digits.
    static BigDecimal wh(Energy energy) {
        return new BigDecimal(energy.toString());
    }

    private static double coverage(EnergyBucket bucket) {
        return Math.round(bucket.coverage() * 1e6) / 1e6;
    }
}
