package dev.wattsocket.tariff;

import java.math.BigDecimal;
import java.util.Set;

/// A percentage of the lines of some kinds; a discount where it is negative.
public record Tax(String name, BigDecimal percent, Set<LineKind> on) {
    public Tax {
        Check.name(name);
        Check.percent(percent);
        Check.require(
                !on.isEmpty(),
                "on names at least one kind of line: energy, charge, standing, demand, feed_in.");
        Check.require(!on.contains(LineKind.TAX), "on can't name tax: a tax is not taxed.");
        on = Set.copyOf(on);
    }
}
