package dev.wattsocket.tariff;

import java.math.BigDecimal;

/// An amount for each kW of the highest demand of a billing period.
///
/// @param floorKw what is charged at least; 0 where there is no such thing
public record DemandCharge(String name, BigDecimal perKw, BigDecimal floorKw) {
    public DemandCharge {
        Check.name(name);
        Check.money("per_kw", perKw);
        Check.money("floor_kw", floorKw);
        Check.require(floorKw.signum() >= 0, "floor_kw is 0 or more; it is %s.".formatted(floorKw));
    }
}
