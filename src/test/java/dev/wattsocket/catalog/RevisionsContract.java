package dev.wattsocket.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wattsocket.catalog.Catalog.NewChannel;
import dev.wattsocket.model.Correction;
import dev.wattsocket.model.Exchange;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Site;
import dev.wattsocket.store.StoreException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What people enter about readings is kept, with who and when, also after it was undone.
abstract class RevisionsContract {
    private static final long NOON = 1_770_000_000_000L;

    private final CatalogForm form;

    RevisionsContract(CatalogForm form) {
        this.form = form;
    }

    @AfterEach
    void close() {
        form.close();
    }

    private SqlCatalog open() {
        return filled(form.open());
    }

    @Test
    void whatWasEnteredAndUndoneIsThereAfterReopening() {
        List<Exchange> exchanges;
        List<Correction> corrections;
        try (var catalog = open()) {
            var revisions = catalog.revisions();
            revisions.add(exchange(NOON));
            var second = revisions.add(exchange(NOON + 1));
            revisions.undoExchange("grid", second.id(), NOON + 9);
            revisions.add(correction(NOON, OptionalDouble.of(12.5), OptionalDouble.empty()));
            var last = correction(NOON, OptionalDouble.empty(), OptionalDouble.of(-1));
            revisions.undoCorrection("grid", revisions.add(last).id(), NOON + 8);
            exchanges = revisions.exchanges("grid");
            corrections = revisions.corrections("grid");
            assertThat(exchanges).extracting(Exchange::stands).containsExactly(true, false);
            assertThat(corrections).extracting(Correction::stands).containsExactly(true, false);
        }
        try (var catalog = open()) {
            var revisions = catalog.revisions();
            assertThat(revisions.exchanges("grid")).isEqualTo(exchanges);
            assertThat(revisions.corrections("grid")).isEqualTo(corrections);
            assertThat(revisions.exchanges("nobody")).isEmpty();
            assertThat(revisions.add(exchange(NOON + 2)).id()).isEqualTo(3);
        }
    }

    @Test
    void whatNobodySawToIsToldAgainUntilSomebodyDoes() {
        var told = new ArrayList<Long>();
        try (var catalog = open()) {
            catalog.onRevised((_, from, _) -> {
                told.add(from);
                throw new StoreException("The store does not answer.");
            });
            assertThatThrownBy(() -> catalog.revisions().add(exchange(NOON)))
                    .isInstanceOf(StoreException.class);
            assertThatThrownBy(catalog::tellAgain).isInstanceOf(StoreException.class);
        }
        try (var nobodyListens = open()) {
            nobodyListens.revisions().add(exchange(NOON + 7));
            nobodyListens.tellAgain();
        }
        try (var catalog = open()) {
            assertThat(catalog.revisions().exchanges("grid")).hasSize(2);
            catalog.onRevised((_, from, _) -> told.add(from));
            catalog.tellAgain();
            catalog.tellAgain();
            catalog.revisions().add(exchange(NOON + 9));
            catalog.tellAgain();
        }
        assertThat(told).containsExactly(NOON, NOON, NOON, NOON + 7, NOON + 9);
    }

    @Test
    void undoingTwiceIsUndoingOnce() {
        try (var catalog = open()) {
            var revisions = catalog.revisions();
            var added = revisions.add(exchange(NOON));
            var undone = revisions.undoExchange("grid", added.id(), NOON + 5);
            assertThat(revisions.undoExchange("grid", added.id(), NOON + 9)).isEqualTo(undone);
            assertThat(undone.undoneMillis()).hasValue(NOON + 5);
        }
    }

    @Test
    void onlyARegisterIsExchangedAndOnlyOnceAtATime() {
        try (var catalog = open()) {
            var revisions = catalog.revisions();
            var first = revisions.add(exchange(NOON));
            assertThatThrownBy(() -> revisions.add(exchange(NOON)))
                    .isInstanceOf(CatalogException.class)
                    .hasMessageContaining("undo the exchange " + first.id() + " first");
            revisions.undoExchange("grid", first.id(), NOON);
            revisions.add(exchange(NOON));

            assertThatThrownBy(() -> revisions.add(of("power", NOON)))
                    .hasMessageContaining("is no register");
            assertThatThrownBy(() -> revisions.add(of("volume", NOON)))
                    .hasMessage("The meter grid has no channel volume.");
            assertThatThrownBy(() -> revisions.undoExchange("grid", 99, NOON))
                    .hasMessage("There is no exchange 99 of the meter grid.");
        }
    }

    @Test
    void correctionsOfOneValueAreUndoneFromTheLastToTheFirst() {
        try (var catalog = open()) {
            var revisions = catalog.revisions();
            var one = revisions.add(correction(NOON, OptionalDouble.of(1), OptionalDouble.of(2)));
            var two = revisions.add(correction(NOON, OptionalDouble.of(2), OptionalDouble.of(3)));
            revisions.add(correction(NOON + 1, OptionalDouble.of(7), OptionalDouble.of(8)));

            assertThatThrownBy(() -> revisions.undoCorrection("grid", one.id(), NOON))
                    .isInstanceOf(CatalogException.class)
                    .hasMessageContaining("undo the correction " + two.id() + " first");
            assertThat(revisions.undoCorrection("grid", two.id(), NOON).value()).hasValue(2);
            assertThat(revisions.undoCorrection("grid", one.id(), NOON).value()).hasValue(1);
        }
    }

    @Test
    void whatTheStoreHasNotAcknowledgedIsUnsettledUntilItHas() {
        Correction first;
        try (var catalog = open()) {
            var revisions = catalog.revisions();
            first = revisions.add(correction(NOON, OptionalDouble.of(1), OptionalDouble.of(2)));
            revisions.add(correction(NOON + 1, OptionalDouble.of(1), OptionalDouble.of(2)));
            revisions.settled(first);
        }
        try (var catalog = open()) {
            var revisions = catalog.revisions();
            var second = revisions.corrections("grid").getLast();
            assertThat(revisions.unsettled()).containsExactly(second);
            revisions.settled(second);
            var undone = revisions.undoCorrection("grid", first.id(), NOON);
            assertThat(revisions.unsettled()).containsExactly(undone);
        }
    }

    @Test
    void whoAsksHearsOfAnExchangeAtOnceAndOfACorrectionOnceItIsSettled() {
        try (var catalog = open()) {
            var heard = new ArrayList<String>();
            catalog.onRevised((meter, from, to) -> heard.add(meter + (from - NOON) + (to - NOON)));
            var revisions = catalog.revisions();
            var exchange = revisions.add(exchange(NOON));
            revisions.undoExchange("grid", exchange.id(), NOON + 9);
            assertThat(heard).containsExactly("grid01", "grid01");

            var correction =
                    revisions.add(correction(NOON + 5, OptionalDouble.of(1), OptionalDouble.of(2)));
            assertThat(heard).hasSize(2);
            revisions.settled(correction);
            assertThat(heard).last().isEqualTo("grid56");
        }
    }

    @Test
    void withItsMeterAllOfItGoes() {
        try (var catalog = open()) {
            var revisions = catalog.revisions();
            revisions.add(exchange(NOON));
            revisions.add(correction(NOON, OptionalDouble.of(1), OptionalDouble.of(2)));
            catalog.deleteMeter("grid");
            assertThat(revisions.exchanges("grid")).isEmpty();
            assertThat(revisions.unsettled()).isEmpty();
        }
        try (var catalog = open()) {
            assertThat(catalog.revisions().exchanges("grid")).isEmpty();
            assertThat(catalog.revisions().corrections("grid")).isEmpty();
            assertThat(catalog.revisions().add(exchange(NOON)).id()).isEqualTo(2);
        }
    }

    @Test
    void aMeterHasAThousandExchangesAndNoMore() {
        try (var catalog = open()) {
            var revisions = catalog.revisions();
            for (int i = 0; i < Revisions.EXCHANGES_MAX; i++) {
                revisions.add(exchange(NOON + i));
            }
            assertThatThrownBy(() -> revisions.add(exchange(NOON - 1)))
                    .hasMessage("A meter has at most 1000 exchanges.");
        }
    }

    private static SqlCatalog filled(SqlCatalog catalog) {
        catalog.put(new Site("home", "Home", ZoneId.of("UTC"), Currency.getInstance("EUR")));
        catalog.create(
                List.of(new Meter("grid", "home", "Grid", Role.GRID, Optional.empty())),
                List.of(
                        new NewChannel("grid", "energy_import", Kind.REGISTER),
                        new NewChannel("grid", "power", Kind.GAUGE)));
        return catalog;
    }

    private static Exchange exchange(long time) {
        return of("energy_import", time);
    }

    private static Exchange of(String channel, long time) {
        return new Exchange(
                0,
                "grid",
                channel,
                time,
                84_211_000.5,
                12,
                "new meter, “smart”",
                NOON + 1,
                "ann",
                OptionalLong.empty());
    }

    private static Correction correction(long time, OptionalDouble old, OptionalDouble now) {
        return new Correction(
                0, "grid", "power", time, 900, old, now, "", NOON + 1, "ann", OptionalLong.empty());
    }
}
