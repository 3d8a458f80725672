package dev.wattsocket.server;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// The HTTP and WebSocket server: one listener on each event loop, all on the same port.
public final class Server implements AutoCloseable {
    private static final int IDLE_SECONDS = 75;
    private static final int FRAME_MAX = 4 * 1024 * 1024;
    private static final int CLOSE_SECONDS = 3;

    private final House house;
    private final FiguresFeed figures;
    private final Metrics metrics;
    private final Vertx vertx;
    private final List<Lobby> lobbies = new CopyOnWriteArrayList<>();
    private volatile int port;

    public Server(House house, Metrics metrics) {
        this.house = house;
        this.figures = new FiguresFeed(house);
        this.metrics = metrics;
        this.vertx =
                Vertx.builder().with(new VertxOptions().setPreferNativeTransport(true)).build();
        metrics.bind(house);
        figures.bind(metrics);
        house.catalog().onTokenGone(this::end);
    }

    /// Listens; answers the port.
    ///
    /// @throws ListenException where that can't be done
    public int start() {
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors());
        try {
            var all = new DeploymentOptions().setInstances(loops);
            vertx.deployVerticle(this::listener, all).await(30, TimeUnit.SECONDS);
            return port;
        } catch (Exception e) {
            vertx.close();
            throw new ListenException(house.options(), e);
        }
    }

    /// Says goodbye to every WebSocket and stops listening.
    @Override
    public void close() {
        for (var lobby : lobbies) {
            lobby.loop().execute(lobby::close);
        }
        try {
            vertx.close().await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception _) {
            // Whoever is still there has been told; the process ends.
        }
        figures.close();
        metrics.close();
    }

    private void end(String token) {
        for (var lobby : lobbies) {
            lobby.loop().execute(() -> lobby.end(token));
        }
    }

    private Listener listener() {
        return new Listener(
                house, figures, metrics, httpOptions(), lobbies, actual -> port = actual);
    }

    private HttpServerOptions httpOptions() {
        var options = house.options();
        return new HttpServerOptions()
                .setHost(options.host())
                // Vert.x shares a port that the system chose among listeners if asked by -1.
                .setPort(options.port() == 0 ? -1 : options.port())
                .setMaxWebSocketFrameSize(FRAME_MAX)
                .setMaxWebSocketMessageSize(FRAME_MAX)
                .setPerMessageWebSocketCompressionSupported(options.compression())
                .setPerFrameWebSocketCompressionSupported(false)
                // With it, whoever never ends a request would not be known to have connected.
                .setHttp2ClearTextEnabled(false)
                .setDecompressionSupported(true)
                .setTcpNoDelay(true)
                .setReadIdleTimeout(IDLE_SECONDS)
                .setAcceptBacklog(4096)
                .setWebSocketClosingTimeout(5);
    }
}
