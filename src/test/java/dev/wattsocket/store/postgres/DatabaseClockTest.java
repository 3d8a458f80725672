package dev.wattsocket.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A machine's clock is put right where it is wrong, and is left alone where nobody can tell.
final class DatabaseClockTest {
    private static final long NOW = 1_800_000_000_000L;

    private long own = NOW;
    private final DatabaseClock clock = new DatabaseClock(() -> Instant.ofEpochMilli(own));

    @Test
    void aClockThatIsMinutesOffIsPutRight() {
        clock.compare(NOW + 420_000, NOW - 1, NOW + 1);
        assertThat(clock.millis()).isEqualTo(NOW + 420_000);
        assertThat(clock.instant().toEpochMilli()).isEqualTo(NOW + 420_000);

        own += 1_000;
        clock.compare(NOW + 421_050, own, own);
        assertThat(clock.millis()).as("no jump for nothing").isEqualTo(NOW + 421_000);

        own += 419_000;
        clock.compare(own + 3, own, own);
        assertThat(clock.millis()).as("somebody put it right").isEqualTo(own);
    }

    @Test
    void whatALateAnswerSaysIsNotBelieved() {
        clock.compare(NOW + 900, NOW, NOW + 2_000);
        assertThat(clock.millis()).isEqualTo(NOW);

        clock.compare(NOW - 1_500, NOW, NOW + 2_000);
        assertThat(clock.millis()).as("off by more than the answer took").isEqualTo(NOW - 2_500);
    }
}
