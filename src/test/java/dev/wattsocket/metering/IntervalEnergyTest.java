package dev.wattsocket.metering;

import static dev.wattsocket.kit.Energies.microWh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class IntervalEnergyTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final long HOUR = 3_600_000;

    @Test
    void anAmountIsSpreadEvenlyOverItsLength() {
        var sums = new Sums(Edges.of(0, 3 * HOUR, By.HOUR, UTC));
        var amounts = IntervalEnergy.ofAmounts(sums.tally, false);
        amounts.sample(HOUR / 2, 100, 7_200);
        amounts.end();
        var buckets = sums.buckets();
        assertThat(buckets)
                .extracting(bucket -> microWh(bucket.imported()))
                .containsExactly(25_000_000L, 50_000_000L, 25_000_000L);
        assertThat(buckets).extracting(EnergyBucket::coverage).containsExactly(0.5, 1.0, 0.5);
    }

    @Test
    void aMeanPowerBelowZeroIsExport() {
        var sums = new Sums(Edges.of(0, HOUR, By.HOUR, UTC));
        var power = IntervalEnergy.ofPower(sums.tally);
        power.sample(0, 1_200, 900);
        power.sample(900_000, -400, 900);
        power.end();
        var hour = sums.buckets().getFirst();
        assertThat(hour.imported().toWh()).isCloseTo(300, within(1e-9));
        assertThat(microWh(hour.exported())).isEqualTo(100_000_000L);
        assertThat(hour.coverage()).isEqualTo(0.5);
    }
}
