package dev.wattsocket.hub;

import dev.wattsocket.bus.Reach;
import dev.wattsocket.bus.Seen;
import dev.wattsocket.bus.TopicBus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where viewers wait until what other nodes know of their sites is known here too: for a while,
/// and not at all while other nodes cannot be reached. Sites that somebody looks at are followed,
/// and for some time after. Confined to the live loop.
final class Entrance {
    /// How long a viewer waits at most for the others.
    static final long WAIT_NANOS_MAX = 2_000_000_000;

    /// How long a site is followed that nobody looks at any more.
    static final long FOLLOWED_NANOS_MAX = 60_000_000_000L;

    private final TopicBus bus;
    private final Seen seen;
    private final Positions positions;
    private final Map<String, Long> lookedAtNanos = new HashMap<>();
    private List<Waiting> waiting = new ArrayList<>();

    Entrance(TopicBus bus, Seen seen, Positions positions) {
        this.bus = bus;
        this.seen = seen;
        this.positions = positions;
    }

    private record Waiting(Ask ask, Start start, long untilNanos, Runnable enter) {}

    /// Runs `enter` as soon as an ask can be answered.
    void await(Ask ask, Start start, Runnable enter) {
        if (!bus.isShared()) {
            enter.run();
            return;
        }
        long now = System.nanoTime();
        for (var site : positions.sites(ask)) {
            lookAt(site, now);
        }
        waiting.add(new Waiting(ask, start, now + WAIT_NANOS_MAX, enter));
        look(now);
    }

    /// Lets in who need not wait any more.
    void look(long nowNanos) {
        if (waiting.isEmpty()) {
            return;
        }
        var before = waiting;
        waiting = new ArrayList<>();
        for (var each : before) {
            if (bus.isDegraded() || each.untilNanos() - nowNanos <= 0 || isReady(each)) {
                each.enter().run();
            } else {
                waiting.add(each);
            }
        }
    }

    /// Follows the sites of these asks, and no longer those that nobody asked for in a while.
    void settle(Iterable<Ask> asks, long nowNanos) {
        if (!bus.isShared()) {
            return;
        }
        for (var ask : asks) {
            for (var site : positions.sites(ask)) {
                lookAt(site, nowNanos);
            }
        }
        for (var each = lookedAtNanos.entrySet().iterator(); each.hasNext(); ) {
            var site = each.next();
            if (nowNanos - site.getValue() > FOLLOWED_NANOS_MAX) {
                each.remove();
                seen.unfollow(site.getKey());
                bus.unfollow(site.getKey());
            }
        }
        seen.forgetSilent(nowNanos);
    }

    private void lookAt(String site, long nowNanos) {
        if (lookedAtNanos.put(site, nowNanos) == null) {
            seen.follow(site);
            bus.follow(site);
        }
    }

    private boolean isReady(Waiting each) {
        boolean isFresh = positions.sites(each.ask()).stream().allMatch(seen::isFresh);
        return isFresh
                && !(each.start() instanceof Start.After(var position)
                        && positions.reach(each.ask(), position) instanceof Reach.Ahead);
    }
}
