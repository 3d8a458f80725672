package dev.wattsocket.ingest;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.bus.LocalBus;
import dev.wattsocket.catalog.SqlCatalog;
import dev.wattsocket.kit.Postgres;
import dev.wattsocket.live.LiveLoop;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Reading;
import dev.wattsocket.model.Samples;
import dev.wattsocket.model.Site;
import dev.wattsocket.postgres.PostgresUrl;
import dev.wattsocket.store.MemorySeriesStore;
import dev.wattsocket.store.SeriesStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A value that is corrected on one node while its device sends through another.
final class CorrectionsOfNodesTest {
    private static final long TIME = 1_767_225_600_000L;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(15);

    private final MemorySeriesStore store = new MemorySeriesStore();

    /// A node, from its intake to the store.
    private record Party(SqlCatalog catalog, LiveLoop live, ExecutorService way, Intake intake)
            implements AutoCloseable {
        static Party on(PostgresUrl url, SeriesStore store) {
            var catalog = SqlCatalog.open(url);
            var live = new LiveLoop(new LocalBus());
            live.start(_ -> 1_000_000);
            var way = Executors.newSingleThreadExecutor();
            var rules = new IntakeRules(true, 10, "home");
            var clock = InstantSource.system();
            return new Party(
                    catalog,
                    live,
                    way,
                    new Intake(live, inTurn(store, way), catalog, rules, clock));
        }

        /// What is stored is stored one after the other, on a thread of its own.
        private static SeriesStore inTurn(SeriesStore store, ExecutorService way) {
            return (SeriesStore)
                    Proxy.newProxyInstance(
                            Party.class.getClassLoader(),
                            new Class<?>[] {SeriesStore.class},
                            (_, method, values) -> {
                                if (method.getName().equals("append")) {
                                    way.execute(() ->
                                            store.append(
                                                    (Samples) values[0],
                                                    (SeriesStore.Receipt) values[1]));
                                    return null;
                                }
                                try {
                                    return method.invoke(store, values);
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
        }

        void send(double value) throws InterruptedException {
            var values = List.of(new Reading.Value("power", value));
            intake.send(List.of(new Reading("grid", "", TIME, 0, values)));
        }

        Channel power() {
            return catalog.channel("grid", "power").orElseThrow();
        }

        @Override
        public void close() {
            live.close();
            way.shutdown();
            catalog.close();
        }
    }

    @Test
    void whatIsOnItsWayThroughAnotherNodeDoesNotStay() throws Exception {
        var url = new PostgresUrl(Postgres.shared().newDatabase());
        try (var one = Party.on(url, store);
                var other = Party.on(url, store);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            one.catalog.put(
                    new Site("home", "Home", ZoneId.of("UTC"), Currency.getInstance("EUR")));
            other.catalog.refresh();
            other.send(2);
            one.catalog.refresh();
            var gate = new CountDownLatch(1);
            var _ = other.way.submit(() -> gate.await(20, TimeUnit.SECONDS));
            var late =
                    threads.submit(() -> {
                        other.send(5);
                        return true;
                    });
            eventually("it is on its way", () -> other.intake.underWay() > 0);
            var taken = new CountDownLatch(1);
            other.live.execute(taken::countDown);
            taken.await();

            var correction =
                    one.intake
                            .corrections()
                            .correct(
                                    new Corrections.Wanted(
                                            one.power(), TIME, OptionalDouble.of(20), 0, "", "ann"),
                                    TIME);
            assertThat(value(one)).isEqualTo(20);
            gate.countDown();
            late.get();
            eventually("the correction stands", SOON, () -> value(one) == 20);
            other.catalog.refresh();
            other.send(5);
            // What it took just before it heard of the correction is found when it looks again.
            eventually("the correction stands", LATER, () -> value(one) == 20);

            one.intake.corrections().undo(correction, TIME);
            assertThat(value(one)).isEqualTo(2);
            other.catalog.refresh();
            other.send(5);
            eventually("the device counts again", SOON, () -> value(one) == 5);
        }
    }

    private double value(Party party) {
        var found = new double[1];
        store.scan(
                new int[] {party.power().id()},
                TIME,
                TIME + 1,
                (_, _, value, _) -> {
                    found[0] = value;
                    return true;
                });
        return found[0];
    }
}
