package dev.wattsocket.server;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The listener of one event loop: shakes hands with WebSockets and hands requests to the routes.
/// Confined to its loop.
final class Listener extends VerticleBase {
    /// A connection that has sent no whole request by then is ended.
    static final long FIRST_REQUEST_MILLIS = 10_000;

    private final House house;
    private final FiguresFeed figures;
    private final Metrics metrics;
    private final HttpServerOptions options;
    private final List<Lobby> lobbies;
    private final IntConsumer listening;
    private final Map<SocketAddress, HttpConnection> silent = new HashMap<>();
    private @Nullable Lobby lobby;
    private @Nullable Router router;

    Listener(
            House house,
            FiguresFeed figures,
            Metrics metrics,
            HttpServerOptions options,
            List<Lobby> lobbies,
            IntConsumer listening) {
        this.house = house;
        this.figures = figures;
        this.metrics = metrics;
        this.options = options;
        this.lobbies = lobbies;
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        var own = new Lobby(house, figures, ((ContextInternal) context).nettyEventLoop());
        lobby = own;
        lobbies.add(own);
        router = new Routes(house, vertx).build(metrics);
        return vertx.createHttpServer(options)
                .connectionHandler(this::connected)
                .webSocketHandshakeHandler(this::shakeHands)
                .webSocketHandler(_ -> {})
                .requestHandler(this::request)
                .listen()
                .onSuccess(server -> listening.accept(server.actualPort()));
    }

    private void connected(HttpConnection connection) {
        var address = connection.remoteAddress();
        silent.put(address, connection);
        connection.closeHandler(_ -> silent.remove(address, connection));
        vertx.setTimer(
                FIRST_REQUEST_MILLIS,
                _ -> {
                    if (silent.remove(address, connection)) {
                        connection.close();
                    }
                });
    }

    private void request(HttpServerRequest request) {
        silent.remove(request.remoteAddress());
        var routes = router;
        if (routes != null) {
            routes.handle(request);
        }
    }

    private void shakeHands(ServerWebSocketHandshake handshake) {
        silent.remove(handshake.remoteAddress());
        String path = handshake.path();
        boolean isEcho = house.options().echo() && path.startsWith("/ws/echo");
        String origin = handshake.headers().get(HttpHeaders.ORIGIN);
        var host = handshake.authority();
        if (!isEcho && !path.equals("/ws/energy/") && !path.equals("/ws/energy")) {
            refuse(handshake, 404);
        } else if (!house.gate().admits(origin, host == null ? null : host.toString())) {
            refuse(handshake, 403);
        } else if (house.counts().open.incrementAndGet() > SocketCounts.SOCKETS_MAX) {
            house.counts().open.decrementAndGet();
            refuse(handshake, 503);
        } else {
            accept(handshake, isEcho, origin);
        }
    }

    private void accept(
            ServerWebSocketHandshake handshake, boolean isEcho, @Nullable String origin) {
        String secret =
                Routes.tokenOf(
                        handshake.headers().get(HttpHeaders.AUTHORIZATION),
                        new QueryStringDecoder(handshake.uri())
                                .parameters()
                                .getOrDefault("token", List.of(""))
                                .getFirst());
        handshake
                .accept()
                .onSuccess(socket -> {
                    if (isEcho) {
                        Echo.start(socket, house.counts());
                    } else {
                        enter(socket, secret, origin);
                    }
                })
                .onFailure(_ -> house.counts().open.decrementAndGet());
    }

    private void enter(ServerWebSocket socket, String secret, @Nullable String origin) {
        var own = lobby;
        if (own == null) {
            return;
        }
        var gate = house.gate();
        own.enter(socket, gate.callerOf(secret).or(() -> gate.callerWithout(origin)));
    }

    private void refuse(ServerWebSocketHandshake handshake, int status) {
        house.counts().refused.increment();
        handshake.reject(status);
    }
}
