package dev.wattsocket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Prices and carbon of the simulated grid are those of a grid with sun and wind.
class MarketTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final ZonedDateTime WINTER = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZONE);
    private static final ZonedDateTime SUMMER = ZonedDateTime.of(2026, 6, 1, 0, 0, 0, 0, ZONE);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 77})
    void noonsOfSummerAreCheapAndCleanEveningsOfWinterAreNot(long seed) {
        var market = new Market(seed, ZONE);

        assertThat(mean(market::intensity, SUMMER, 13)).isBetween(40.0, 190.0);
        assertThat(mean(market::intensity, WINTER, 18)).isBetween(300.0, 460.0);
        assertThat(mean(market::price, SUMMER, 13)).isBetween(-0.05, 0.06);
        assertThat(mean(market::price, SUMMER, 20)).isBetween(0.06, 0.16);
        assertThat(mean(market::price, WINTER, 18)).isBetween(0.10, 0.25);
        assertThat(mean(market::price, WINTER, 3)).isBetween(0.03, 0.12);
    }

    @Test
    void someQuarterHoursOfAYearArePaidFor() {
        var market = new Market(1, ZONE);
        long begin = WINTER.toInstant().toEpochMilli();
        int negative = 0;
        for (int quarter = 0; quarter < 365 * 96; quarter++) {
            double price = market.price(begin + quarter * Market.PRICE_STEP);
            assertThat(price).isBetween(-0.08, 0.60);
            negative += price < 0 ? 1 : 0;
        }
        assertThat(negative).isBetween(100, 4_000);
    }

    @Test
    void aSeedMakesAlwaysTheSameMarket() {
        long at = Instant.parse("2026-05-20T10:15:00Z").toEpochMilli();

        assertThat(new Market(5, ZONE).price(at)).isEqualTo(new Market(5, ZONE).price(at));
        assertThat(new Market(5, ZONE).price(at)).isNotEqualTo(new Market(6, ZONE).price(at));
    }

    /// At this hour of 60 days.
    private static double mean(LongToDoubleFunction of, ZonedDateTime begin, int hour) {
        double sum = 0;
        for (int day = 0; day < 60; day++) {
            sum += of.applyAsDouble(begin.plusDays(day).plusHours(hour).toInstant().toEpochMilli());
        }
        return sum / 60;
    }
}
