package dev.wattsocket.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.bus.Updates;
import dev.wattsocket.model.Samples;
import org.junit.jupiter.api.Test;

/// The newest sample of a channel: what moves it, and what takes it back.
final class LiveStateTest {
    private final LiveState state = new LiveState();

    @Test
    void onlyWhatIsNewerOrOtherMoves() {
        assertMoved(state.apply(one(5, 100, 1)), 1, 100, 1);
        assertStill(state.apply(one(5, 99, 7)));
        assertStill(state.apply(one(5, 100, 1)));
        assertMoved(state.apply(one(5, 100, 2)), 2, 100, 2);
    }

    @Test
    void whatRemainsTakesThePlaceOfTheNewestThatWasDeleted() {
        state.apply(one(5, 100, 1));
        state.apply(one(5, 200, 2));
        var moved = state.withdraw(5, 200, one(5, 100, 1)).samples();
        assertThat(moved.size()).isEqualTo(2);
        assertThat(moved.value(0)).isNaN();
        assertThat(moved.timeMillis(0)).isEqualTo(200);
        assertThat(moved.value(1)).isEqualTo(1);
        assertMoved(state.apply(one(5, 150, 3)), 5, 150, 3);
    }

    @Test
    void whereNothingRemainsTheUpdateHasNoNumber() {
        state.apply(one(5, 100, 1));
        assertMoved(state.withdraw(5, 100, Samples.NONE), 2, 100, Double.NaN);
        assertStill(state.withdraw(5, 100, Samples.NONE));
        assertMoved(state.apply(one(5, 50, 4)), 3, 50, 4);
    }

    @Test
    void whatIsOlderThanTheNewestIsTakenBackWithoutAMove() {
        state.apply(one(5, 100, 1));
        state.apply(one(5, 200, 2));
        assertStill(state.withdraw(5, 100, Samples.NONE));
        assertStill(state.withdraw(999, 100, Samples.NONE));
        assertMoved(state.apply(one(5, 300, 3)), 3, 300, 3);
    }

    private static Samples one(int channel, long time, double value) {
        var samples = new Samples.Builder(1);
        samples.add(channel, time, value, 0);
        return samples.build();
    }

    private static void assertMoved(Updates updates, long offset, long time, double value) {
        assertThat(updates.samples().size()).isEqualTo(1);
        assertThat(updates.firstOffset()).isEqualTo(offset);
        assertThat(updates.samples().channel(0)).isEqualTo(5);
        assertThat(updates.samples().timeMillis(0)).isEqualTo(time);
        assertThat(updates.samples().value(0)).isEqualTo(Double.valueOf(value));
    }

    private static void assertStill(Updates updates) {
        assertThat(updates.samples().size()).isZero();
    }
}
