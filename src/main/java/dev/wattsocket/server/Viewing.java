package dev.wattsocket.server;

import dev.wattsocket.hub.Ask;
import dev.wattsocket.hub.Member;
import dev.wattsocket.hub.Position;
import dev.wattsocket.hub.Start;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one client watches. Confined to the session's loop.
final class Viewing {
    static final int SUBSCRIPTIONS_MAX = 64;

    /// The name of the subscription that a viewer has without asking.
    static final String UNASKED = "all";

    /// How long a viewer may think about what it wants before it gets everything.
    static final int UNASKED_AFTER_MILLIS = 100;

    private final Session session;
    private final Lobby lobby;
    private final Map<String, Member> members = new HashMap<>();
    private final Map<String, FiguresFeed.Seat> seats = new HashMap<>();
    private @Nullable Member unasked;
    private boolean asked;
    private boolean ended;

    Viewing(Session session, Lobby lobby) {
        this.session = session;
        this.lobby = lobby;
    }

    /// Gives a viewer that asked for nothing everything, once a second.
    void beginUnasked() {
        if (!asked && !ended) {
            var all = new Ask(UNASKED, Optional.empty(), Set.of(), Set.of(), Ask.RATE_DEFAULT);
            unasked = lobby.hub().join(all, session, new Start.Snapshot());
            members.put(UNASKED, unasked);
        }
    }

    /// A client that sends readings is a device until it asks to see something.
    void deviceSpoke() {
        endUnasked();
    }

    void take(Inbound.Subscribe subscribe) {
        endUnasked();
        var ask = subscribe.ask();
        if (ask.site().isPresent() && lobby.catalog().site(ask.site().get()).isEmpty()) {
            session.wrong(
                    subscribe.id(),
                    ErrorCode.UNKNOWN_SITE,
                    "There is no site " + ask.site().get() + ".");
            return;
        }
        var site = ask.site().or(this::onlySite);
        if (subscribe.figures() && site.isEmpty()) {
            session.wrong(
                    subscribe.id(),
                    ErrorCode.BAD_MESSAGE,
                    "Figures are of one site: say which, such as \"site\":\"home\".");
            return;
        }
        leave(ask.sub());
        if (members.size() >= SUBSCRIPTIONS_MAX) {
            session.tooMuch(
                    subscribe.id(),
                    ErrorCode.TOO_MANY,
                    "A client has at most " + SUBSCRIPTIONS_MAX + " subscriptions.",
                    CloseCode.TOO_MANY);
            return;
        }
        members.put(ask.sub(), lobby.hub().join(ask, session, subscribe.start()));
        if (subscribe.figures()) {
            site.ifPresent(
                    id -> seats.put(ask.sub(), lobby.figures().join(id, ask.sub(), session)));
        }
        holdUntilBegun();
    }

    void take(Inbound.Unsubscribe unsubscribe) {
        endUnasked();
        if (!leave(unsubscribe.sub())) {
            session.wrong(
                    unsubscribe.id(),
                    ErrorCode.BAD_MESSAGE,
                    "There is no subscription of that id.");
        }
    }

    /// Ends a subscription; answers whether there was one.
    private boolean leave(String sub) {
        var seat = seats.remove(sub);
        if (seat != null) {
            lobby.figures().leave(seat);
        }
        var member = members.remove(sub);
        if (member != null) {
            lobby.hub().leave(member);
        }
        return member != null;
    }

    private Optional<String> onlySite() {
        var sites = lobby.catalog().sites();
        return sites.size() == 1 ? Optional.of(sites.getFirst().id()) : Optional.empty();
    }

    /// Reads no further until the subscription's first frames are there: one that asks faster than
    /// it takes answers must not pile them up.
    private void holdUntilBegun() {
        var socket = session.socket();
        socket.hold();
        lobby.hub().afterwards(() -> lobby.loop().execute(socket::release));
    }

    void refused(Member member) {
        if (members.remove(member.ask().sub(), member)) {
            leave(member.ask().sub());
        }
        session.error(
                "",
                ErrorCode.TOO_MANY,
                "The server has as many different subscriptions as it can serve.");
    }

    void drained() {
        // A copy, for a member that hears of it may write, and so end the session.
        List.copyOf(members.values()).forEach(Member::writable);
    }

    /// The position up to which every subscription has everything; empty where they differ.
    String position() {
        Position common = null;
        for (var member : members.values()) {
            var own = member.sent();
            if (own.isEmpty() || (common != null && common.offset() != own.get().offset())) {
                return "";
            }
            common = common == null ? own.get() : common.with(own.get());
        }
        return common == null ? "" : common.toString();
    }

    void end() {
        ended = true;
        List.copyOf(members.keySet()).forEach(this::leave);
    }

    private void endUnasked() {
        asked = true;
        var member = unasked;
        if (member != null) {
            unasked = null;
            members.remove(UNASKED, member);
            lobby.hub().leave(member);
        }
    }
}
