package dev.wattsocket.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The simulated house keeps to physics, whatever its seed.
class HouseTest {
    private static final long BEGIN = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 77})
    void whatGoesInComesOut(long seed) {
        var house = new House(seed);
        var random = new Random(seed);
        assertThat(house.circuits()).hasSizeGreaterThanOrEqualTo(14);
        long day = BEGIN;
        for (int i = 0; i < 2_000; i++) {
            if (i % 100 == 0) {
                day = BEGIN + random.nextInt(365) * Load.DAY; // each costs a plan of the battery
            }
            var now = house.at(day + (long) (random.nextDouble() * Load.DAY));
            assertThat(now.solar() + now.battery() + now.grid())
                    .isEqualTo(Arrays.stream(now.loads()).sum() + now.rest());
            assertThat(Arrays.stream(now.loads()).min().orElseThrow()).isNotNegative();
            assertThat(now.solar()).isBetween(0L, Math.round(House.PANELS_WATTS * 10));
            assertThat(house.stateOfCharge(now.millis())).isBetween(0.0, 100.0);
        }
    }

    @Test
    void theSunSetsInTheEvening() {
        var house = new House(1);
        for (int day = 0; day < 365; day += 30) {
            assertThat(house.at(BEGIN + day * Load.DAY).solar()).isZero();
        }
        assertThat(house.at(BEGIN + 180 * Load.DAY + Load.DAY / 2).solar()).isPositive();
    }

    @Test
    void aSeedMakesAlwaysTheSameHouse() {
        long noon = BEGIN + 100 * Load.DAY + Load.DAY / 2;
        assertThat(new House(5).at(noon).loads()).isEqualTo(new House(5).at(noon).loads());
        assertThat(new House(5).at(noon).loads()).isNotEqualTo(new House(6).at(noon).loads());
    }

    /// What the registers count over a day balances like the powers, and none ever falls.
    @Test
    void registersBalanceAndOnlyRise() {
        var house = new House(3);
        var counters = new Counters(house.circuits().size());
        var last = house.at(BEGIN);
        double rest = 0;
        for (int minute = 1; minute <= 24 * 60; minute++) {
            var now = house.at(BEGIN + minute * Load.MINUTE);
            var before = counters.copy();
            counters.move(last, now);
            for (int i = 0; i < counters.imported.length; i++) {
                assertThat(counters.imported[i]).isGreaterThanOrEqualTo(before.imported[i]);
                assertThat(counters.exported[i]).isGreaterThanOrEqualTo(before.exported[i]);
            }
            rest += (last.rest() + now.rest()) / 20.0 / 60;
            last = now;
        }
        double in = 0;
        for (int source = 0; source < 3; source++) {
            in += counters.imported[source] - counters.exported[source];
        }
        double out = Arrays.stream(counters.imported).skip(3).sum();
        assertThat(out).isGreaterThan(1_000);
        assertThat(rest).isGreaterThan(1_000);
        assertThat(in).isCloseTo(out + rest, within(1e-6));
    }

    /// Going back in time undoes what going forth did: so the past is filled in behind.
    @Test
    void countersRunBackwardsToo() {
        var house = new House(4);
        var counters = new Counters(house.circuits().size());
        var early = house.at(BEGIN);
        var late = house.at(BEGIN + Load.MINUTE);
        counters.move(early, late);
        counters.move(late, early);
        assertThat(counters.imported)
                .containsExactly(new double[counters.imported.length], within(1e-9));
    }
}
