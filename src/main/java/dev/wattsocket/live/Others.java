package dev.wattsocket.live;

import dev.wattsocket.bus.BusCounts;
import dev.wattsocket.bus.Load;
import dev.wattsocket.bus.Message;
import dev.wattsocket.bus.Seen;
import dev.wattsocket.bus.Seen.Step;
import dev.wattsocket.bus.TopicBus;
import dev.wattsocket.bus.Updates;
import dev.wattsocket.bus.Viewers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Brings what other nodes publish into the live state, whole: what is missing is read from the
/// site's log, and where that reaches back no further, the newest values from the store. Its state
/// is confined to the live loop; the bus may call on any thread.
final class Others implements TopicBus.Listener {
    private final Executor loop;
    private final LiveState state;
    private final Seen seen;
    private final TopicBus bus;
    private final Viewers viewers;
    private final StoredNewest stored;
    private final BusCounts counts;

    /// Sites whose log is being read because something was missing.
    private final Set<String> asked = new HashSet<>();

    /// Sites of which an origin fell silent: what it stored and did not publish is read from the
    /// store, once all is known that it did publish.
    private final Map<String, Set<String>> orphaned = new HashMap<>();

    /// Sites whose newest values are being read from the store, and those that were.
    private final Set<String> storeAsked = new HashSet<>();

    private final Map<String, Answer> answers = new HashMap<>();

    /// What the store had after a site was stale for so many times.
    private record Answer(StoredNewest.Stored stored, int staleTimes) {}

    /// How far an origin said that it is with a site, where this node was not as far.
    private final Map<String, Long> promised = new HashMap<>();

    /// Up to where something of a site is missing, by origin.
    private final Map<String, Map<String, Long>> missing = new HashMap<>();

    Others(Executor loop, LiveState state, TopicBus bus, Neighbours neighbours) {
        this.loop = loop;
        this.state = state;
        this.bus = bus;
        this.seen = neighbours.seen();
        this.viewers = neighbours.viewers();
        this.stored = neighbours.stored();
        this.counts = neighbours.counts();
    }

    @Override
    public void arrived(Message message) {
        loop.execute(() -> arrive(message));
    }

    @Override
    public void loaded(Load load) {
        loop.execute(() -> takeLog(load));
    }

    @Override
    public void told(String epoch, Map<String, Long> lastOffsets) {
        loop.execute(() -> {
            if (epoch.equals(seen.epoch())) {
                seen.aSecondPassed();
            } else {
                lastOffsets.forEach((site, last) -> compare(epoch, site, last));
            }
        });
    }

    @Override
    public void gone(String epoch) {
        loop.execute(() -> {
            for (var site : seen.followed()) {
                orphaned.computeIfAbsent(site, _ -> new HashSet<>()).add(epoch);
                bus.read(site);
            }
        });
    }

    @Override
    public void degraded(boolean isDegraded) {
        loop.execute(() -> {
            if (isDegraded) {
                seen.stale();
            }
            viewers.look();
        });
    }

    private void arrive(Message message) {
        if (!seen.isFollowed(message.site())) {
            return;
        }
        switch (seen.step(message)) {
            case KNOWN -> {}
            case NEXT -> take(message);
            case GAP -> repair(message.site());
        }
        viewers.look();
    }

    private void repair(String site) {
        if (asked.add(site)) {
            counts.repaired.increment();
            bus.read(site);
        }
    }

    private void take(Message message) {
        long known = seen.last(message.site(), message.epoch());
        int chain = seen.chain(message.site(), message.epoch());
        long before = state.offset();
        var arrival = state.arrive(message, known, chain);
        seen.advance(message, before, state.offset(), System.nanoTime());
        tell(arrival.passed(), viewers::passed);
        if (arrival.passed().samples().size() > 0) {
            seen.breakOff(message.site(), state.offset());
        }
        tell(arrival.moved(), viewers::accept);
    }

    private static void tell(Updates updates, Consumer<Updates> taker) {
        if (updates.samples().size() > 0) {
            taker.accept(updates);
        }
    }

    private void takeLog(Load load) {
        String site = load.site();
        asked.remove(site);
        if (!seen.isFollowed(site)) {
            return;
        }
        boolean lost = seen.live(site, load.life(), state.offset());
        for (var message : load.tail()) {
            var step = seen.step(message);
            if (step == Step.GAP) {
                lost = true;
                lose(site, message.epoch(), message.previous());
            }
            if (step != Step.KNOWN) {
                take(message);
                lost |= message.isConflated();
            }
        }
        lost |= isBehind(site, load.lastOffsets());
        var promises = missing.remove(site);
        lost |= promises != null && isBehind(site, promises);
        var silent = orphaned.remove(site);
        if (silent != null) {
            stored.of(site, answer -> loop.execute(() -> adopt(site, silent, answer)));
        }
        var answer = answers.remove(site);
        if (answer != null && answer.staleTimes() == seen.staleTimes(site)) {
            settle(site, answer.stored(), oldestMillis(load));
        } else if (answer != null) {
            state.readingEnds();
            readStore(site);
        } else if (lost || !seen.isFresh(site)) {
            readStore(site);
        }
        viewers.look();
    }

    /// What the store has beyond the log is older than all of it; or its origin could not tell.
    private static long oldestMillis(Load load) {
        long oldest = Long.MAX_VALUE;
        for (var message : load.tail()) {
            for (int i = 0; i < message.samples().size(); i++) {
                oldest = Math.min(oldest, message.samples().timeMillis(i));
            }
        }
        return oldest == Long.MAX_VALUE ? Long.MIN_VALUE : oldest;
    }

    /// Whether origins were further than the log has it; what is between is given up.
    private boolean isBehind(String site, Map<String, Long> lastOffsets) {
        boolean isBehind = false;
        for (var origin : lastOffsets.entrySet()) {
            boolean isOwn = origin.getKey().equals(seen.epoch());
            if (!isOwn && origin.getValue() > seen.last(site, origin.getKey())) {
                isBehind = true;
                lose(site, origin.getKey(), origin.getValue());
            }
        }
        return isBehind;
    }

    private void lose(String site, String epoch, long last) {
        seen.lose(site, epoch, last, state.offset(), System.nanoTime());
    }

    /// Reads the store first and then the log once more: what was in the store by then, its origin
    /// has told by now.
    private void readStore(String site) {
        seen.stale(site);
        int staleTimes = seen.staleTimes(site);
        if (storeAsked.add(site)) {
            state.readingBegins();
            stored.of(
                    site,
                    answer ->
                            loop.execute(() -> {
                                storeAsked.remove(site);
                                var before = answers.put(site, new Answer(answer, staleTimes));
                                if (before != null) {
                                    state.readingEnds();
                                }
                                bus.read(site);
                            }));
        }
    }

    private void settle(String site, StoredNewest.Stored answer, long oldestMillis) {
        var moved = state.settle(answer.channels(), answer.newest());
        tell(moved, viewers::accept);
        seen.unclaimed(site, moved, oldestMillis);
        seen.fresh(site, state.offset());
    }

    /// What silent origins stored and did not publish is taken in.
    private void adopt(String site, Set<String> silent, StoredNewest.Stored answer) {
        var moved = state.load(answer.newest());
        tell(moved, viewers::accept);
        seen.unclaimed(site, moved, Long.MIN_VALUE);
        silent.forEach(epoch -> seen.giveUp(site, epoch, state.offset()));
        viewers.look();
    }

    /// Twice in a row the origin was further than this node: what is between was lost on the way.
    private void compare(String epoch, String site, long last) {
        long here = seen.last(site, epoch);
        if (here < last) {
            seen.stillUnsure(site);
        }
        if (!seen.isFresh(site)) {
            return;
        }
        String key = site + '\n' + epoch;
        var before = promised.get(key);
        if (here >= last) {
            promised.remove(key);
        } else if (before == null || here >= before) {
            promised.put(key, last);
        } else {
            promised.remove(key);
            missing.computeIfAbsent(site, _ -> new HashMap<>()).put(epoch, before);
            repair(site);
        }
    }
}
