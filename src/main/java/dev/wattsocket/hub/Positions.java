package dev.wattsocket.hub;

import dev.wattsocket.bus.Reach;
import dev.wattsocket.bus.Seen;
import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.model.Site;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where viewers stand: makes the positions that they are given, and reads those they come back
/// with. Confined to the live loop.
final class Positions {
    private final String epoch;
    private final Board board;
    private final Recent recent;
    private final Catalog catalog;
    private final Seen seen;
    private final boolean isShared;

    Positions(Board board, Recent recent, Catalog catalog, Seen seen, boolean isShared) {
        this.epoch = seen.epoch();
        this.board = board;
        this.recent = recent;
        this.catalog = catalog;
        this.seen = seen;
        this.isShared = isShared;
    }

    /// Where a viewer stands that has everything of this ask.
    Position now(Ask ask) {
        long offset = board.lastOffset();
        return isShared ? new Position(epoch, offset, others(ask)) : new Position(epoch, offset);
    }

    /// In the middle of a replay: what of others has been sent by then nobody noted.
    Position passing(long offset) {
        return new Position(epoch, offset);
    }

    List<String> sites(Ask ask) {
        return ask.site()
                .map(List::of)
                .orElseGet(() -> catalog.sites().stream().map(Site::id).toList());
    }

    /// From which offset on a viewer is sent what it missed, and what of it.
    Reach reach(Ask ask, Position position) {
        if (!isShared) {
            return isHere(position) && recent.reachesBackTo(position.offset())
                    ? new Reach.After(position.offset())
                    : new Reach.Lost();
        }
        return isHere(position) ? here(ask, position) : elsewhere(ask, position);
    }

    private boolean isHere(Position position) {
        return position.epoch().equals(epoch);
    }

    private Reach here(Ask ask, Position position) {
        boolean known =
                recent.reachesBackTo(position.offset())
                        && sites(ask).stream()
                                .allMatch(site -> seen.isWholeSince(site, position.offset()));
        return known ? new Reach.After(position.offset()) : new Reach.Lost();
    }

    private Reach elsewhere(Ask ask, Position position) {
        long after = board.lastOffset();
        Map<Integer, Long> sent = new HashMap<>();
        Map<String, Long> own = new HashMap<>();
        int latest = 0;
        boolean isAhead = false;
        for (var site : sites(ask)) {
            var origins = position.of(site);
            if (origins.isEmpty()) {
                return new Reach.Lost();
            }
            switch (seen.reach(site, origins.get(), board.lastOffset())) {
                case Reach.After of -> {
                    after = Math.min(after, of.offset());
                    sent.putAll(of.sent());
                    own.putAll(of.own());
                    latest = of.latestChain();
                }
                case Reach.Ahead _ -> isAhead = true;
                case Reach.Lost _ -> {
                    return new Reach.Lost();
                }
            }
        }
        if (isAhead) {
            return new Reach.Ahead();
        }
        return recent.reachesBackTo(after)
                ? new Reach.After(after, sent, own, latest)
                : new Reach.Lost();
    }

    private String others(Ask ask) {
        if (ask.site().isPresent()) {
            return seen.text(ask.site().get());
        }
        var text = new StringBuilder();
        for (var site : sites(ask)) {
            String of = seen.text(site);
            if (of.isEmpty()) {
                return "";
            }
            text.append(of);
        }
        return text.toString();
    }
}
