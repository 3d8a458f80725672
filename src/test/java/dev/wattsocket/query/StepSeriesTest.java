package dev.wattsocket.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.metering.Steps;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Samples;
import dev.wattsocket.store.MemorySeriesStore;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepSeriesTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long NOON = 20_000 * DAY + 12 * HOUR;
    private static final SeriesStore.Receipt NOBODY =
            new SeriesStore.Receipt() {
                @Override
                public void stored() {}

                @Override
                public void failed(StoreException why) {
                    throw why;
                }
            };

    private final MemorySeriesStore store = new MemorySeriesStore();
    private final Channel momentary = new Channel(1, "spot", "price", Kind.GAUGE);
    private final Channel lasting = new Channel(2, "spot", "price", Kind.INTERVAL);

    @Test
    void aMomentaryValueHoldsUntilTheNextButAtMostTwoHours() {
        add(momentary, NOON, 0.30, 0);
        add(momentary, NOON + HOUR, 0.40, 0);
        add(momentary, NOON + 4 * HOUR, 0.50, 0);

        assertThat(shown(steps(momentary, NOON - HOUR, NOON + 5 * HOUR)))
                .containsExactly("+0 to +60: 0.3", "+60 to +180: 0.4", "+240 to +300: 0.5");
    }

    @Test
    void whatHeldBeforeTheRangeHoldsInIt() {
        add(momentary, NOON - 119 * MINUTE, 0.30, 0);

        assertThat(shown(steps(momentary, NOON, NOON + HOUR))).containsExactly("+0 to +1: 0.3");
    }

    @Test
    void anIntervalHoldsForItsLength() {
        add(lasting, NOON - 3 * HOUR, 0.10, 4 * 3600);
        add(lasting, NOON + 2 * HOUR, 0.20, 900);

        assertThat(shown(steps(lasting, NOON, NOON + 5 * HOUR)))
                .containsExactly("+0 to +60: 0.1", "+120 to +135: 0.2");
    }

    @Test
    void quarterHoursReplaceThePartOfAnHourThatTheySpeakOf() {
        add(lasting, NOON, 0.10, 3600);
        add(lasting, NOON + 15 * MINUTE, 0.20, 900);

        assertThat(shown(steps(lasting, NOON, NOON + 5 * HOUR)))
                .containsExactly("+0 to +15: 0.1", "+15 to +30: 0.2", "+30 to +60: 0.1");
    }

    @Test
    void aPriceOfAMonthHoldsForTheMonth() {
        add(lasting, NOON - 30 * DAY, 0.10, 31 * 86_400);
        add(lasting, NOON - 29 * DAY, 0.20, 3600);

        assertThat(shown(steps(lasting, NOON, NOON + HOUR))).containsExactly("+0 to +60: 0.1");
    }

    @Test
    void howFarBackIsReadDoesNotChangeWhatHolds() {
        add(lasting, NOON, 0.10, 60 * 86_400);
        var whole = steps(lasting, NOON, NOON + 60 * DAY);

        assertThat(whole.endMillis(0)).isEqualTo(NOON + StepSeries.INTERVAL_MILLIS_MAX);
        assertThat(steps(lasting, NOON + 31 * DAY, NOON + 60 * DAY).endMillis(0))
                .isEqualTo(whole.endMillis(0));
        assertThat(steps(lasting, NOON + 32 * DAY, NOON + 60 * DAY).size()).isZero();
    }

    @Test
    void nothingStoredIsNoStep() {
        assertThat(steps(momentary, NOON, NOON + DAY).size()).isZero();
    }

    private Steps steps(Channel channel, long from, long to) {
        return new StepSeries(store).read(channel, from, to);
    }

    private void add(Channel channel, long time, double value, int seconds) {
        var batch = new Samples.Builder(1);
        batch.add(channel.id(), time, value, seconds);
        store.append(batch.build(), NOBODY);
    }

    /// In minutes after noon.
    private static List<String> shown(Steps steps) {
        var shown = new ArrayList<String>();
        for (int i = 0; i < steps.size(); i++) {
            shown.add(
                    "+%d to +%d: %s"
                            .formatted(
                                    (steps.startMillis(i) - NOON) / MINUTE,
                                    (steps.endMillis(i) - NOON) / MINUTE,
                                    steps.value(i)));
        }
        return shown;
    }
}
