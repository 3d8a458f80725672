package dev.wattsocket.tariff;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/// A line of a bill: a quantity at a price is an amount. Where a version of the tariff begins
/// within a billing period, each version has its own lines.
///
/// @param band the id of the band that the price holds for
/// @param quantity exact, in `unit`: kWh, day, kW or %
/// @param price exact money for one unit; of a tax, the amount that it is a part of; of a dynamic
///   price, the mean
/// @param amount rounded to the minor unit; negative for what is earned
/// @param fromMillis where the part of the period begins that this line is for
/// @param note what quantity and price do not say, in words; or empty
public record Line(
        LineKind kind,
        String name,
        Optional<String> band,
        BigDecimal quantity,
        String unit,
        BigDecimal price,
        BigDecimal amount,
        long fromMillis,
        long toMillis,
        String note) {
    Line rounded(Currency currency) {
        return new Line(
                kind,
                name,
                band,
                quantity,
                unit,
                price,
                Money.round(amount, currency),
                fromMillis,
                toMillis,
                note);
    }
}
