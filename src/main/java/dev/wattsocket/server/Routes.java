package dev.wattsocket.server;

import dev.wattsocket.catalog.CatalogException;
import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.ingest.json.Json;
import dev.wattsocket.query.Bills;
import dev.wattsocket.query.EnergyQuery;
import dev.wattsocket.store.StoreException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The table of all HTTP routes: who may call each, and on which thread it runs.
final class Routes {
    /// Bytes of a request's body, after gunzip.
    static final int BODY_MAX = 16 * 1024 * 1024;

    static final long BODY_MILLIS = 60_000;
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CALLER = "caller";
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private final House house;
    private final Router router;

    Routes(House house, Vertx vertx) {
        this.house = house;
        this.router = Router.router(vertx);
    }

    Router build(Metrics metrics) {
        router.route().handler(this::admit);
        router.route().failureHandler(Routes::failed);
        router.errorHandler(404, context -> nothingHere().send(context));
        health();
        router.get("/openapi.json").handler(new Page("openapi.json")::file);
        router.get("/metrics").handler(allow(Access::canRead)).handler(metrics::scrape);
        api();
        var page = new Page("web");
        router.get("/examples/live.html").handler(new Page("examples/live.html")::file);
        router.get().handler(page::serve);
        return router;
    }

    /// Adds a route under `/api/v1` that reads and may block: it runs on a virtual thread.
    void reads(String path, Consumer<RoutingContext> handler) {
        blocking(router.get("/api/v1" + path).handler(allow(Access::canRead)), handler);
    }

    private void api() {
        new ReadingsIn(house).add(this);
        new MarketRoute(house).add(this);
        new SiteRoutes(house).add(this);
        new MeterRoutes(house).add(this);
        new JudgementRoute(house).add(this);
        new RevisionRoutes(house).add(this);
        new RawRoute(house).add(this);
        new QueryRoutes(house).add(this);
        var energy = new EnergyQuery(house.catalog(), house.rollups());
        var bills = new Bills(house.catalog(), energy, house.store());
        new EnergyRoute(house, energy, bills).add(this);
        new CarbonRoute(house).add(this);
        new BalanceRoute(house, energy, bills).add(this);
        new DemandRoute(house, energy).add(this);
        new ProfileRoute(house, energy, bills).add(this);
        new TariffRoutes(house, bills).add(this);
        new BillRoutes(house, bills).add(this);
        new RebuildRoute(house).add(this);
        new StatusRoute(house).add(this);
        new TokenRoutes(house).add(this);
        new LiveRoute(house).add(router, allow(Access::canRead));
        router.route("/api/*").handler(context -> nothingHere().send(context));
    }

    /// Adds a route that takes a body and may block.
    void takes(
            HttpMethod method,
            String path,
            Predicate<Access> allowed,
            Consumer<RoutingContext> handler) {
        // A route each, because a route of its own reads bodies before anything else, tokens too.
        router.route(method, "/api/v1" + path).handler(allow(allowed)).handler(Routes::limitTime);
        router.route(method, "/api/v1" + path).handler(Routes::ignoreForms);
        router.route(method, "/api/v1" + path)
                .handler(BodyHandler.create(false).setBodyLimit(BODY_MAX));
        blocking(router.route(method, "/api/v1" + path), handler);
    }

    static void json(RoutingContext context, Object value) {
        json(context, JSON.writeValueAsBytes(value));
    }

    static void json(RoutingContext context, byte[] bytes) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(Buffer.buffer(bytes));
    }

    /// The request's body as a JSON object.
    static Map<?, ?> body(RoutingContext context) {
        try {
            var bytes = context.body().buffer();
            return bytes == null || bytes.length() == 0
                    ? Map.of()
                    : JSON.readValue(bytes.getBytes(), Map.class);
        } catch (JacksonException e) {
            throw Problem.badRequest("The body is not a JSON object: " + Json.reason(e));
        }
    }

    private void health() {
        router.get("/health/live").handler(context -> json(context, Map.of("status", "ok")));
        router.get("/health/ready").handler(new Health(house)::ready);
    }

    private void blocking(Route route, Consumer<RoutingContext> handler) {
        route.handler(context ->
                Thread.ofVirtual()
                        .name("http")
                        .start(() -> {
                            try {
                                handler.accept(context);
                            } catch (Exception e) {
                                context.vertx().runOnContext(_ -> context.fail(e));
                            }
                        }));
    }

    /// `curl -d` calls every body a form; read as one it would be cut at its signs and refused.
    private static void ignoreForms(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
            context.request().headers().remove(HttpHeaders.CONTENT_TYPE);
        }
        context.next();
    }

    /// Ends the connection of whoever takes too long to send a body.
    private static void limitTime(RoutingContext context) {
        var request = context.request();
        long timer = context.vertx().setTimer(BODY_MILLIS, _ -> request.connection().close());
        context.addEndHandler(_ -> context.vertx().cancelTimer(timer));
        context.next();
    }

    private void admit(RoutingContext context) {
        var request = context.request();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        var host = request.authority();
        if (!house.gate().admits(origin, host == null ? null : host.toString())) {
            Problem.forbidden(
                            "Pages of this origin may not come in; list it under origins in the"
                                    + " configuration, or with --origin.")
                    .send(context);
            return;
        }
        if (origin != null) {
            context.response()
                    .putHeader("Access-Control-Allow-Origin", origin)
                    .putHeader("Access-Control-Allow-Headers", "Authorization, Content-Type")
                    .putHeader("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
                    .putHeader("Vary", "Origin");
        }
        if (request.method().equals(HttpMethod.OPTIONS)) {
            context.response().setStatusCode(204).end();
            return;
        }
        context.next();
    }

    private Handler<RoutingContext> allow(Predicate<Access> allowed) {
        return context -> {
            var caller = callerOf(context);
            if (caller.isEmpty()) {
                new Problem(
                                401,
                                "Not authenticated",
                                "Send a token that is known here: Authorization: Bearer …")
                        .send(context);
            } else if (!allowed.test(caller.get().access())) {
                Problem.forbidden("This token may not do that.").send(context);
            } else {
                context.put(CALLER, caller.get());
                context.next();
            }
        };
    }

    private Optional<Caller> callerOf(RoutingContext context) {
        var gate = house.gate();
        return gate.callerOf(tokenOf(context.request()))
                .or(() -> gate.callerWithout(context.request().getHeader(HttpHeaders.ORIGIN)));
    }

    /// The name of whoever asks: the token's, or `local` where none was asked for.
    static String by(RoutingContext context) {
        return Objects.requireNonNull(context.<Caller>get(CALLER)).name();
    }

    /// The secret that a request brings, in its header or its query; empty where it brings none.
    static String tokenOf(HttpServerRequest request) {
        return tokenOf(request.getHeader(HttpHeaders.AUTHORIZATION), request.getParam("token"));
    }

    static String tokenOf(@Nullable String header, @Nullable String parameter) {
        if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return header.substring(7).trim();
        }
        return parameter == null ? "" : parameter;
    }

    private static Problem nothingHere() {
        return Problem.notFound("There is nothing here; see /openapi.json for what there is.");
    }

    private static void failed(RoutingContext context) {
        switch (context.failure()) {
            case Problem problem -> problem.send(context);
            case CatalogException refused when refused.getCause() == null ->
                    new Problem(409, "Conflict", String.valueOf(refused.getMessage()))
                            .send(context);
            case CatalogException broken ->
                    new Problem(503, "The catalog failed", String.valueOf(broken.getMessage()))
                            .send(context);
            case StoreException broken ->
                    new Problem(503, "The store failed", String.valueOf(broken.getMessage()))
                            .send(context);
            case null -> status(context.statusCode()).send(context);
            default -> {
                if (context.statusCode() >= 400 && context.statusCode() < 500) {
                    status(context.statusCode()).send(context);
                    return;
                }
                LOG.error("A request failed: {}", context.request().path(), context.failure());
                new Problem(500, "Server error", "This is our fault; the log says more.")
                        .send(context);
            }
        }
    }

    private static Problem status(int status) {
        return status == 413
                ? new Problem(
                        413,
                        "Too large",
                        "A body has at most " + BODY_MAX + " bytes; send it in parts.")
                : new Problem(status, "Request refused", "The request was refused: " + status);
    }
}
