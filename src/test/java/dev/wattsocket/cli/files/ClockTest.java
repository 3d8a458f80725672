package dev.wattsocket.cli.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wattsocket.cli.files.Clock.Shown;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClockTest {
    @ParameterizedTest
    @CsvSource({
        "d/M/yyyy HH:mm:ss, 1/2/2007 00:03:00, 2007-02-01T00:03",
        "dd-MM-yyyy HH:mm, 01-02-2018 00:15, 2018-02-01T00:15",
        "yyyyMMddHHmm, 202602010015, 2026-02-01T00:15",
        "yyyy-MM-dd'T'HH:mm:ss.SSS, 2026-02-01T00:15:00.250, 2026-02-01T00:15:00.250",
        "yyyy-MM-dd HH:mm, 2026-02-01 24:00, 2026-02-02T00:00",
        "dd-MMM-yyyy HH:mm, 02-Mar-2026 01:00, 2026-03-02T01:00",
        "d MMMM yyyy HH:mm, 2 March 2026 01:00, 2026-03-02T01:00",
        "dd.MM.yy HH:mm, 02.03.26 01:00, 2026-03-02T01:00",
        "h:mm a d/M/yyyy, 1:30 PM 2/3/2026, 2026-03-02T13:30",
        "yyyy-MM-dd, 2026-03-02, 2026-03-02T00:00",
    })
    void aPatternReadsWhatAWallClockShowed(String format, String text, LocalDateTime expected) {
        assertEquals(new Shown.OnWall(expected), Clock.of(format).read(text));
    }

    @ParameterizedTest
    @CsvSource({
        "epoch_s, 1772319600, 2026-02-28T23:00:00Z",
        "epoch_ms, 1772319600250, 2026-02-28T23:00:00.250Z",
        "iso, 2026-03-01T00:00:00+01:00, 2026-02-28T23:00:00Z",
        "yyyy-MM-dd'T'HH:mmXX, 2026-03-29T04:30+0200, 2026-03-29T02:30:00Z",
    })
    void aFormWithAnOffsetReadsAnInstant(String format, String text, Instant expected) {
        assertEquals(new Shown.At(expected), Clock.of(format).read(text));
    }

    @Test
    void digitsThatAreMissingAreNotGuessed() {
        var clock = Clock.of("dd.MM.yyyy HH:mm");

        assertThrows(DateTimeException.class, () -> clock.read("1.03.2026 00:00"));
        assertThrows(DateTimeException.class, () -> clock.read("01.03.2026 00:0"));
        assertThrows(DateTimeException.class, () -> clock.read("01.03.2026 00:00 "));
    }
}
