package dev.wattsocket.server;

import dev.wattsocket.hub.Loop;
import dev.wattsocket.hub.Peer;
import dev.wattsocket.query.LiveFigures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Computes the figures of each site that has viewers, once a second on a virtual thread, and hands
/// all of them the same bytes. Any thread.
final class FiguresFeed implements AutoCloseable {
    /// Sites whose figures are computed at one time; others wait their turn.
    static final int COMPUTED_MAX = 2;

    private static final Logger LOG = LoggerFactory.getLogger(FiguresFeed.class);
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int CLOSE_SECONDS = 5;

    /// Where it takes long, a site gets no more than one part in this many of a processor's time.
    private static final int SHARE = 4;

    private final House house;
    private final Map<String, Site> sites = new HashMap<>();
    private final Semaphore turns = new Semaphore(COMPUTED_MAX, true);
    private final LongAdder computed = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private volatile boolean closed;

    FiguresFeed(House house) {
        this.house = house;
    }

    void bind(Metrics metrics) {
        metrics.gauge("wattsocket.figures.sites", "Sites whose figures are watched", this::size);
        metrics.count("wattsocket.figures.computed", "Figures computed", computed::sum);
        metrics.count(
                "wattsocket.figures.seconds",
                "Seconds spent computing figures",
                () -> nanos.sum() / 1e9);
        metrics.count(
                "wattsocket.figures.skipped",
                "Figures that a client did not get because it took no more",
                skipped::sum);
    }

    /// Starts a subscription: the first figures come at once.
    Seat join(String siteId, String sub, Peer peer) {
        synchronized (this) {
            var site = sites.get(siteId);
            if (site == null) {
                site = new Site(siteId);
                sites.put(siteId, site);
                Thread.ofVirtual().name("figures").start(site::run);
            }
            var seat = new Seat(site, sub, peer);
            site.seats.add(seat);
            site.news.release();
            return seat;
        }
    }

    /// Ends a subscription. On the peer's loop.
    void leave(Seat seat) {
        seat.gone = true;
        var site = seat.site;
        synchronized (this) {
            site.seats.remove(seat);
            if (site.seats.isEmpty() && sites.remove(site.id, site)) {
                site.isOver = true;
                site.news.release();
            }
        }
    }

    /// Waits until nobody reads the store any more.
    @Override
    public void close() {
        closed = true;
        try {
            var _ = turns.tryAcquire(COMPUTED_MAX, CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int size() {
        return sites.size();
    }

    /// One subscription of one viewer.
    static final class Seat {
        private final Site site;
        private final String sub;
        private final Peer peer;
        private boolean isServed;
        private volatile boolean gone;

        private Seat(Site site, String sub, Peer peer) {
            this.site = site;
            this.sub = sub;
            this.peer = peer;
        }
    }

    /// A site with viewers. Its thread ends with the last of them, and with it all that was kept.
    private final class Site {
        private final String id;
        private final LiveFigures figures;
        private final Set<Seat> seats = ConcurrentHashMap.newKeySet();
        private final Semaphore news = new Semaphore(0);
        private Optional<byte[]> newest = Optional.empty();
        private boolean works = true;
        private volatile boolean isOver;

        Site(String id) {
            this.id = id;
            this.figures = new LiveFigures(house.catalog(), house.rollups(), house.store(), id);
        }

        void run() {
            long due = System.nanoTime();
            try {
                while (!isOver && !closed) {
                    if (due - System.nanoTime() <= 0) {
                        turns.acquire();
                        long begun = System.nanoTime();
                        try {
                            compute();
                        } finally {
                            turns.release();
                        }
                        long cost = System.nanoTime() - begun;
                        nanos.add(cost);
                        due = begun + Math.max(PERIOD_NANOS, SHARE * cost);
                        seats.forEach(seat -> seat.isServed = false);
                    }
                    newest.ifPresent(this::serve);
                    var _ = news.tryAcquire(due - System.nanoTime(), TimeUnit.NANOSECONDS);
                    news.drainPermits();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void compute() {
            if (closed) {
                return;
            }
            try {
                newest = figures.at(house.clock().millis()).map(FiguresJson::body);
                computed.increment();
                works = true;
            } catch (RuntimeException e) {
                // The supervisor: figures of a moment may fail, and come again with the next.
                if (works) {
                    LOG.error("The figures of {} failed; they are tried again", id, e);
                }
                works = false;
                newest = Optional.empty();
            }
        }

        /// Hands the newest figures to those who have not got them yet.
        private void serve(byte[] body) {
            var byLoop = new HashMap<Loop, List<Seat>>();
            for (var seat : seats) {
                if (!seat.isServed) {
                    seat.isServed = true;
                    byLoop.computeIfAbsent(seat.peer.loop(), _ -> new ArrayList<>()).add(seat);
                }
            }
            var frames = new HashMap<String, byte[]>();
            byLoop.values().stream()
                    .flatMap(List::stream)
                    .forEach(seat ->
                            frames.computeIfAbsent(seat.sub, sub -> FiguresJson.frame(sub, body)));
            byLoop.forEach((loop, some) -> loop.execute(() -> write(loop, some, frames)));
        }

        /// On the loop.
        private void write(Loop loop, List<Seat> some, Map<String, byte[]> frames) {
            var shared = new HashMap<String, Loop.Shared>();
            try {
                for (var seat : some) {
                    if (seat.gone) {
                        continue;
                    }
                    if (seat.peer.writable()) {
                        seat.peer.write(
                                shared.computeIfAbsent(
                                        seat.sub,
                                        sub -> loop.share(frames.getOrDefault(sub, new byte[0]))));
                    } else {
                        skipped.increment();
                    }
                }
            } finally {
                shared.values().forEach(Loop.Shared::release);
            }
        }
    }
}
