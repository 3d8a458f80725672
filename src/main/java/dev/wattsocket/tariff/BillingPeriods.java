package dev.wattsocket.tariff;

import dev.wattsocket.model.Site;
import java.time.Instant;

/// The stretches that a site's bills are for: from its billing day to the next month's.
public final class BillingPeriods {
    private BillingPeriods() {}

    /// The start of the billing period that a time falls into.
    public static long startOf(long millis, Site site) {
        var day = Instant.ofEpochMilli(millis).atZone(site.zone()).toLocalDate();
        var begin = day.withDayOfMonth(site.billingDay());
        return Days.start(begin.isAfter(day) ? begin.minusMonths(1) : begin, site.zone());
    }

    /// The end of the billing period that a time falls into, which is the start of the next.
    public static long endOf(long millis, Site site) {
        var start = Instant.ofEpochMilli(startOf(millis, site)).atZone(site.zone());
        return Days.start(start.toLocalDate().plusMonths(1), site.zone());
    }
}
