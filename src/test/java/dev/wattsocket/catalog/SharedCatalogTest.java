package dev.wattsocket.catalog;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wattsocket.catalog.Catalog.Aspect;
import dev.wattsocket.catalog.Catalog.NewChannel;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Correction;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Meter;
import dev.wattsocket.model.Role;
import dev.wattsocket.model.Site;
import dev.wattsocket.model.SiteSources;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Several catalogs on one database, as on several nodes.
final class SharedCatalogTest {
    private static final Site HOME =
            new Site("home", "Home", ZoneId.of("UTC"), Currency.getInstance("EUR"));

    private final CatalogForm.OnPostgres form = new CatalogForm.OnPostgres();
    private final List<SqlCatalog> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(SqlCatalog::close);
        form.close();
    }

    @Test
    void whatOneChangesTheOthersSee() {
        var one = open();
        var other = open();
        var heard = new ConcurrentLinkedQueue<String>();
        other.onMeterChange((meter, aspect) -> heard.add(meter + " " + aspect));
        other.onRevised((meter, from, to) -> heard.add("revised " + meter));

        one.putTariff("plan", "{}");
        one.put(HOME, new SiteSources(Optional.of("plan"), Optional.empty()));
        one.create(
                List.of(meter("grid", ""), meter("plug", "grid")),
                List.of(new NewChannel("grid", "power", Kind.GAUGE)));
        one.putSetting("key", "value");
        eventually("all is seen", () -> other.setting("key").equals(Optional.of("value")));
        assertThat(other.sites()).containsExactly(HOME);
        assertThat(other.sources("home").tariff()).contains("plan");
        assertThat(other.tariff("plan")).contains("{}");
        assertThat(other.meters()).isEqualTo(one.meters()).hasSize(2);
        assertThat(other.channels("grid")).isEqualTo(one.channels("grid")).hasSize(1);
        assertThat(heard).isEmpty();

        var added = one.revisions().add(correction("grid"));
        eventually("the correction is heard of", () -> heard.size() == 1);
        assertThat(heard.poll()).isEqualTo("grid " + Aspect.CORRECTIONS);
        assertThat(other.revisions().unsettled()).containsExactly(added);
        one.revisions().settled(added);
        eventually("it is settled", () -> other.revisions().unsettled().isEmpty());
        assertThat(other.revisions().corrections("grid")).containsExactly(added);
        eventually("settling is heard of", () -> heard.size() == 1);
        heard.clear();

        one.deleteMeter("grid");
        eventually("the deletion is heard of", () -> heard.size() == 2);
        assertThat(heard).containsExactlyInAnyOrder("grid SETTINGS", "plug SETTINGS");
        assertThat(other.meters()).containsExactly(meter("plug", ""));
        assertThat(other.channels("grid")).isEmpty();
        assertThat(other.revisions().corrections("grid")).isEmpty();
    }

    @Test
    void aMeterOfTheSameNameIsAnotherMeter() {
        var one = open();
        one.put(HOME);
        var old = power(one, "grid");
        one.revisions().add(correction("grid"));
        var other = open();
        one.alone(() -> {
            one.deleteMeter("grid");
            return true;
        });
        var now = power(one, "grid");
        other.refresh();
        assertThat(now.id()).isGreaterThan(old.id());
        assertThat(other.channels("grid")).containsExactly(now);
        assertThat(other.channel(old.id())).isEmpty();
        assertThat(other.revisions().corrections("grid")).isEmpty();
        assertThat(other.revisions().unsettled()).isEmpty();
    }

    @Test
    void whoRefreshesSeesWhatWasCommittedBefore() {
        var one = open();
        var other = open();
        for (int i = 0; i < 200; i++) {
            String value = Integer.toString(i);
            one.putSetting("key", value);
            other.refresh();
            assertThat(other.setting("key")).contains(value);
        }
    }

    @Test
    void aTokenThatIsDeletedOpensNothingOnAnyNode() {
        var one = open();
        var other = open();
        var gone = new ConcurrentLinkedQueue<String>();
        other.onTokenGone(gone::add);
        one.put(new Token("t1", "phone", Token.Access.VIEWER, "aa", 1));
        eventually("the token opens", () -> other.token("aa").isPresent());
        one.deleteToken("t1");
        eventually("sockets are told", () -> gone.contains("t1"));
        assertThat(other.token("aa")).isEmpty();
        assertThat(gone).hasSize(1);
    }

    @Test
    void ofTwoChangesThatDoNotFitOneIsRefused() throws Exception {
        var one = open();
        var other = open();
        one.put(HOME);
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 30; round++) {
                String plan = "plan" + round;
                one.putTariff(plan, "{}");
                other.refresh();
                var start = new CyclicBarrier(2);
                Callable<Boolean> taking =
                        () -> {
                            start.await();
                            var sources = new SiteSources(Optional.of(plan), Optional.empty());
                            return went(() -> one.put(HOME, sources));
                        };
                Callable<Boolean> deleting =
                        () -> {
                            start.await();
                            return went(() -> other.deleteTariff(plan));
                        };
                var taken = threads.submit(taking);
                var deleted = threads.submit(deleting);
                assertThat(taken.get()).isNotEqualTo(deleted.get());
            }
        }
    }

    @Test
    void fourThreadsOnThreeNodesMakeTheSameMetersOnce() throws Exception {
        var nodes = List.of(open(), open(), open());
        nodes.getFirst().put(HOME);
        nodes.forEach(Catalog::refresh);
        var works = new ArrayList<Callable<List<Channel>>>();
        for (int thread = 0; thread < 4; thread++) {
            var random = new Random(7 + thread);
            var node = nodes.get(thread % nodes.size());
            works.add(() -> {
                var made = new ArrayList<Channel>();
                for (int i = 0; i < 300; i++) {
                    made.add(power(node, "m" + random.nextInt(500)));
                }
                for (int i = 0; i < 500; i += 20) {
                    made.addAll(twenty(node, i));
                }
                return made;
            });
        }
        var idOf = new HashMap<String, Integer>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(works)) {
                for (var channel : done.get()) {
                    var before = idOf.putIfAbsent(channel.meter(), channel.id());
                    assertThat(before == null || before == channel.id()).isTrue();
                }
            }
        }
        assertThat(idOf).hasSize(500);
        assertThat(new HashSet<>(idOf.values())).hasSize(500);
        for (var node : nodes) {
            node.refresh();
            assertThat(node.meters()).hasSize(500);
            idOf.forEach((meter, id) ->
                    assertThat(node.channels(meter)).extracting(Channel::id).containsExactly(id));
        }
    }

    @Test
    void oneMeterAmongTenThousandIsSeenAtOnce() {
        var one = open();
        var other = open();
        one.put(HOME);
        var meters = new ArrayList<Meter>();
        var channels = new ArrayList<NewChannel>();
        for (int i = 0; i < 10_000; i++) {
            meters.add(meter("m" + i, ""));
            channels.add(new NewChannel("m" + i, "power", Kind.GAUGE));
        }
        one.create(meters, channels);
        eventually("all are seen", () -> other.meters().size() == 10_000);
        var micros = new ArrayList<Long>();
        for (int i = 0; i < 30; i++) {
            String id = "new" + i;
            long began = System.nanoTime();
            power(one, id);
            eventually(id, () -> other.channel(id, "power").isPresent());
            micros.add((System.nanoTime() - began) / 1000);
        }
        assertThat(micros.stream().sorted().toList().get(15)).as("%s", micros).isLessThan(50_000);
    }

    @Test
    void whoIsAloneIsAloneAmongAllNodes() throws Exception {
        var nodes = List.of(open(), open(), open());
        nodes.getFirst().putSetting("count", "0");
        try (var threads = Executors.newFixedThreadPool(6)) {
            var works = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 60; i++) {
                var node = nodes.get(i % nodes.size());
                works.add(() ->
                        node.alone(() -> {
                            int count = Integer.parseInt(node.setting("count").orElseThrow());
                            node.putSetting("count", Integer.toString(count + 1));
                            return true;
                        }));
            }
            for (var done : threads.invokeAll(works)) {
                done.get();
            }
        }
        nodes.forEach(Catalog::refresh);
        assertThat(nodes).allMatch(node -> node.setting("count").equals(Optional.of("60")));
    }

    @Test
    void allOfWhatIsDoneAloneOrNothing() {
        var one = open();
        var other = open();
        one.put(HOME);
        assertThatThrownBy(() ->
                        one.alone(() -> {
                            one.putTariff("plan", "{}");
                            one.putSetting("a", "b");
                            throw new IllegalStateException("no");
                        }))
                .hasMessage("no");
        one.putSetting("c", "d");
        other.refresh();
        for (var each : List.of(one, other)) {
            assertThat(each.tariffs()).isEmpty();
            assertThat(each.setting("a")).isEmpty();
            assertThat(each.setting("c")).contains("d");
        }
    }

    @Test
    void nothingIsMissedWhereConnectionsAreCut() throws Exception {
        var one = open();
        var other = open();
        var heard = new AtomicInteger();
        other.onChange(heard::incrementAndGet);
        for (int i = 0; i < 5; i++) {
            String value = Integer.toString(i);
            cutAll();
            one.putTariff("plan", value);
            eventually("plan " + i, () -> other.tariff("plan").equals(Optional.of(value)));
        }
        assertThat(heard).hasValue(5);
    }

    @Test
    void whoHasMissedTooMuchReadsAllAnew() throws Exception {
        var one = open();
        one.put(HOME);
        one.put(new Token("t1", "phone", Token.Access.VIEWER, "aa", 1));
        power(one, "grid");
        var other = open();
        var gone = new ConcurrentLinkedQueue<String>();
        other.onTokenGone(gone::add);
        try (var connection = connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("delete from token");
            statement.execute("insert into setting values ('key', 'value')");
            statement.execute("delete from catalog_change");
            statement.execute("insert into catalog_change values (9000, 'SETTING', 'key')");
            connection.commit();
        }
        eventually("the token is gone", () -> gone.contains("t1"));
        assertThat(other.setting("key")).contains("value");
        assertThat(other.channels("grid")).hasSize(1);
        one.putSetting("key", "next");
        other.refresh();
        assertThat(other.setting("key")).contains("next");
    }

    private SqlCatalog open() {
        var catalog = form.open();
        opened.add(catalog);
        return catalog;
    }

    private void cutAll() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and pid <> pg_backend_pid()");
        }
    }

    private java.sql.Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:" + form.url().text() + "&currentSchema=wattsocket");
    }

    private static boolean went(Runnable change) {
        try {
            change.run();
            return true;
        } catch (CatalogException e) {
            assertThat(e).hasNoCause();
            return false;
        }
    }

    private static Channel power(Catalog catalog, String meter) {
        return catalog.create(
                        List.of(meter(meter, "")),
                        List.of(new NewChannel(meter, "power", Kind.GAUGE)))
                .getFirst();
    }

    private static List<Channel> twenty(Catalog catalog, int from) {
        var meters = new ArrayList<Meter>();
        var channels = new ArrayList<NewChannel>();
        for (int i = from; i < from + 20; i++) {
            meters.add(meter("m" + i, ""));
            channels.add(new NewChannel("m" + i, "power", Kind.GAUGE));
        }
        return catalog.create(meters, channels);
    }

    private static Correction correction(String meter) {
        return new Correction(
                0,
                meter,
                "power",
                5,
                0,
                OptionalDouble.of(1),
                OptionalDouble.of(2),
                "",
                9,
                "ann",
                OptionalLong.empty());
    }

    private static Meter meter(String id, String parent) {
        var above = parent.isEmpty() ? Optional.<String>empty() : Optional.of(parent);
        return new Meter(id, "home", "The " + id, Role.OTHER, above);
    }
}
