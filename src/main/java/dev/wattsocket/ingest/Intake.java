package dev.wattsocket.ingest;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.live.LiveLoop;
import dev.wattsocket.model.Quantity;
import dev.wattsocket.model.Reading;
import dev.wattsocket.store.SeriesStore;
import dev.wattsocket.store.StoreException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/// The one way in: every wire hands its readings here, and is answered when they are durable.
///
/// Readings are resolved and checked on the live loop, shown at once, and stored by group commit.
/// The number of values on their way is bounded: past the bound nothing is taken, and whoever sends
/// waits. Any thread may offer.
public final class Intake implements ReadingSink {
    /// Values that are accepted but not yet durable.
    public static final int VALUES_MAX = 200_000;

    /// Values in one submission.
    public static final int SUBMISSION_VALUES_MAX = 100_000;

    private static final int DRAIN_STEP = 20;

    private final LiveLoop live;
    private final SeriesStore store;
    private final Resolver resolver;
    private final Creator creator;
    private final Corrections corrections;
    private final IntakeCounts counts = new IntakeCounts();
    private final AtomicLong underWay = new AtomicLong();
    private volatile boolean closed;

    public Intake(
            LiveLoop live,
            SeriesStore store,
            Catalog catalog,
            IntakeRules rules,
            InstantSource clock) {
        this.live = live;
        this.store = store;
        this.resolver = new Resolver(catalog, rules, clock);
        catalog.onMeterChange((meter, _) -> live.execute(() -> resolver.forget(meter)));
        this.corrections = new Corrections(catalog, store, live, resolver);
        this.creator =
                new Creator(
                        catalog,
                        new Creator.Outcome() {
                            @Override
                            public void created(Submission submission) {
                                live.execute(() -> process(submission));
                            }

                            @Override
                            public void failed(Submission submission, StoreException why) {
                                fail(submission, why);
                            }
                        });
    }

    /// What is told, on the store's thread, when a submission is durable or could not be stored.
    public interface Answer {
        void stored(Receipt receipt);

        void failed(StoreException why);
    }

    /// Takes the submission, or answers false where too much is under way already.
    public boolean offer(Submission submission) {
        int values = submission.valueCount();
        if (closed) {
            return false;
        }
        if (underWay.addAndGet(values) > VALUES_MAX && underWay.get() != values) {
            underWay.addAndGet(-values);
            counts.busy.increment();
            return false;
        }
        live.execute(() -> process(submission));
        return true;
    }

    @Override
    public Receipt send(List<Reading> readings) throws InterruptedException {
        var done = new CompletableFuture<Receipt>();
        var submission = Submission.of(Wire.PROGRAM, readings, answerOf(done));
        while (!offer(submission)) {
            if (closed) {
                throw new StoreException("The program is closing; nothing of this was stored.");
            }
            awaitRoom(submission.valueCount());
        }
        try {
            return done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreException why ? why : e;
        }
    }

    /// Changes single values by hand.
    public Corrections corrections() {
        return corrections;
    }

    /// Whether a value of this time would be taken.
    public static boolean takesTime(Quantity quantity, long timeMillis, long nowMillis) {
        long ahead =
                quantity.isPublishedAhead()
                        ? Judge.PUBLISHED_AHEAD_MILLIS_MAX
                        : Judge.AHEAD_MILLIS_MAX;
        return timeMillis >= Judge.OLDEST_MILLIS && timeMillis <= nowMillis + ahead;
    }

    public IntakeCounts counts() {
        return counts;
    }

    /// What each meter sent lately.
    public Traffic traffic() {
        return resolver.traffic();
    }

    /// Values that are under way to the store.
    public long underWay() {
        return underWay.get();
    }

    /// Takes nothing more, and waits until what was taken is stored and answered, for a while.
    public synchronized void drain(long millisMax) throws InterruptedException {
        closed = true;
        for (long waited = 0; underWay.get() > 0 && waited < millisMax; waited += DRAIN_STEP) {
            wait(DRAIN_STEP);
        }
        creator.close();
    }

    /// Blocks until so many values more may be under way.
    private synchronized void awaitRoom(int values) throws InterruptedException {
        while (underWay.get() > 0 && underWay.get() + values > VALUES_MAX) {
            wait(100);
        }
    }

    private synchronized void roomMade() {
        notifyAll();
    }

    /// On the live loop.
    private void process(Submission submission) {
        var resolved = resolver.resolve(submission);
        if (resolved.unknown().isPresent()) {
            creator.create(submission, resolved.unknown().get());
            return;
        }
        var receipt = resolved.receipt();
        counts.count(submission.wire(), receipt);
        store.append(
                resolved.samples(),
                new SeriesStore.Receipt() {
                    @Override
                    public void stored() {
                        release(submission);
                        counts.stored.add(resolved.samples().size());
                        submission.answer().stored(receipt);
                    }

                    @Override
                    public void failed(StoreException why) {
                        fail(submission, why);
                    }
                });
        live.apply(resolved.samples());
    }

    private void fail(Submission submission, StoreException why) {
        release(submission);
        counts.failed.increment();
        submission.answer().failed(why);
    }

    private void release(Submission submission) {
        underWay.addAndGet(-submission.valueCount());
        roomMade();
    }

    private static Answer answerOf(CompletableFuture<Receipt> done) {
        return new Answer() {
            @Override
            public void stored(Receipt receipt) {
                done.complete(receipt);
            }

            @Override
            public void failed(StoreException why) {
                done.completeExceptionally(why);
            }
        };
    }
}
