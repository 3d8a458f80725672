package dev.wattsocket.tariff;

import java.time.LocalDate;
import java.util.Arrays;

/// Which band holds at each quarter hour of the wall clock of a day. Immutable.
final class BandCalendar {
    static final int SLOTS = BandRule.MINUTES_A_DAY / BandRule.MINUTES_A_SLOT;

    private final EnergyPrice.Bands prices;
    private final int otherwise;
    private final int[] bands;

    BandCalendar(EnergyPrice.Bands prices) {
        var ids = prices.bands().stream().map(Band::id).toList();
        this.prices = prices;
        this.otherwise = ids.indexOf(prices.otherwise());
        this.bands =
                prices.calendar().stream().mapToInt(rule -> ids.indexOf(rule.band())).toArray();
    }

    /// The index of the band for each slot of a day.
    int[] slots(LocalDate day) {
        var slots = new int[SLOTS];
        Arrays.fill(slots, otherwise);
        var before = day.minusDays(1);
        var kind = DayKind.of(day, prices.holidays());
        var kindBefore = DayKind.of(before, prices.holidays());
        // The first rule that fits wins, so it is written last.
        for (int i = bands.length - 1; i >= 0; i--) {
            var rule = prices.calendar().get(i);
            int from = rule.fromMinute() / BandRule.MINUTES_A_SLOT;
            int to = rule.toMinute() / BandRule.MINUTES_A_SLOT;
            if (rule.begins(day.getMonth(), kind)) {
                Arrays.fill(slots, from, rule.isOvernight() ? SLOTS : to, bands[i]);
            }
            if (rule.isOvernight() && rule.begins(before.getMonth(), kindBefore)) {
                Arrays.fill(slots, 0, to, bands[i]);
            }
        }
        return slots;
    }
}
