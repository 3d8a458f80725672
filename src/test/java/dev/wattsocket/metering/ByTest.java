package dev.wattsocket.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByTest {
    private static final int CASES = 20_000;

    @Test
    void everyTimeFallsIntoExactlyOneStretch() {
        var random = new Random(1);
        for (int i = 0; i < CASES; i++) {
            var zone = Zones.any(random);
            long time = Zones.time(zone, random);
            for (var by : By.values()) {
                long start = by.startOf(time, zone);
                long end = by.endOf(start, zone);
                assertThat(time).isGreaterThanOrEqualTo(start).isLessThan(end);
                assertThat(by.startOf(start, zone)).isEqualTo(start);
                assertThat(by.startOf(end - 1, zone)).isEqualTo(start);
                assertThat(by.startOf(end, zone)).isEqualTo(end);
            }
        }
    }

    /// Quarters lie in hours, hours in days, days in weeks and months, months in years.
    @Test
    void shortStretchesLieInLongOnes() {
        var random = new Random(2);
        By[][] pairs = {
            {By.QUARTER, By.HALF_HOUR},
            {By.HALF_HOUR, By.HOUR},
            {By.HOUR, By.DAY},
            {By.DAY, By.WEEK},
            {By.DAY, By.MONTH},
            {By.MONTH, By.YEAR}
        };
        for (int i = 0; i < CASES; i++) {
            var zone = Zones.any(random);
            long time = Zones.time(zone, random);
            for (var pair : pairs) {
                long start = pair[0].startOf(time, zone);
                long end = pair[0].endOf(start, zone);
                long around = pair[1].startOf(time, zone);
                assertThat(start).isGreaterThanOrEqualTo(around);
                assertThat(end).isLessThanOrEqualTo(pair[1].endOf(around, zone));
            }
        }
    }

    @Test
    void daysBeginWhenTheCalendarSaysSo() {
        var random = new Random(3);
        for (int i = 0; i < CASES; i++) {
            var zone = Zones.any(random);
            long start = By.DAY.startOf(Zones.time(zone, random), zone);
            var shown = Instant.ofEpochMilli(start).atZone(zone);
            assertThat(shown.toLocalTime()).isEqualTo(LocalTime.MIDNIGHT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Amsterdam,    2026-03-29, PT23H,   92",
        "Europe/Amsterdam,    2026-10-25, PT25H,  100",
        "Europe/Amsterdam,    2026-06-01, PT24H,   96",
        "America/St_Johns,    2026-03-08, PT23H,   92",
        "America/St_Johns,    2026-11-01, PT25H,  100",
        "Australia/Lord_Howe, 2026-10-04, PT23H30M, 94",
        "Australia/Lord_Howe, 2026-04-05, PT24H30M, 98",
        "Asia/Kathmandu,      2026-03-29, PT24H,   96",
    })
    void aDayIsAsLongAsItWas(ZoneId zone, LocalDate day, Duration length, int quarters) {
        long start = day.atStartOfDay(zone).toInstant().toEpochMilli();
        long end = By.DAY.endOf(start, zone);
        assertThat(Duration.ofMillis(end - start)).isEqualTo(length);
        assertThat(Edges.of(start, end, By.QUARTER, zone).buckets()).isEqualTo(quarters);
    }

    @Test
    void weeksBeginOnMonday() {
        var zone = ZoneId.of("Europe/Amsterdam");
        long start = By.WEEK.startOf(Instant.parse("2026-11-22T12:00:00Z").toEpochMilli(), zone);
        assertThat(Instant.ofEpochMilli(start).atZone(zone).toLocalDate()).isEqualTo("2026-11-16");
    }
}
