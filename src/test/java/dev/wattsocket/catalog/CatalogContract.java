package dev.wattsocket.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wattsocket.catalog.Catalog.NewChannel;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Site;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every form of the catalog does.
abstract class CatalogContract {
    private static final Site HOME =
            new Site("home", "Home", ZoneId.of("Europe/Berlin"), Currency.getInstance("EUR"));

    private final CatalogForm form;

    CatalogContract(CatalogForm form) {
        this.form = form;
    }

    @AfterEach
    void close() {
        form.close();
    }

    private SqlCatalog open() {
        return form.open();
    }

    @Test
    void whatIsPutIsThereAfterReopening() {
        var token = new Token("t1", "phone", Token.Access.VIEWER, "ab12", 1_700_000_000_000L);
        List<Channel> channels;
        try (var catalog = open()) {
            catalog.put(HOME);
            catalog.put(meter("main", Role.GRID, ""));
            catalog.put(meter("heat-pump", Role.LOAD, "main"));
            channels =
                    catalog.create(
                            List.of(),
                            List.of(
                                    new NewChannel("main", "power", Kind.GAUGE),
                                    new NewChannel("main", "energy_import", Kind.REGISTER),
                                    new NewChannel("heat-pump", "energy_import", Kind.INTERVAL)));
            catalog.put(token);
            catalog.putSetting("epoch", "7f");
        }
        try (var catalog = open()) {
            assertThat(catalog.sites()).containsExactly(HOME);
            assertThat(catalog.meters())
                    .containsExactly(
                            meter("heat-pump", Role.LOAD, "main"), meter("main", Role.GRID, ""));
            assertThat(catalog.channels("main")).isEqualTo(channels.subList(0, 2));
            assertThat(catalog.channel("heat-pump", "energy_import")).contains(channels.get(2));
            assertThat(catalog.channel(channels.get(1).id())).contains(channels.get(1));
            assertThat(catalog.token("ab12")).contains(token);
            assertThat(catalog.setting("epoch")).contains("7f");
        }
    }

    @Test
    void whatIsUnknownIsEmpty() {
        try (var catalog = open()) {
            assertThat(catalog.sites()).isEmpty();
            assertThat(catalog.site("home")).isEmpty();
            assertThat(catalog.meter("main")).isEmpty();
            assertThat(catalog.channels("main")).isEmpty();
            assertThat(catalog.channel("main", "power")).isEmpty();
            assertThat(catalog.channel(1)).isEmpty();
            assertThat(catalog.token("00")).isEmpty();
            assertThat(catalog.setting("epoch")).isEmpty();
        }
    }

    @Test
    void puttingAgainReplaces() {
        try (var catalog = withHome()) {
            var moved = new Site("home", "Haus", ZoneId.of("UTC"), Currency.getInstance("CHF"));
            catalog.put(moved);
            catalog.put(meter("main", Role.OTHER, ""));
            catalog.put(meter("main", Role.GRID, ""));
            catalog.putSetting("epoch", "1");
            catalog.putSetting("epoch", "2");

            assertThat(catalog.sites()).containsExactly(moved);
            assertThat(catalog.meters()).containsExactly(meter("main", Role.GRID, ""));
            assertThat(catalog.setting("epoch")).contains("2");
        }
    }

    @Test
    void aMeterPutAgainKeepsItsChannels() {
        try (var catalog = withHome()) {
            var channel = createPower(catalog, "main");
            catalog.put(meter("main", Role.SOLAR, ""));

            assertThat(catalog.channels("main")).containsExactly(channel);
        }
    }

    @Test
    void createAnswersInTheOrderAskedForAndAddsOnlyWhatIsNew() {
        try (var catalog = withHome()) {
            var power = createPower(catalog, "main");
            var answer =
                    catalog.create(
                            List.of(meter("main", Role.LOAD, ""), meter("new", Role.OTHER, "main")),
                            List.of(
                                    new NewChannel("new", "power", Kind.GAUGE),
                                    new NewChannel("main", "power", Kind.INTERVAL),
                                    new NewChannel("new", "power", Kind.GAUGE)));

            assertThat(answer.get(0)).isEqualTo(answer.get(2));
            assertThat(answer.get(0).id()).isGreaterThan(power.id());
            assertThat(answer.get(1)).isEqualTo(power);
            assertThat(catalog.meter("main")).contains(meter("main", Role.OTHER, ""));
            assertThat(catalog.meter("new")).contains(meter("new", Role.OTHER, "main"));
        }
    }

    @Test
    void aRefusedCreateLeavesNothingBehind() {
        try (var catalog = withHome()) {
            assertThatThrownBy(() ->
                            catalog.create(
                                    List.of(meter("main", Role.OTHER, "")),
                                    List.of(
                                            new NewChannel("main", "power", Kind.GAUGE),
                                            new NewChannel("other", "power", Kind.GAUGE))))
                    .isInstanceOf(CatalogException.class)
                    .hasMessage("There is no meter other.");
            assertThat(catalog.meters()).isEmpty();
            assertThat(createPower(catalog, "main").id()).isEqualTo(1);
        }
    }

    @Test
    void fiveThousandMetersAreOneTransaction() {
        var meters = new ArrayList<Meter>();
        var channels = new ArrayList<NewChannel>();
        for (int i = 0; i < 5_000; i++) {
            meters.add(meter("m" + i, Role.OTHER, ""));
            channels.add(new NewChannel("m" + i, "power", Kind.GAUGE));
            channels.add(new NewChannel("m" + i, "energy_import", Kind.REGISTER));
        }
        List<Channel> made;
        try (var catalog = open()) {
            catalog.put(HOME);
            made = catalog.create(meters, channels);
        }
        try (var catalog = open()) {
            assertThat(catalog.meters()).hasSize(5_000);
            assertThat(made).hasSize(10_000);
            for (var channel : made) {
                assertThat(catalog.channel(channel.id())).contains(channel);
            }
        }
    }

    @Test
    void theIdOfADeletedChannelIsNeverGivenAgain() {
        Channel gone;
        try (var catalog = open()) {
            catalog.put(HOME);
            catalog.put(meter("main", Role.GRID, ""));
            gone = createPower(catalog, "main");
            catalog.deleteMeter("main");
            assertThat(catalog.channel(gone.id())).isEmpty();
            assertThat(catalog.channel("main", "power")).isEmpty();
        }
        try (var catalog = open()) {
            assertThat(createPower(catalog, "main").id()).isGreaterThan(gone.id());
        }
    }

    @Test
    void theMetersUnderADeletedMeterHangWhereItHung() {
        try (var catalog = withHome()) {
            catalog.put(meter("top", Role.GRID, ""));
            catalog.put(meter("middle", Role.LOAD, "top"));
            catalog.put(meter("leaf", Role.LOAD, "middle"));
            catalog.deleteMeter("middle");

            assertThat(catalog.meter("leaf")).contains(meter("leaf", Role.LOAD, "top"));
            catalog.deleteMeter("no such meter");
            assertThat(catalog.meters()).hasSize(2);
        }
    }

    @Test
    void aMeterNeedsItsSiteAndItsParent() {
        try (var catalog = withHome()) {
            var elsewhere = new Meter("m", "away", "m", Role.OTHER, Optional.empty());
            assertThatThrownBy(() -> catalog.put(elsewhere))
                    .isInstanceOf(CatalogException.class)
                    .hasMessageContaining("There is no site away");
            assertThatThrownBy(() -> catalog.put(meter("m", Role.OTHER, "none")))
                    .isInstanceOf(CatalogException.class)
                    .hasMessageContaining("There is no meter none");
        }
    }

    @Test
    void parentsMakeNoCircle() {
        try (var catalog = withHome()) {
            catalog.put(meter("a", Role.OTHER, ""));
            catalog.put(meter("b", Role.OTHER, "a"));
            assertThatThrownBy(() -> catalog.put(meter("a", Role.OTHER, "b")))
                    .isInstanceOf(CatalogException.class)
                    .hasMessageContaining("would hang under itself");
            var circle =
                    List.of(
                            meter("c", Role.OTHER, "d"),
                            meter("d", Role.OTHER, "e"),
                            meter("e", Role.OTHER, "d"));
            assertThatThrownBy(() -> catalog.create(circle, List.of()))
                    .isInstanceOf(CatalogException.class)
                    .hasMessageContaining("would hang under itself");
        }
    }

    @Test
    void aSiteWithMetersStays() {
        try (var catalog = withHome()) {
            catalog.put(meter("main", Role.GRID, ""));
            assertThatThrownBy(() -> catalog.deleteSite("home"))
                    .isInstanceOf(CatalogException.class)
                    .hasMessageContaining("still has the meter main");
            catalog.deleteMeter("main");
            catalog.deleteSite("home");
            assertThat(catalog.sites()).isEmpty();
        }
    }

    @Test
    void aDeletedOrReplacedTokenOpensNothing() {
        try (var catalog = open()) {
            catalog.put(new Token("t1", "phone", Token.Access.ADMIN, "aa", 1));
            catalog.put(new Token("t1", "phone", Token.Access.ADMIN, "bb", 1));
            assertThat(catalog.token("aa")).isEmpty();
            assertThat(catalog.token("bb")).isPresent();
            catalog.deleteToken("t1");
            assertThat(catalog.token("bb")).isEmpty();
            assertThat(catalog.tokens()).isEmpty();
        }
    }

    @Test
    void listenersHearOfEachChangeAndOfNothingElse() {
        try (var catalog = withHome()) {
            var heard = new AtomicInteger();
            catalog.onChange(heard::incrementAndGet);
            createPower(catalog, "main");
            createPower(catalog, "main");
            catalog.putSetting("epoch", "1");
            assertThat(heard).hasValue(1);
            catalog.put(meter("main", Role.GRID, ""));
            catalog.deleteMeter("main");
            assertThat(heard).hasValue(3);
        }
    }

    private SqlCatalog withHome() {
        var catalog = open();
        catalog.put(HOME);
        return catalog;
    }

    private static Channel createPower(Catalog catalog, String meter) {
        return catalog.create(
                        List.of(meter(meter, Role.OTHER, "")),
                        List.of(new NewChannel(meter, "power", Kind.GAUGE)))
                .getFirst();
    }

    private static Meter meter(String id, Role role, String parent) {
        var above = parent.isEmpty() ? Optional.<String>empty() : Optional.of(parent);
        return new Meter(id, "home", "The " + id, role, above);
    }
}
