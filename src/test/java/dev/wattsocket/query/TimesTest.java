package dev.wattsocket.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final Instant NOW = Instant.parse("2026-10-25T10:00:00Z");

    private final Times times = new Times(InstantSource.fixed(NOW));

    @ParameterizedTest
    @CsvSource({
        "now,                           2026-10-25T10:00:00Z",
        "today,                         2026-10-24T22:00:00Z",
        "yesterday,                     2026-10-23T22:00:00Z",
        "tomorrow,                      2026-10-25T23:00:00Z",
        "-90s,                          2026-10-25T09:58:30Z",
        "-24h,                          2026-10-24T10:00:00Z",
        "-2w,                           2026-10-11T10:00:00Z",
        "0,                             1970-01-01T00:00:00Z",
        "1700000000000,                 2023-11-14T22:13:20Z",
        "2026-01-31,                    2026-01-30T23:00:00Z",
        "2026-01-31T12:00,              2026-01-31T11:00:00Z",
        "2026-01-31T12:00:00Z,          2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00-03:30,     2026-01-31T15:30:00Z",
        "2026-10-25T02:30,              2026-10-25T00:30:00Z",
    })
    void timesAsPeopleAndProgramsWriteThem(String text, Instant expected) {
        assertThat(Instant.ofEpochMilli(times.millis(text, ZONE))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2026-13-01",
                "2026-02-30",
                "-24y",
                "-9999999h",
                "12:00",
                "99999999999999999999",
                "2026-01-31 12:00",
                "2026-01-31T25:00:00Z",
                "2026-1-1"
            })
    void whatIsNoTimeIsToldWithExamples(String text) {
        assertThatThrownBy(() -> times.millis(text, ZONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a time: write");
    }
}
