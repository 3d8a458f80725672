package dev.wattsocket.tariff;

import java.math.BigDecimal;

/// An amount for each imported kWh on top of its price, such as an energy tax.
public record UnitCharge(String name, BigDecimal perKwh) {
    public UnitCharge {
        Check.name(name);
        Check.money("per_kwh", perKwh);
    }
}
