package dev.wattsocket.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wattsocket.model.Reading;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The second site of the demo is what was measured, at another time.
class MeasuredTest {
    private static final long SUMMER = Instant.parse("2026-07-06T00:00:00Z").toEpochMilli();

    private final Measured measured = Measured.load();

    /// Four weeks of any year come to the figures of February 2007.
    @Test
    void fourWeeksComeToTheMeasuredEnergy() {
        Map<String, Double> wattHours = new TreeMap<>();
        int missing = 0;
        for (int minute = 0; minute < measured.minutes(); minute++) {
            var readings = measured.readings(SUMMER + minute * Load.MINUTE);
            missing += readings.isEmpty() ? 1 : 0;
            for (var reading : readings) {
                assertThat(reading.intervalMillis()).isEqualTo(Load.MINUTE);
                assertThat(reading.site()).isEqualTo(Measured.SITE);
                wattHours.merge(reading.meter(), power(reading) / 60, Double::sum);
            }
        }
        assertThat(measured.minutes()).isEqualTo(28 * 24 * 60);
        assertThat(missing).isEqualTo(2);
        assertThat(wattHours.get("sceaux")).isCloseTo(941_481.433, within(0.001));
        assertThat(wattHours.get("sceaux-kitchen")).isCloseTo(47_584, within(0.001));
        assertThat(wattHours.get("sceaux-laundry")).isCloseTo(64_604, within(0.001));
        assertThat(wattHours.get("sceaux-heating")).isCloseTo(270_274, within(0.001));
    }

    private static double power(Reading reading) {
        return reading.values().stream()
                .filter(value -> value.channel().equals("power"))
                .mapToDouble(Reading.Value::value)
                .sum();
    }

    /// A Thursday evening shows a Thursday evening, in summer too.
    @Test
    void weekdaysAndHoursAgree() {
        long local = Instant.parse("2026-07-09T19:15:00Z").toEpochMilli(); // 21:15 in Paris
        long first = Instant.parse("2007-02-22T20:15:00Z").toEpochMilli(); // as well
        assertThat(measured.place(local) % (7 * 24 * 60))
                .isEqualTo(measured.place(first) % (7 * 24 * 60));
        assertThat(power(measured.readings(first).getFirst())).isEqualTo(9_410);
    }
}
