package dev.wattsocket.bus.redis;

import dev.wattsocket.bus.BusCounts;
import dev.wattsocket.bus.MessageBytes;
import dev.wattsocket.bus.Seen;
import dev.wattsocket.bus.TopicBus;
import dev.wattsocket.bus.Updates;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bus on Redis. Messages of a site are published and kept in its log by one script; who
/// follows a site takes what is published, and reads the log where something is missing. Once a
/// second the node says that it lives, and must hear itself: health is told from the way that
/// messages take.
///
/// A thread of its own does all of it; those of the client library only hand over.
public final class RedisBus implements TopicBus {
    /// Messages kept in the log of a site: at the most that a node publishes, 40 seconds.
    static final int LOG_MESSAGES_MAX = 8_000;

    /// How long a node may be silent until it counts as gone, and this one's own word be away until
    /// the connection is thrown away.
    static final long SILENT_MILLIS_MAX = 3_000;

    private static final Logger LOG = LoggerFactory.getLogger(RedisBus.class);
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long IDLE_NANOS = 50_000_000;
    private static final long START_MILLIS = 2_500;
    private static final long CLOSE_NANOS = SECOND_NANOS;

    private final String epoch;
    private final Client client;
    private final BusCounts counts;
    private final Outboxes outboxes;
    private final Peers peers = new Peers();
    private final Dialer dialer;
    private final OwnWord own;
    private final Postman postman;
    private final Inbox inbox;
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final CountDownLatch first = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("bus").unstarted(this::run);
    private final Set<String> followed = new HashSet<>();
    private final Set<String> reading = new HashSet<>();
    private @Nullable Listener listener;
    private @Nullable Link link;
    private String refusal = "";
    private volatile boolean degraded = true;
    private volatile boolean closing;

    /// @throws IllegalArgumentException with a sentence where the address can't be understood
    public RedisBus(
            String url, String epoch, IntFunction<Optional<String>> siteOf, BusCounts counts) {
        this.client = new Client(url);
        this.epoch = epoch;
        this.counts = counts;
        this.dialer = new Dialer(client, tasks::add);
        this.outboxes = new Outboxes(epoch, siteOf);
        this.own = new OwnWord(epoch);
        this.postman = new Postman(epoch, outboxes, counts, this::later);
        this.inbox = new Inbox(tasks, counts, this::take, this::ended);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    /// Waits for Redis, but not for long: without it the node begins alone.
    @Override
    public void start(Listener told) {
        listener = told;
        thread.start();
        try {
            if (!first.await(START_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("Redis can't be reached; the node begins without it");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void publish(Updates updates) {
        outboxes.add(updates, System.nanoTime());
        if (!woken.getAndSet(true)) {
            tasks.add(() -> woken.set(false));
        }
    }

    @Override
    public void follow(String site) {
        tasks.add(() -> {
            followed.add(site);
            subscribe(site);
        });
    }

    @Override
    public void unfollow(String site) {
        tasks.add(() -> {
            followed.remove(site);
            reading.remove(site);
            leave(site);
        });
    }

    @Override
    public void read(String site) {
        tasks.add(() -> {
            // Subscribed again: what is missing may never have been asked for.
            if (followed.contains(site)) {
                subscribe(site);
            }
        });
    }

    @Override
    public boolean isDegraded() {
        return degraded;
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }

    /// What is published of a site comes no more, as if Redis had lost the subscription.
    void leave(String site) {
        withLink(known -> known.unsubscribe(Names.topic(site)));
    }

    /// Ends as a killed process does: nothing is handed on, and nobody hears of it.
    void vanish() {
        tasks.add(() -> {
            followed.clear();
            drop("it vanished");
            dialer.neverAgain();
        });
    }

    private void run() {
        while (!closing) {
            try {
                long wait = outboxes.waitNanos(System.nanoTime(), IDLE_NANOS);
                var task = tasks.poll(link == null ? IDLE_NANOS : wait, TimeUnit.NANOSECONDS);
                if (task != null) {
                    task.run();
                }
                look(System.nanoTime());
            } catch (InterruptedException _) {
                closing = true;
            } catch (RuntimeException e) {
                // The supervisor: what went wrong once must not end the bus.
                LOG.error("The bus stumbled; it connects anew", e);
                drop("an error");
            }
        }
        end();
    }

    private void look(long now) {
        if (link == null) {
            if (dialer.isDue(now)) {
                dialer.dial(inbox, this::connected, first::countDown);
            }
            return;
        }
        if (own.isDue(now)) {
            var canary = own.say(outboxes.lately(now), now);
            withLink(known ->
                    known.tell(Names.NODES, canary.bytes())
                            .whenComplete((_, why) -> later(known, () -> refuse(why))));
        }
        long silentNanos = TimeUnit.MILLISECONDS.toNanos(SILENT_MILLIS_MAX);
        if (now - own.heardNanos() > silentNanos) {
            drop("it does not answer" + refusal);
        } else if (postman.fails(now, silentNanos)) {
            drop("messages can't be published" + postman.why());
        } else {
            peers.silent(now, silentNanos).forEach(told()::gone);
            withLink(known -> postman.sendDue(known, now));
        }
    }

    private void connected(Link made) {
        long now = System.nanoTime();
        if (closing) {
            made.end();
            return;
        }
        link = made;
        own.begin(now);
        refusal = "";
        outboxes.breakOff();
        reading.clear();
        peers.forgive(now);
        counts.connected.increment();
        made.subscribe(Names.NODES)
                .whenComplete((_, why) ->
                        later(
                                made,
                                () -> {
                                    if (why != null) {
                                        drop("it takes no subscription: " + Dialer.why(why));
                                    }
                                }));
        followed.forEach(this::subscribe);
    }

    private void refuse(@Nullable Throwable why) {
        refusal = why == null ? "" : ": " + Dialer.why(why);
    }

    /// Throws the link away; a new one is made soon.
    private void drop(String why) {
        var broken = link;
        if (broken == null) {
            return;
        }
        link = null;
        broken.end();
        postman.forget();
        dialer.rest();
        if (degraded) {
            dialer.say("Redis can't be used: " + why);
        } else {
            LOG.warn("The link to Redis is gone: {}", why);
            degraded = true;
            told().degraded(true);
        }
    }

    private void take(byte[] topic, byte[] bytes) {
        if (Arrays.equals(topic, Names.NODES)) {
            hear(bytes);
            return;
        }
        var message = MessageBytes.read(Names.site(topic), bytes, 0);
        if (message.isEmpty()) {
            counts.dropped.increment();
        } else if (!message.get().epoch().equals(epoch)) {
            counts.received.increment();
            peers.heard(message.get().epoch(), System.nanoTime());
            told().arrived(message.get());
        }
    }

    private void ended(Link known) {
        if (known.equals(link)) {
            drop("the connection ended");
        }
    }

    private void hear(byte[] bytes) {
        long now = System.nanoTime();
        var canary = Canary.read(bytes);
        if (canary.isEmpty()) {
            counts.dropped.increment();
            return;
        }
        boolean isOwn = canary.get().epoch().equals(epoch);
        if (isOwn) {
            var lag = own.hear(canary.get(), now);
            if (lag.isEmpty()) {
                return;
            }
            counts.lagNanos.set(lag.getAsLong());
            becomeWhole();
        } else {
            if (canary.get().isGoodbye()) {
                peers.left(canary.get().epoch());
            } else if (peers.heard(canary.get().epoch(), now)) {
                own.hurry(now);
            }
        }
        told().told(canary.get().epoch(), canary.get().lastOffsets());
    }

    private void becomeWhole() {
        if (degraded && own.isHeard() && reading.isEmpty()) {
            LOG.info("The link to Redis is there");
            degraded = false;
            dialer.forget();
            first.countDown();
            told().degraded(false);
        }
    }

    /// Subscribes to a site, then reads its log, so that nothing lies between.
    private void subscribe(String site) {
        var known = link;
        if (known == null || !reading.add(site)) {
            return;
        }
        known.subscribe(Names.topic(site))
                .thenCompose(_ ->
                        known.read(
                                site,
                                Names.ascii(Integer.toString(LOG_MESSAGES_MAX)),
                                Names.ascii(Long.toString(Seen.SILENT_MILLIS_MAX / 1_000)),
                                Names.ascii(Long.toString(Answers.newLife()))))
                .whenComplete((answer, why) ->
                        later(
                                known,
                                () -> {
                                    reading.remove(site);
                                    if (why != null) {
                                        drop("the log of a site can't be read: " + Dialer.why(why));
                                    } else if (followed.contains(site)) {
                                        told().loaded(Answers.load(site, answer));
                                        becomeWhole();
                                    }
                                }));
    }

    /// Runs on the bus thread, if it is still the same link by then.
    private void later(Link known, Runnable task) {
        tasks.add(() -> {
            if (known.equals(link)) {
                task.run();
            }
        });
    }

    private void withLink(Consumer<Link> work) {
        Optional.ofNullable(link).ifPresent(work);
    }

    private Listener told() {
        var known = listener;
        if (known == null) {
            throw new IllegalStateException("the bus is not started");
        }
        return known;
    }

    /// Hands on what waits, for a while, and says goodbye.
    private void end() {
        long until = System.nanoTime() + CLOSE_NANOS;
        try {
            while (link != null && !outboxes.isEmpty() && until - System.nanoTime() > 0) {
                withLink(known -> postman.sendDue(known, System.nanoTime()));
                var task = tasks.poll(1, TimeUnit.MILLISECONDS);
                if (task != null) {
                    task.run();
                }
            }
            var known = link;
            if (known != null) {
                known.tell(Names.NODES, Canary.goodbye(epoch).bytes())
                        .toCompletableFuture()
                        .completeOnTimeout(null, CLOSE_NANOS, TimeUnit.NANOSECONDS)
                        .exceptionally(_ -> null)
                        .join();
                known.end();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
