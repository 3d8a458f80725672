package dev.wattsocket.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.Cases;
import dev.wattsocket.metering.By;
import dev.wattsocket.metering.Edges;
import dev.wattsocket.tariff.Money;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is kept between two looks at the live figures is never what was revised: who has looked for
/// long sees what one sees who looks for the first time, and what a question would answer.
class LiveFiguresTest {
    private static final int HOUSES_A_WORLD = 8;
    private static final int ROUNDS = 16;

    private int compared;

    @Test
    void whateverHappensBetweenTwoLooks() {
        for (int first = 0; first < 72; first += HOUSES_A_WORLD) {
            try (var world = new LiveWorld()) {
                Cases.check(HOUSES_A_WORLD, first, random -> check(world, random));
            }
        }
        System.out.println(compared + " comparisons");
        assertThat(compared).isGreaterThan(10_000);
    }

    private void check(LiveWorld world, Random random) {
        var life = new LiveLife(world, random);
        life.begin();
        for (int round = 0; round < ROUNDS; round++) {
            String happened = life.goOn();
            try {
                compare(world, life.now(), random.nextInt(ROUNDS) == 0);
            } catch (AssertionError e) {
                throw new AssertionError(
                        "round " + round + ", after " + happened + ": " + e.getMessage(), e);
            }
        }
    }

    private void compare(LiveWorld world, long now, boolean wantsRaw) {
        var live = world.live(now);
        isSame(live, world.fresh(now));
        if (wantsRaw) {
            isSame(live, world.raw(now));
        }
        isWhatQuestionsAnswer(world, live, now);
    }

    /// Figure by figure, so that a failure says which.
    private void isSame(Figures live, Figures other) {
        same(live.today(), other.today());
        same(live.gridWatts(), other.gridWatts());
        same(live.price(), other.price());
        same(live.intensity(), other.intensity());
        same(live.bill(), other.bill());
        same(live.demand(), other.demand());
        assertThat(live).isEqualTo(other);
    }

    private void isWhatQuestionsAnswer(LiveWorld world, Figures live, long now) {
        var site = world.home();
        long midnight = By.DAY.startOf(now, site.zone());
        var today = Edges.of(midnight, Math.max(now, midnight + 1), By.DAY, site.zone());
        var bills = world.bills();
        var accounts = new Accounts(world.balances(), bills, world.carbon());
        same(live.today(), Accounts.total(accounts.buckets(site, today)));
        var tariff = bills.tariffOf(site);
        assertThat(live.bill().isPresent()).isEqualTo(tariff.isPresent());
        live.bill()
                .ifPresent(bill -> {
                    long to = Math.max(now, bill.fromMillis() + 1);
                    var whole = bills.bill(site, tariff.orElseThrow(), bill.fromMillis(), to);
                    same(bill.soFar(), Money.round(whole.total(), site.currency()));
                });
        live.demand()
                .ifPresent(demand -> {
                    var demands = new Demands(world.energy());
                    var months = demands.read(demand.meter(), site, now, now + 1, false).months();
                    same(demand.peak(), months.getFirst().peak());
                });
    }

    private void same(Object live, Object other) {
        assertThat(live).isEqualTo(other);
        compared++;
    }
}
