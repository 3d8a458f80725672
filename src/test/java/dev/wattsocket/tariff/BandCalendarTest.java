package dev.wattsocket.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BandCalendarTest {
    private static final int CASES = 10_000;
    private static final Band LOW = Plans.band("low", "1");
    private static final Band HIGH = Plans.band("high", "2");
    private static final Band TOP = Plans.band("top", "3");

    @Test
    void theFirstRuleThatFitsWins() {
        var rules =
                List.of(
                        Plans.rule(Set.of(), Set.of(), 17 * 60, 19 * 60, "top"),
                        Plans.rule(Set.of(), Set.of(), 7 * 60, 22 * 60, "high"));

        assertThat(day(rules, "2026-05-04"))
                .isEqualTo("low 00:00, high 07:00, top 17:00, high 19:00, low 22:00");
    }

    @Test
    void aRuleOverMidnightBelongsToTheDayOnWhichItBegins() {
        var rules = List.of(Plans.rule(Set.of(), Set.of(DayKind.FRIDAY), 22 * 60, 6 * 60, "high"));

        assertThat(day(rules, "2026-05-07")).isEqualTo("low 00:00");
        assertThat(day(rules, "2026-05-08")).isEqualTo("low 00:00, high 22:00");
        assertThat(day(rules, "2026-05-09")).isEqualTo("high 00:00, low 06:00");
        assertThat(day(rules, "2026-05-10")).isEqualTo("low 00:00");
    }

    @Test
    void aMonthsLastEveningRunsIntoTheNextMonth() {
        var rules = List.of(Plans.rule(Set.of(Month.MAY), Set.of(), 22 * 60, 6 * 60, "high"));

        assertThat(day(rules, "2026-05-01")).isEqualTo("low 00:00, high 22:00");
        assertThat(day(rules, "2026-05-31")).isEqualTo("high 00:00, low 06:00, high 22:00");
        assertThat(day(rules, "2026-06-01")).isEqualTo("high 00:00, low 06:00");
    }

    @Test
    void aHolidayIsNoDayOfTheWeek() {
        // Christmas 2026 is a Friday.
        var rules =
                List.of(
                        Plans.rule(Set.of(), Set.of(DayKind.HOLIDAY), 0, 12 * 60, "top"),
                        Plans.rule(Set.of(), Plans.WEEKDAYS, 0, 24 * 60, "high"));

        assertThat(day(rules, "2026-12-24")).isEqualTo("high 00:00");
        assertThat(day(rules, "2026-12-25")).isEqualTo("top 00:00, low 12:00");
        assertThat(day(rules, "2026-12-26")).isEqualTo("low 00:00");
    }

    /// Compared with asking the rules one by one for each quarter hour.
    @Test
    void everyQuarterHourHasTheBandOfItsFirstRule() {
        var random = new Random(1);
        for (int i = 0; i < CASES; i++) {
            var prices = Plans.randomBands(random);
            var day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365));
            int[] slots = new BandCalendar(prices).slots(day);
            int slot = random.nextInt(BandCalendar.SLOTS);
            String expected = prices.otherwise();
            for (int each = prices.calendar().size() - 1; each >= 0; each--) {
                if (holds(prices.calendar().get(each), prices, day, slot * 15)) {
                    expected = prices.calendar().get(each).band();
                }
            }
            assertThat(prices.bands().get(slots[slot]).id()).isEqualTo(expected);
        }
    }

    private static boolean holds(
            BandRule rule, EnergyPrice.Bands prices, LocalDate day, int minute) {
        boolean isOvernight = rule.toMinute() < rule.fromMinute();
        var began = isOvernight && minute < rule.toMinute() ? day.minusDays(1) : day;
        boolean isTime =
                isOvernight
                        ? minute >= rule.fromMinute() || minute < rule.toMinute()
                        : minute >= rule.fromMinute() && minute < rule.toMinute();
        String kind = prices.holidays().contains(began) ? "HOLIDAY" : began.getDayOfWeek().name();
        return isTime
                && (rule.months().isEmpty() || rule.months().contains(began.getMonth()))
                && (rule.days().isEmpty() || rule.days().contains(DayKind.valueOf(kind)));
    }

    private static String day(List<BandRule> rules, String day) {
        var bands = List.of(LOW, HIGH, TOP);
        var holidays = Set.of(LocalDate.of(2026, 12, 25));
        var calendar = new BandCalendar(new EnergyPrice.Bands(bands, rules, "low", holidays));
        int[] slots = calendar.slots(LocalDate.parse(day));
        var changes = new ArrayList<String>();
        for (int i = 0; i < slots.length; i++) {
            if (i == 0 || slots[i] != slots[i - 1]) {
                changes.add("%s %02d:%02d".formatted(bands.get(slots[i]).id(), i / 4, i % 4 * 15));
            }
        }
        return String.join(", ", changes);
    }
}
