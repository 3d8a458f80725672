package dev.wattsocket.server;

import dev.wattsocket.catalog.Catalog;
import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.hub.Hub;
import dev.wattsocket.hub.Loop;
import dev.wattsocket.ingest.Intake;
import io.netty.channel.EventLoop;
import io.vertx.core.http.ServerWebSocket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The sessions of one event loop, and what they share. Looks after each of them: heartbeats,
/// pings, and the end of those that are gone or take nothing any more. Confined to the loop.
final class Lobby {
    static final String DEGRADED =
            "The servers can't reach each other: some values come later. All readings are kept.";

    static final int HEARTBEAT_MILLIS = 2_000;
    static final long PING_NANOS = TimeUnit.SECONDS.toNanos(20);
    static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(60);
    static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(30);
    static final long AUTH_MILLIS = 10_000;

    /// Sessions are looked after in turns, so that their heartbeats do not leave all at once.
    private static final int TURNS = 20;

    private final House house;
    private final FiguresFeed figures;
    private final EventLoop eventLoop;
    private final Loop loop;
    private final List<List<Session>> turns = new ArrayList<>();
    private final long[] waitingBytes = new long[TURNS];
    private boolean degraded;
    private int turn;
    private int next;

    Lobby(House house, FiguresFeed figures, EventLoop eventLoop) {
        this.house = house;
        this.figures = figures;
        this.eventLoop = eventLoop;
        this.loop = new NettyLoop(eventLoop);
        for (int i = 0; i < TURNS; i++) {
            turns.add(new ArrayList<>());
        }
        int step = HEARTBEAT_MILLIS / TURNS;
        var _ = eventLoop.scheduleAtFixedRate(this::look, step, step, TimeUnit.MILLISECONDS);
    }

    /// Takes a new socket in; without access the client has a while to authenticate.
    void enter(ServerWebSocket webSocket, Optional<Caller> caller) {
        var session = new Session(this);
        session.open(new Socket(webSocket, session, counts()), caller);
        turns.get(next).add(session);
        next = (next + 1) % TURNS;
        counts().opened.increment();
        if (caller.isEmpty()) {
            after(AUTH_MILLIS, () -> endUnlessAuthenticated(session));
        }
    }

    void left(Session session) {
        for (var each : turns) {
            if (each.remove(session)) {
                counts().open.decrementAndGet();
                return;
            }
        }
    }

    /// Ends whoever came in with a token that is gone.
    void end(String token) {
        for (var sessions : turns) {
            for (var session : List.copyOf(sessions)) {
                if (session.holds(token)) {
                    session.error("", ErrorCode.NOT_AUTHENTICATED, "This token was deleted.");
                    session.socket().close(CloseCode.NOT_AUTHENTICATED, "token deleted");
                }
            }
        }
    }

    /// Says goodbye to all, because the server stops.
    void close() {
        for (var sessions : turns) {
            for (var session : List.copyOf(sessions)) {
                session.socket().close(CloseCode.RESTART, "the server restarts");
            }
        }
    }

    void after(long millis, Runnable task) {
        var _ = eventLoop.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    byte[] hello(Access access) {
        var sites =
                access.canRead() ? house.catalog().sites() : List.<dev.wattsocket.model.Site>of();
        return Outbound.hello(
                clock().millis(), access.wireName(), house.options().helloFields(), sites);
    }

    Loop loop() {
        return loop;
    }

    Hub hub() {
        return house.hub();
    }

    FiguresFeed figures() {
        return figures;
    }

    Intake intake() {
        return house.intake();
    }

    Catalog catalog() {
        return house.catalog();
    }

    Gate gate() {
        return house.gate();
    }

    InstantSource clock() {
        return house.clock();
    }

    SocketCounts counts() {
        return house.counts();
    }

    private void look() {
        long now = System.nanoTime();
        long nowMillis = clock().millis();
        tellStatus();
        turn = (turn + 1) % TURNS;
        long waiting = 0;
        for (var session : turns.get(turn)) {
            lookAfter(session, now, nowMillis);
            waiting += session.socket().waitingBytes();
        }
        counts().waitingBytes.add(waiting - waitingBytes[turn]);
        waitingBytes[turn] = waiting;
    }

    /// Tells every viewer once when other nodes can't be reached, and when they can again.
    private void tellStatus() {
        boolean now = house.degraded().getAsBoolean();
        if (now != degraded) {
            degraded = now;
            for (var sessions : turns) {
                List.copyOf(sessions).forEach(session -> session.status(degraded));
            }
        }
    }

    boolean isDegraded() {
        return degraded;
    }

    private void lookAfter(Session session, long now, long nowMillis) {
        var socket = session.socket();
        if (now - socket.stuckSinceNanos(now) > STUCK_NANOS) {
            counts().tooSlow.increment();
            socket.close(CloseCode.TOO_SLOW, "took nothing for 30 s");
        } else if (now - socket.silentSinceNanos(now) > SILENT_NANOS) {
            counts().silent.increment();
            socket.close(CloseCode.TOO_SLOW, "silent for 60 s");
        } else {
            if (now - socket.silentSinceNanos(now) > PING_NANOS && socket.writable()) {
                socket.ping();
            }
            session.heartbeat(nowMillis);
        }
    }

    private void endUnlessAuthenticated(Session session) {
        if (!session.isAuthenticated()) {
            session.error(
                    "",
                    ErrorCode.NOT_AUTHENTICATED,
                    "Say {\"type\":\"auth\",\"token\":\"…\"} within 10 seconds.");
            session.socket().close(CloseCode.NOT_AUTHENTICATED, "not authenticated in time");
        }
    }
}
