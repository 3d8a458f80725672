package dev.wattsocket.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.Catalog.NewChannel;
import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.catalog.Tokens;
import dev.wattsocket.kit.Postgres;
import dev.wattsocket.model.Correction;
import dev.wattsocket.model.Exchange;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Samples;
import dev.wattsocket.model.Site;
import dev.wattsocket.model.SiteSources;
import dev.wattsocket.model.Term;
import dev.wattsocket.store.StoreReads;
import dev.wattsocket.store.StoreReads.Point;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies of all that is kept, as a user makes them.
class CopyStoreTest {
    private static final long NOON = 1_770_000_000_000L;
    private static final int MINUTES = 8_000;
    private static final Site HOME =
            new Site("home", "Home", ZoneId.of("Europe/Paris"), Currency.getInstance("EUR"));

    @TempDir private Path folder;
    private String one = "";
    private String two = "";

    @BeforeEach
    void fillOne() {
        one = folder.resolve("one").toString();
        two = folder.resolve("two").toString();
        try (var place = CopyPlace.open(one)) {
            var catalog = place.storage().catalog();
            catalog.put(HOME);
            // A meter that was there and is gone: the numbers of channels differ from then on.
            catalog.create(List.of(meter("gone")), List.of(channel("gone", "power")));
            catalog.deleteMeter("gone");
            fill(catalog);
            StoreReads.append(place.storage().rollups().watched(), samples(catalog));
        }
    }

    private static void fill(Catalog catalog) {
        var terms = Term.parse("grid - stove");
        var rest = meter("rest");
        catalog.create(
                List.of(
                        meter("grid"),
                        new Meter("stove", "home", "Stove", Role.LOAD, Optional.of("grid"))),
                List.of(
                        channel("grid", "power"),
                        new NewChannel("grid", "energy_import", Kind.REGISTER),
                        channel("stove", "power")));
        catalog.put(
                new Meter(
                        "rest",
                        "home",
                        rest.name(),
                        rest.role(),
                        Optional.empty(),
                        rest.rules(),
                        terms));
        catalog.putTariff("flat", "{\"name\":\"flat\"}");
        catalog.put(HOME, new SiteSources(Optional.of("flat"), Optional.empty()));
        catalog.put(Tokens.make("wall", Access.VIEWER, NOON).token());
        catalog.putSetting("demo.mark", "17");
        enter(catalog);
    }

    /// The first of each was undone before the second, about the same, was entered.
    private static void enter(Catalog catalog) {
        var revisions = catalog.revisions();
        for (double end : new double[] {90, 91}) {
            var added =
                    revisions.add(
                            new Exchange(
                                    0,
                                    "grid",
                                    "energy_import",
                                    NOON,
                                    end,
                                    0,
                                    "moved in",
                                    NOON,
                                    "ann",
                                    OptionalLong.empty()));
            if (end == 90) {
                revisions.undoExchange("grid", added.id(), NOON + 5);
            }
        }
        for (double value : new double[] {1, 2, 3}) {
            var added =
                    revisions.add(
                            new Correction(
                                    0,
                                    "grid",
                                    "power",
                                    NOON,
                                    0,
                                    OptionalDouble.of(0),
                                    OptionalDouble.of(value),
                                    "",
                                    NOON,
                                    "ann",
                                    OptionalLong.empty()));
            if (value == 1) {
                added = revisions.undoCorrection("grid", added.id(), NOON + 6);
            }
            if (value < 3) {
                revisions.settled(added);
            }
        }
    }

    private static Samples samples(Catalog catalog) {
        var samples = new Samples.Builder(3 * MINUTES);
        for (int i = 0; i < MINUTES; i++) {
            long time = NOON + i * 60_000L;
            samples.add(id(catalog, "grid", "power"), time, i % 977 / 3.0, 0);
            samples.add(id(catalog, "grid", "energy_import"), time, i * 1.1, 0);
            samples.add(id(catalog, "stove", "power"), time, i % 7, i % 3 * 60);
        }
        return samples.build();
    }

    @Test
    void aCopyHoldsAllThatTheSourceHolds() {
        var said = copy();

        assertThat(said.err()).isEmpty();
        assertThat(said.exitCode()).isZero();
        assertThat(said.out())
                .contains("3 meters, 3 channels and 24,000 values are copied; both hold the same.");
        assertSame();
    }

    @Test
    void aCopyGoesToADatabaseAndBack() {
        two = Postgres.shared().newDatabase();
        assertThat(copy().err()).isEmpty();
        assertSame();
        one = two;
        two = folder.resolve("back").toString();
        assertThat(copy().err()).isEmpty();
        assertSame();
    }

    @Test
    void aCopyThatIsThereMayBeMadeAgain() {
        copy();
        assertThat(copy().exitCode()).isZero();
        assertSame();
    }

    @Test
    void whatAnInterruptedCopyLeftIsCompleted() {
        try (var source = CopyPlace.existing(one);
                var target = CopyPlace.open(two)) {
            var catalog = source.storage().catalog();
            var channels = new CatalogCopy(catalog, target.storage().catalog()).copy();
            var half = samples(catalog);
            var some = new Samples.Builder(10);
            for (int i = 0; i < 10; i++) {
                int number = half.channel(i);
                var twin = channels.get(catalog.channel(number).orElseThrow());
                some.add(
                        Objects.requireNonNull(twin).id(),
                        half.timeMillis(i),
                        half.value(i),
                        half.intervalSeconds(i));
            }
            StoreReads.append(target.storage().rollups().watched(), some.build());
        }
        assertThat(copy().exitCode()).isZero();
        assertSame();
    }

    @Test
    void aTargetThatHoldsSomethingElseIsLeftAlone() {
        try (var target = CopyPlace.open(two)) {
            target.storage().catalog().put(new Site("office", "", HOME.zone(), HOME.currency()));
        }
        var said = copy();

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err())
                .contains("holds something that the source does not, or not so: the site office.");
        try (var target = CopyPlace.open(two)) {
            assertThat(target.storage().catalog().meters()).isEmpty();
        }
    }

    @Test
    void aDifferenceIsToldForItsChannel() {
        copy();
        try (var target = CopyPlace.open(two)) {
            int id = id(target.storage().catalog(), "stove", "power");
            StoreReads.append(
                    target.storage().rollups().watched(),
                    StoreReads.batch(List.of(new Point(id, NOON + 1, 5, 0))));
        }
        var said = copy();

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err())
                .contains(
                        "stove.power: 8,000 values that sum up to 23997.0 in the source,"
                                + " 8,001 and 24002.0 in the target")
                .doesNotContain("grid.power");
    }

    @Test
    void whatIsNotThereIsSaid() {
        var said = Shell.copying(folder.resolve("none").toString(), two);
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains("There is no data folder");
        assertThat(folder.resolve("none")).doesNotExist();
        assertThat(Shell.copying(one, one).err()).contains("are the same");
        assertThat(Shell.copying("postgresql://127.0.0.1:1/none", two).err())
                .contains("127.0.0.1:1/none");
    }

    private Shell copy() {
        return Shell.copying(one, two);
    }

    private void assertSame() {
        try (var source = CopyPlace.existing(one);
                var target = CopyPlace.existing(two)) {
            var from = source.storage().catalog();
            var to = target.storage().catalog();
            assertThat(to.sites()).isEqualTo(from.sites());
            assertThat(to.sources("home")).isEqualTo(from.sources("home"));
            assertThat(to.meters()).isEqualTo(from.meters());
            assertThat(to.tokens()).isEqualTo(from.tokens());
            assertThat(to.tariff("flat")).isEqualTo(from.tariff("flat"));
            assertThat(to.setting("demo.mark")).contains("17");
            assertThat(to.revisions().exchanges("grid"))
                    .isEqualTo(from.revisions().exchanges("grid"));
            assertThat(to.revisions().corrections("grid"))
                    .isEqualTo(from.revisions().corrections("grid"));
            assertThat(to.revisions().unsettled())
                    .hasSize(1)
                    .isEqualTo(from.revisions().unsettled());
            for (var meter : from.meters()) {
                for (var channel : from.channels(meter.id())) {
                    assertThat(values(target, meter.id(), channel.name()))
                            .as(channel.toString())
                            .isEqualTo(values(source, meter.id(), channel.name()));
                    assertThat(energy(target, meter.id(), channel.name()))
                            .isEqualTo(energy(source, meter.id(), channel.name()));
                }
            }
        }
    }

    private static List<Point> values(CopyPlace place, String meter, String channel) {
        int id = id(place.storage().catalog(), meter, channel);
        var points = new ArrayList<Point>();
        place.storage()
                .store()
                .scan(
                        new int[] {id},
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        (_, time, value, seconds) ->
                                points.add(new Point(0, time, value, seconds)));
        return points;
    }

    private static Object energy(CopyPlace place, String meter, String channel) {
        var known = place.storage().catalog().channel(meter, channel).orElseThrow();
        long day = 86_400_000;
        long from = NOON - NOON % day;
        return place.storage().rollups().quarters(known, from, from + 2 * day);
    }

    private static int id(Catalog catalog, String meter, String channel) {
        return catalog.channel(meter, channel).orElseThrow().id();
    }

    private static Meter meter(String id) {
        return new Meter(id, "home", id, Role.GRID, Optional.empty());
    }

    private static NewChannel channel(String meter, String name) {
        return new NewChannel(meter, name, Kind.GAUGE);
    }
}
