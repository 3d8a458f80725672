package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wattsocket.catalog.Token.Access;
import dev.wattsocket.catalog.Tokens;
import dev.wattsocket.ingest.IntakeRules;
import dev.wattsocket.kit.RawSocket;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.kit.TestSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may come in, on loopback and on an address for all.
final class AuthTest {
    private static final String READINGS = "/api/v1/readings";
    private static final String READING = "{\"meter\":\"m\",\"power\":1}";

    @TempDir Path folder;

    private TestNode everywhere(String... origins) {
        var options =
                new ServerOptions(
                        "0.0.0.0", 0, Set.of(origins), false, false, false, false, "test");
        return TestNode.start(folder, options, new IntakeRules(true, 10_000, "home"));
    }

    private static String token(TestNode node, Access access) {
        var made = Tokens.make("test", access, 0);
        node.node().catalog().put(made.token());
        return made.secret();
    }

    private static int status(TestNode node, String method, String path, String token) {
        var request =
                HttpRequest.newBuilder(node.http(path))
                        .method(
                                method,
                                BodyPublishers.ofString(method.equals("GET") ? "" : READING));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return node.send(request.build()).statusCode();
    }

    @Test
    void everywhereATokenIsAskedForFromTheFirstRequestOn() {
        try (var node = everywhere()) {
            for (var path :
                    new String[] {
                        "/api/v1/live",
                        "/api/v1/sites",
                        "/api/v1/meters",
                        "/api/v1/history?series=m.power",
                        "/api/v1/energy?meter=m",
                        "/api/v1/demand?meter=m",
                        "/api/v1/readings?meter=m",
                        "/api/v1/meters/m/messages",
                        "/api/v1/tokens",
                        "/metrics"
                    }) {
                assertThat(status(node, "GET", path, "")).as(path).isEqualTo(401);
                assertThat(status(node, "GET", path, "wrong")).as(path).isEqualTo(401);
            }
            assertThat(status(node, "POST", READINGS, "")).isEqualTo(401);
            assertThat(status(node, "DELETE", "/api/v1/meters/m", "")).isEqualTo(401);
            assertThat(node.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(node.get("/").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // what, viewer, device, admin
        "GET,    /api/v1/live,             200, 403, 200",
        "GET,    /api/v1/meters,           200, 403, 200",
        "GET,    /metrics,                 200, 403, 200",
        "POST,   /api/v1/readings,         403, 200, 200",
        "PUT,    /api/v1/sites/home,       403, 403, 200",
        "DELETE, /api/v1/meters/nobody,    403, 403, 404",
        "GET,    /api/v1/tokens,           403, 403, 200",
        "POST,   /api/v1/tokens,           403, 403, 200",
    })
    void eachAccessMayDoItsOwn(String method, String path, int viewer, int device, int admin) {
        try (var node = everywhere()) {
            assertThat(status(node, method, path, token(node, Access.VIEWER))).isEqualTo(viewer);
            assertThat(status(node, method, path, token(node, Access.DEVICE))).isEqualTo(device);
            assertThat(status(node, method, path, token(node, Access.ADMIN))).isEqualTo(admin);
        }
    }

    @Test
    void theFirstStartMakesOneAdmin() {
        String secret;
        try (var node = everywhere()) {
            secret = node.node().adminSecret().orElseThrow();
            assertThat(status(node, "GET", "/api/v1/tokens", secret)).isEqualTo(200);
        }
        try (var node = everywhere()) {
            assertThat(node.node().adminSecret()).isEmpty();
            assertThat(status(node, "GET", "/api/v1/tokens", secret)).isEqualTo(200);
        }
    }

    @Test
    void socketsAuthenticateInThreeWays() {
        try (var node = everywhere()) {
            var viewer = token(node, Access.VIEWER);
            var header = Map.of("Authorization", "Bearer " + viewer);
            var query = URI.create(node.webSocket() + "?token=" + viewer);
            try (var byHeader = TestSocket.connect(node.webSocket(), header);
                    var byQuery = TestSocket.connect(query);
                    var byMessage = TestSocket.connect(node.webSocket())) {
                byMessage.send("{\"type\":\"auth\",\"id\":1,\"token\":\"%s\"}".formatted(viewer));
                for (var socket : new TestSocket[] {byHeader, byQuery, byMessage}) {
                    assertThat(socket.next("hello").path("role").asString()).isEqualTo("viewer");
                    assertThat(socket.next("snapshot").path("last").asBoolean()).isTrue();
                }
                byHeader.send(READING);
                assertThat(byHeader.next("error").path("code").asString()).isEqualTo("forbidden");
            }
        }
    }

    @Test
    void aDeviceSendsAndSeesNothing() {
        try (var node = everywhere()) {
            var header = Map.of("Authorization", "Bearer " + token(node, Access.DEVICE));
            try (var device = TestSocket.connect(node.webSocket(), header)) {
                var hello = device.next("hello");
                assertThat(hello.path("role").asString()).isEqualTo("device");
                assertThat(hello.path("sites")).isEmpty();
                assertThat(device.send(READING).next("ack").path("accepted").asInt()).isEqualTo(1);
                device.send("{\"type\":\"subscribe\",\"id\":\"1\"}");
                assertThat(device.next("error").path("code").asString()).isEqualTo("forbidden");
            }
        }
    }

    @Test
    void whoKeepsDoingWhatItMayNotIsEnded() {
        try (var node = everywhere()) {
            var header = Map.of("Authorization", "Bearer " + token(node, Access.VIEWER));
            try (var viewer = TestSocket.connect(node.webSocket(), header)) {
                for (int i = 0; i <= Session.WRONG_MAX; i++) {
                    viewer.send(READING);
                }
                assertThat(viewer.closeCode()).isEqualTo(4403);
            }
        }
    }

    @Test
    void whoHasNoTokenIsToldAndEnded() {
        try (var node = everywhere()) {
            try (var silent = TestSocket.connect(node.webSocket());
                    var naive = TestSocket.connect(node.webSocket());
                    var liar = TestSocket.connect(node.webSocket())) {
                naive.send(READING);
                liar.send("{\"type\":\"auth\",\"token\":\"guess\"}");
                for (var socket : new TestSocket[] {naive, liar, silent}) {
                    // The silent one after ten seconds.
                    assertThat(socket.next().path("code").asString())
                            .isEqualTo("not_authenticated");
                    assertThat(socket.closeCode()).isEqualTo(4401);
                }
            }
            assertThat(node.node().catalog().meters()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:5173, 200",
        "http://127.0.0.1:3000, 200",
        "http://wattsocket.localhost, 200",
        "https://my.house, 200",
        "https://evil.example, 403",
        "http://localhost.evil.example, 403",
        "http://evil.example:8000, 403",
        "null, 403",
    })
    void onLoopbackOnlyPagesOfThisMachineComeIn(String origin, int expected) {
        var options =
                new ServerOptions(
                        "127.0.0.1",
                        0,
                        Set.of("https://my.house"),
                        false,
                        false,
                        false,
                        false,
                        "test");
        try (var node = TestNode.start(folder, options)) {
            var request =
                    HttpRequest.newBuilder(node.http("/api/v1/live"))
                            .header("Origin", origin)
                            .build();
            var response = node.send(request);
            assertThat(response.statusCode()).isEqualTo(expected);
            if (expected == 200) {
                assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                        .contains(origin);
                TestSocket.connect(node.webSocket(), Map.of("Origin", origin)).close();
            } else {
                assertThat(response.body()).contains("origins");
                var header = Map.of("Origin", origin);
                assertThatThrownBy(() -> TestSocket.connect(node.webSocket(), header))
                        .hasRootCauseMessage("Unexpected HTTP response status code 403");
            }
        }
    }

    /// A name of somebody else's that was made to point here reads nothing.
    @ParameterizedTest
    @ValueSource(strings = {"rebound.example", "rebound.example:8000", "127.0.0.1.example"})
    void onLoopbackOtherHostsAreRefused(String host) throws IOException {
        try (var node = TestNode.start(folder);
                var raw = RawSocket.dial(node.port());
                var upgrade = RawSocket.dial(node.port())) {
            raw.send(
                    "GET /api/v1/live HTTP/1.1\r\nHost: %s\r\n\r\n"
                            .formatted(host)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(raw.line()).contains("403");
            var handshake =
                    new String(RawSocket.handshake("/ws/energy/"), StandardCharsets.US_ASCII);
            upgrade.send(
                    handshake
                            .replace("Host: 127.0.0.1", "Host: " + host)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(upgrade.line()).contains("403");
        }
    }

    @Test
    void aTokenThatIsDeletedOpensNoMore() {
        try (var node = everywhere()) {
            var admin = token(node, Access.ADMIN);
            var made =
                    node.send(
                            HttpRequest.newBuilder(node.http("/api/v1/tokens"))
                                    .header("Authorization", "Bearer " + admin)
                                    .POST(
                                            BodyPublishers.ofString(
                                                    "{\"name\":\"phone\",\"access\":\"viewer\"}"))
                                    .build());
            assertThat(made.statusCode()).isEqualTo(200);
            var secret = made.body().replaceAll(".*\"secret\":\"([^\"]+)\".*", "$1");
            var id = made.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
            assertThat(status(node, "GET", "/api/v1/live", secret)).isEqualTo(200);
            assertThat(status(node, "DELETE", "/api/v1/tokens/" + id, admin)).isEqualTo(200);
            assertThat(status(node, "GET", "/api/v1/live", secret)).isEqualTo(401);
            // What is kept of a secret does not give it away.
            assertThat(node.node().catalog().tokens())
                    .allMatch(token -> !token.toString().contains(admin));
        }
    }

    @Test
    void aTokenThatIsDeletedEndsWhatCameInWithIt() {
        try (var node = everywhere()) {
            var gone = Tokens.make("lost phone", Access.VIEWER, 0);
            node.node().catalog().put(gone.token());
            var other = Map.of("Authorization", "Bearer " + token(node, Access.VIEWER));
            try (var byQuery =
                            TestSocket.connect(
                                    URI.create(node.webSocket() + "?token=" + gone.secret()));
                    var byMessage = TestSocket.connect(node.webSocket());
                    var stays = TestSocket.connect(node.webSocket(), other)) {
                byMessage.send("{\"type\":\"auth\",\"token\":\"%s\"}".formatted(gone.secret()));
                byQuery.next("hello");
                byMessage.next("hello");
                node.node().catalog().deleteToken(gone.token().id());
                for (var socket : new TestSocket[] {byQuery, byMessage}) {
                    assertThat(socket.next("error").path("message").asString())
                            .isEqualTo("This token was deleted.");
                    assertThat(socket.closeCode()).isEqualTo(4401);
                }
                stays.send("{\"type\":\"ping\",\"id\":1}");
                assertThat(stays.next("pong").path("id").asInt()).isEqualTo(1);
            }
        }
    }

    @Test
    void loopbackAsksForTokensWhereItShall() {
        var options =
                new ServerOptions(
                        "127.0.0.1", 0, true, Set.of(), false, false, false, false, "test");
        try (var node = TestNode.start(folder, options);
                var silent = TestSocket.connect(node.webSocket())) {
            var admin = node.node().adminSecret().orElseThrow();
            assertThat(status(node, "GET", "/api/v1/live", "")).isEqualTo(401);
            assertThat(status(node, "POST", READINGS, "")).isEqualTo(401);
            assertThat(status(node, "POST", READINGS, admin)).isEqualTo(200);
            silent.send(READING);
            assertThat(silent.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void noTokensIdLooksLikeAnOption() {
        for (int i = 0; i < 2_000; i++) {
            assertThat(Tokens.make("t", Access.VIEWER, 0).token().id()).doesNotStartWith("-");
        }
    }
}
