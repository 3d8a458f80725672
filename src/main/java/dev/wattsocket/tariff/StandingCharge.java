package dev.wattsocket.tariff;

import java.math.BigDecimal;

/// An amount for each day, whatever is used; a credit where it is negative.
public record StandingCharge(String name, BigDecimal perDay) {
    public StandingCharge {
        Check.name(name);
        Check.money("per_day", perDay);
    }
}
