package dev.wattsocket.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wattsocket.kit.Cases;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// What the rest of a billing period may cost, by what its days cost in the past.
class ForecastTest {
    private static final Offset<BigDecimal> EXACT = within(new BigDecimal("1e-12"));

    /// A day that costs the same in each quarter hour.
    private static Forecast.Day even(String date, String aQuarter) {
        return new Forecast.Day(
                LocalDate.parse(date),
                Collections.nCopies(Forecast.QUARTERS, new BigDecimal(aQuarter)));
    }

    private static Forecast.Rest rest(Forecast forecast, String now, String end) {
        return forecast.rest(LocalDateTime.parse(now), LocalDate.parse(end)).orElseThrow();
    }

    /// Monday, 18 May, at noon, with two Mondays (9.60 and 4.80) and two Tuesdays (1.92 each)
    /// before it: half a Monday of 7.20, and a Tuesday.
    @Test
    void halfAMondayAndATuesday() {
        var past =
                List.of(
                        even("2026-05-04", "0.10"),
                        even("2026-05-05", "0.02"),
                        even("2026-05-11", "0.05"),
                        even("2026-05-12", "0.02"));

        var rest = rest(new Forecast(past), "2026-05-18T12:00", "2026-05-20");

        assertThat(rest.cost()).isEqualByComparingTo("5.52");
        // Mondays lie 2.40 off their mean: 2 x 5.76 over 4 days less 2 means is a variance of 5.76.
        // It counts 0.25 for the half Monday and 1 for the Tuesday, and for each weekday's mean of
        // two days half as much again: 1.875 in all.
        assertThat(rest.deviation().doubleValue()).isCloseTo(Math.sqrt(1.875 * 5.76), within(1e-9));
    }

    @Test
    void eachDayThatIsLeftIsTheMeanOfItsWeekday() {
        var past = new ArrayList<Forecast.Day>();
        for (int day = 0; day < 28; day++) {
            // From a Monday on: Mondays cost 0.96, Sundays seven times as much.
            var date = LocalDate.parse("2026-05-04").plusDays(day);
            past.add(even(date.toString(), "0.0" + (1 + day % 7)));
        }

        var week = rest(new Forecast(past), "2026-06-01T00:00", "2026-06-08");
        var weekend = rest(new Forecast(past), "2026-06-06T00:00", "2026-06-08");

        assertThat(week.cost()).isEqualByComparingTo("26.88");
        assertThat(week.deviation()).isEqualByComparingTo("0");
        assertThat(weekend.cost()).isEqualByComparingTo("12.48");
    }

    /// Other days of the week that it was never seen on say what they can.
    @Test
    void aWeekdayThatWasNeverSeenIsLikeAnyOther() {
        var past = List.of(even("2026-05-04", "0.01"), even("2026-05-05", "0.03"));

        var rest = rest(new Forecast(past), "2026-05-06T00:00", "2026-05-07");

        assertThat(rest.cost()).isEqualByComparingTo("1.92");
        // Each was seen once: they vary around the mean of both, by 0.96 each.
        assertThat(rest.deviation().doubleValue())
                .isCloseTo(Math.sqrt(1.5 * 2 * 0.96 * 0.96), within(1e-9));
    }

    @Test
    void ofOneDayNobodyKnowsHowDaysVary() {
        var rest =
                rest(
                        new Forecast(List.of(even("2026-05-04", "0.01"))),
                        "2026-05-05T00:00",
                        "2026-05-08");

        assertThat(rest.cost()).isEqualByComparingTo("2.88");
        assertThat(rest.deviation()).isEqualByComparingTo("0");
    }

    @Test
    void withoutAPastNothingIsSaid() {
        var forecast = new Forecast(List.of());

        assertThat(forecast.rest(LocalDateTime.parse("2026-05-05T00:00"), LocalDate.MAX)).isEmpty();
    }

    @Test
    void theQuarterHourThatRunsCountsInPart() {
        var quarters = new ArrayList<>(Collections.nCopies(Forecast.QUARTERS, BigDecimal.ZERO));
        quarters.set(48, new BigDecimal("0.90"));
        quarters.set(95, new BigDecimal("0.09"));
        var past = List.of(new Forecast.Day(LocalDate.parse("2026-05-04"), quarters));

        var rest = rest(new Forecast(past), "2026-05-11T12:05", "2026-05-12");
        var last = rest(new Forecast(past), "2026-05-11T23:59:50", "2026-05-12");

        assertThat(rest.cost()).isCloseTo(new BigDecimal("0.69"), EXACT);
        assertThat(last.cost()).isCloseTo(new BigDecimal("0.001"), EXACT);
        assertThat(Forecast.quarterOf(LocalTime.MAX)).isEqualTo(95);
    }

    /// Quarter hours are those of the clock: of a day of 23 hours four cost nothing, of one of 25
    /// four hold two.
    @Test
    void daysOf23And25Hours() {
        var short23 = clockChange("2026-03-29", "0");
        var long25 = clockChange("2026-10-25", "0.02");

        var afterShort = rest(new Forecast(List.of(short23)), "2026-04-05T01:00", "2026-04-06");
        var afterLong = rest(new Forecast(List.of(long25)), "2026-11-01T02:30", "2026-11-02");

        assertThat(short23.cost()).isEqualByComparingTo("0.92");
        assertThat(long25.cost()).isEqualByComparingTo("1.00");
        assertThat(afterShort.cost()).isEqualByComparingTo("0.88");
        assertThat(afterLong.cost()).isEqualByComparingTo("0.88");
    }

    private static Forecast.Day clockChange(String date, String fromTwoToThree) {
        var quarters =
                new ArrayList<>(Collections.nCopies(Forecast.QUARTERS, new BigDecimal("0.01")));
        Collections.fill(quarters.subList(8, 12), new BigDecimal(fromTwoToThree));
        return new Forecast.Day(LocalDate.parse(date), quarters);
    }

    @Test
    void aDayHas96QuarterHours() {
        assertThatThrownBy(() -> new Forecast.Day(LocalDate.EPOCH, List.of(BigDecimal.ONE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not 96 quarter hours: 1");
    }

    /// Nothing is left then: what is projected is the bill so far.
    @Test
    void atTheEndOfThePeriodNothingIsLeft() {
        Cases.check(
                500,
                0,
                random -> {
                    var forecast = new Forecast(days(random));
                    var end = LocalDate.of(2026, 6, 1).plusDays(random.nextInt(30));

                    var rest = forecast.rest(end.atStartOfDay(), end).orElseThrow();
                    var before = forecast.rest(end.atStartOfDay().minusSeconds(1), end);

                    assertThat(rest.cost()).isEqualByComparingTo("0");
                    assertThat(rest.deviation()).isEqualByComparingTo("0");
                    // A second of a quarter hour that cost at most 1.
                    assertThat(before.orElseThrow().cost().abs())
                            .isLessThanOrEqualTo(new BigDecimal("0.00112"));
                    assertThat(before.orElseThrow().deviation()).isLessThan(new BigDecimal("0.01"));
                });
    }

    /// What is left until a day and what is left from it on are what is left in all.
    @Test
    void partsOfTheRestSumToIt() {
        Cases.check(
                500,
                10_000,
                random -> {
                    var forecast = new Forecast(days(random));
                    int seconds = random.nextInt(86_400);
                    var now = LocalDateTime.of(2026, 6, 1, 0, 0).plusSeconds(seconds);
                    var middle = now.toLocalDate().plusDays(1 + random.nextInt(10));
                    var end = middle.plusDays(random.nextInt(20));

                    var first = forecast.rest(now, middle).orElseThrow();
                    var second = forecast.rest(middle.atStartOfDay(), end).orElseThrow();
                    var whole = forecast.rest(now, end).orElseThrow();

                    assertThat(whole.cost()).isCloseTo(first.cost().add(second.cost()), EXACT);
                    assertThat(whole.deviation()).isGreaterThanOrEqualTo(first.deviation());
                });
    }

    private static List<Forecast.Day> days(Random random) {
        var days = new ArrayList<Forecast.Day>();
        for (int i = 1 + random.nextInt(28); i > 0; i--) {
            if (random.nextInt(4) > 0 || days.isEmpty()) {
                var quarters = new ArrayList<BigDecimal>();
                for (int at = 0; at < Forecast.QUARTERS; at++) {
                    quarters.add(BigDecimal.valueOf(random.nextInt(-200, 1_000), 3));
                }
                days.add(new Forecast.Day(LocalDate.of(2026, 6, 1).minusDays(i), quarters));
            }
        }
        return days;
    }
}
