package dev.wattsocket.ingest;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.Catalog.Aspect;
import dev.wattsocket.catalog.CatalogException;
import dev.wattsocket.ingest.MeterEntry.Identity;
import dev.wattsocket.live.LiveLoop;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Correction;
import dev.wattsocket.model.Kind;
import dev.wattsocket.model.Samples;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Changes single values by hand, and changes them back. Written down first, then brought into the
/// store, then shown; what was interrupted between is brought there by `settle`. From the moment
/// that it is written down, what a device says of the same value is kept from the store.
///
/// Where nodes share catalog and store, another node may take what a device says of the value until
/// it hears of the correction, milliseconds later. So each node that hears of one waits until what
/// it took before is stored, and puts the corrected value back where another stands; and looks once
/// more after ten seconds, for a node that was killed between. So a correction counts at the latest
/// then, and what a device says never stays in its place while any node runs that heard of it and
/// reaches the store.
///
/// Any thread that may block, one at a time; each answer comes when all of it is durable.
public final class Corrections {
    private static final Logger LOG = LoggerFactory.getLogger(Corrections.class);
    private static final int LATE_SECONDS = 10;
    private static final Executor LATER =
            task -> Thread.ofVirtual().name("corrections").start(task);

    private final Catalog catalog;
    private final SeriesStore store;
    private final LiveLoop live;
    private final Resolver resolver;
    private final ReentrantLock turn = new ReentrantLock();

    /// Corrections that this node has looked after, by their numbers.
    private final Set<Long> heard = ConcurrentHashMap.newKeySet();

    Corrections(Catalog catalog, SeriesStore store, LiveLoop live, Resolver resolver) {
        this.catalog = catalog;
        this.store = store;
        this.live = live;
        this.resolver = resolver;
        if (catalog.isShared()) {
            catalog.meters().forEach(meter -> unheard(meter.id()));
            catalog.onMeterChange((meter, aspect) -> {
                if (aspect == Aspect.CORRECTIONS) {
                    Thread.ofVirtual().name("corrections").start(() -> hear(unheard(meter)));
                }
            });
        }
    }

    /// What somebody wants to be there: `value`, or nothing.
    ///
    /// @param intervalSeconds the length of an interval that is not there yet; else 0
    public record Wanted(
            Channel channel,
            long timeMillis,
            OptionalDouble value,
            int intervalSeconds,
            String note,
            String by) {}

    /// Corrects a value.
    ///
    /// @throws CatalogException where there is nothing to delete, or the interval does not fit
    /// @throws StoreException where the store fails; the correction is written down then, and
    ///   follows when the store works again
    public Correction correct(Wanted wanted, long nowMillis) {
        var channel = wanted.channel();
        return holding(
                channel.meter(),
                new Identity(channel.name(), wanted.timeMillis()),
                () -> {
                    settleAll();
                    var there = at(channel, wanted.timeMillis());
                    if (there.size() == 0 && wanted.value().isEmpty()) {
                        throw new CatalogException(
                                "There is no %s of the meter %s at that time, so there is nothing to delete."
                                        .formatted(channel.name(), channel.meter()));
                    }
                    var old =
                            there.size() == 0
                                    ? OptionalDouble.empty()
                                    : OptionalDouble.of(there.value(0));
                    var added =
                            catalog.revisions()
                                    .add(
                                            new Correction(
                                                    0,
                                                    channel.meter(),
                                                    channel.name(),
                                                    wanted.timeMillis(),
                                                    interval(wanted, there),
                                                    old,
                                                    wanted.value(),
                                                    wanted.note(),
                                                    nowMillis,
                                                    wanted.by(),
                                                    OptionalLong.empty()));
                    settle(added);
                    return added;
                });
    }

    /// Puts back what was there before a correction, which has to be there.
    ///
    /// @throws CatalogException where a later correction of the same value stands
    /// @throws StoreException as for `correct`
    public Correction undo(Correction correction, long nowMillis) {
        var identity = new Identity(correction.channel(), correction.timeMillis());
        return holding(
                correction.meter(),
                identity,
                () -> {
                    settleAll();
                    var undone =
                            catalog.revisions()
                                    .undoCorrection(correction.meter(), correction.id(), nowMillis);
                    if (catalog.revisions().unsettled().contains(undone)) {
                        settle(undone);
                    }
                    return undone;
                });
    }

    /// Brings what was written down, and no more, into the store: after a start.
    public void settle() {
        turn.lock();
        try {
            settleAll();
        } finally {
            turn.unlock();
        }
    }

    /// Those of a meter that stand and were not looked after yet.
    private List<Correction> unheard(String meter) {
        return catalog.revisions().corrections(meter).stream()
                .filter(each -> each.stands() && heard.add(each.id()))
                .toList();
    }

    private void hear(List<Correction> news) {
        if (!news.isEmpty()) {
            confirm(news);
            CompletableFuture.delayedExecutor(LATE_SECONDS, TimeUnit.SECONDS, LATER)
                    .execute(() -> confirm(news));
        }
    }

    private void confirm(List<Correction> news) {
        turn.lock();
        try {
            awaitLive();
            news.forEach(this::confirm);
        } catch (StoreException | CatalogException e) {
            LOG.warn("A correction could not be looked after: {}", e.getMessage());
        } finally {
            turn.unlock();
        }
    }

    /// Whoever writes looks afterwards whether the catalog still says so: of two nodes, the last
    /// one that writes has seen the newest.
    private void confirm(Correction news) {
        var wanted = standing(news);
        while (wanted.isPresent()) {
            var channel = catalog.channel(news.meter(), news.channel());
            if (channel.isEmpty()) {
                return;
            }
            var there = at(channel.get(), news.timeMillis());
            if (!isSaid(there, wanted.get())) {
                bring(channel.get(), wanted.get());
            }
            catalog.refresh();
            var again = standing(news).or(() -> undone(news));
            if (again.equals(wanted) || again.filter(Correction::stands).isEmpty()) {
                if (!again.equals(wanted) && again.isPresent()) {
                    bring(channel.get(), again.get());
                }
                return;
            }
            wanted = again;
        }
    }

    /// The last one that stands of those about the same value.
    private Optional<Correction> standing(Correction news) {
        return catalog.revisions().corrections(news.meter()).stream()
                .filter(each -> each.stands() && each.isAboutTheSameAs(news))
                .reduce((_, later) -> later);
    }

    /// The first one about the same value, where none stands: it knows what was there before.
    private Optional<Correction> undone(Correction news) {
        return catalog.revisions().corrections(news.meter()).stream()
                .filter(each -> each.isAboutTheSameAs(news))
                .findFirst();
    }

    private static boolean isSaid(Samples there, Correction wanted) {
        return wanted.value().isEmpty()
                ? there.size() == 0
                : there.size() == 1 && there.value(0) == wanted.value().getAsDouble();
    }

    private void settleAll() {
        catalog.revisions().unsettled().forEach(this::settle);
    }

    private void settle(Correction correction) {
        var channel = catalog.channel(correction.meter(), correction.channel());
        channel.ifPresent(known -> bring(known, correction));
        catalog.revisions().settled(correction);
    }

    private void bring(Channel channel, Correction correction) {
        var sample = new Samples.Builder(1);
        sample.add(
                channel.id(),
                correction.timeMillis(),
                correction.value().orElse(Double.NaN),
                correction.intervalSeconds());
        append(sample.build());
        show(channel, correction, sample.build());
    }

    private void show(Channel channel, Correction correction, Samples sample) {
        if (correction.value().isPresent()) {
            live.execute(() -> live.apply(sample));
            return;
        }
        var remaining = newest(channel);
        live.execute(() -> live.withdraw(channel.id(), correction.timeMillis(), remaining));
    }

    /// Nothing that came in before is on its way any more when this reads the store.
    private Samples at(Channel channel, long timeMillis) {
        append(Samples.NONE);
        var found = new Samples.Builder(1);
        store.scan(
                new int[] {channel.id()},
                timeMillis,
                timeMillis + 1,
                (id, time, value, seconds) -> {
                    found.add(id, time, value, seconds);
                    return true;
                });
        return found.build();
    }

    private Samples newest(Channel channel) {
        var span = store.span(new int[] {channel.id()});
        return span.map(known -> at(channel, known.lastMillis())).orElse(Samples.NONE);
    }

    /// A value that is there keeps its length, and one that was deleted gets it back.
    private int interval(Wanted wanted, Samples there) {
        var channel = wanted.channel();
        int known =
                there.size() > 0
                        ? there.intervalSeconds(0)
                        : lastCorrection(wanted).map(Correction::intervalSeconds).orElse(0);
        int said = wanted.intervalSeconds();
        if (channel.kind() != Kind.INTERVAL && said != 0) {
            throw new CatalogException(
                    channel.name() + " is not of intervals: leave interval_ms out.");
        }
        if (known != 0 && said != 0 && known != said) {
            throw new CatalogException(
                    "The interval that begins at that time has %d ms: leave interval_ms out."
                            .formatted(known * 1000L));
        }
        if (channel.kind() == Kind.INTERVAL && known == 0 && said == 0) {
            throw new CatalogException(
                    "No interval begins at that time: say interval_ms to add one.");
        }
        return Math.max(known, said);
    }

    private Optional<Correction> lastCorrection(Wanted wanted) {
        return catalog.revisions().corrections(wanted.channel().meter()).stream()
                .filter(each ->
                        each.timeMillis() == wanted.timeMillis()
                                && each.channel().equals(wanted.channel().name()))
                .reduce((_, later) -> later);
    }

    private <T> T holding(String meter, Identity identity, Supplier<T> work) {
        turn.lock();
        try {
            var held = new CompletableFuture<Void>();
            live.execute(() -> {
                resolver.hold(meter, identity);
                held.complete(null);
            });
            held.join();
            try {
                return work.get();
            } finally {
                live.execute(resolver::release);
            }
        } finally {
            turn.unlock();
        }
    }

    /// What the live thread was told before is done.
    private void awaitLive() {
        var done = new CompletableFuture<Void>();
        live.execute(() -> done.complete(null));
        done.join();
    }

    private void append(Samples batch) {
        var done = new CompletableFuture<Void>();
        store.append(
                batch,
                new SeriesStore.Receipt() {
                    @Override
                    public void stored() {
                        done.complete(null);
                    }

                    @Override
                    public void failed(StoreException why) {
                        done.completeExceptionally(why);
                    }
                });
        try {
            done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreException why ? why : e;
        }
    }
}
