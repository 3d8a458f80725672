package dev.wattsocket.model;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Currency;

/// A place with one time zone and one currency.
///
/// @param weekStart the day that weeks begin with
/// @param demandMinutes length of a demand interval: 15, 30 or 60
/// @param billingDay the day of the month that a billing period begins with, 1 to 28
public record Site(
        String id,
        String name,
        ZoneId zone,
        Currency currency,
        DayOfWeek weekStart,
        int demandMinutes,
        int billingDay) {
    private static final int LAST_BILLING_DAY = 28;

    public Site {
        if (!Names.isId(id)) {
            throw new IllegalArgumentException("not a site id: " + id);
        }
        if (demandMinutes != 15 && demandMinutes != 30 && demandMinutes != 60) {
            throw new IllegalArgumentException("not 15, 30 or 60 minutes: " + demandMinutes);
        }
        if (billingDay < 1 || billingDay > LAST_BILLING_DAY) {
            throw new IllegalArgumentException("not a billing day from 1 to 28: " + billingDay);
        }
    }

    /// A site with weeks from Monday, quarter hours of demand, and bills from the first of a month.
    public Site(String id, String name, ZoneId zone, Currency currency) {
        this(id, name, zone, currency, DayOfWeek.MONDAY, 15, 1);
    }
}
