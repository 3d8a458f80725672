package dev.wattsocket.bus.redis;

import static dev.wattsocket.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.wattsocket.hub.Start;
import dev.wattsocket.kit.AclLine;
import dev.wattsocket.kit.Certificates;
import dev.wattsocket.kit.Redis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Redis behind TLS and behind a password: who may come in does, and everybody else is told why.
final class RedisAccessTest {
    private static final String PASSWORD = "a/b#c@d";

    private final RedisWorld world = new RedisWorld();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    @TempDir private Path folder;

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void close() {
        world.close();
        logger().detachAppender(log);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(Dialer.class);
    }

    @Test
    void itPassesThroughTlsWhereBothEndsShowWhoTheyAre() {
        var certificates = Certificates.in(folder);
        var redis = world.open(Redis.withTls(certificates, "IP:127.0.0.1"));
        certificates.sign("node", "DNS:node");
        String root = "sslrootcert=" + certificates.authority();
        String url = redis.tlsUrl() + "/0?" + root + own(certificates, "node");
        var a = world.node(url);
        var b = world.node(url);
        var viewer = b.watch(new Start.Snapshot());

        for (int i = 0; i < 10; i++) {
            world.assertPasses(a, viewer);
        }

        assertThat(redis.cli("client", "list")).contains("addr=127.0.0.1");
        assertRefused(redis.tlsUrl() + "?" + own(certificates, "node").substring(1), "certificat");
        assertRefused(redis.tlsUrl() + "?" + root, "certificate");
        assertThat(world.node(url).bus.isDegraded()).isFalse();
    }

    @Test
    void aRedisOfAnotherNameIsNotTrusted() {
        var certificates = Certificates.in(folder);
        var redis = world.open(Redis.withTls(certificates, "DNS:redis.example"));
        certificates.sign("node", "DNS:node");
        String url =
                redis.tlsUrl()
                        + "?sslrootcert="
                        + certificates.authority()
                        + own(certificates, "node");

        assertRefused(url, "127.0.0.1");
        assertThat(world.node(url + "&verifyPeer=CA").bus.isDegraded()).isFalse();
    }

    private static String own(Certificates certificates, String name) {
        Path certificate = certificates.authority().resolveSibling(name + ".pem");
        return "&sslcert=" + certificate + "&sslkey=" + certificates.key(name);
    }

    @Test
    void theUserOfTheDocumentMayDoAllThatIsNeededAndNothingMore() {
        var redis = world.open(Redis.start());
        assertThat(redis.cli(AclLine.words()).strip()).isEqualTo("OK");
        redis.cli("-n", "1", "hset", "ws:{home}:origins", "silent", "1:1000");
        String url = "redis://wattsocket:password@127.0.0.1:" + redis.port() + "/1";
        var a = world.node(url);
        var b = world.node(url);
        var viewer = b.watch(new Start.Snapshot());
        world.assertPasses(a, viewer);
        world.assertPasses(b, viewer);
        redis.cli("script", "flush");
        redis.cli("client", "kill", "type", "pubsub");
        world.assertPasses(a, viewer);

        b.bus.leave(RedisNode.SITE);

        eventually(
                "all that is allowed is used",
                () -> AclLine.unused(redis.cli("info", "commandstats")).equals(AclLine.CLUSTER));
        assertThat(redis.cli("acl", "log")).as("what was refused").isBlank();
        for (var other : List.of("flushall", "config get *", "get mine", "publish mine 1")) {
            assertThat(redis.cli(("acl dryrun wattsocket " + other).split(" ", -1)))
                    .contains("no permissions");
        }
    }

    @Test
    void aRefusalOfRedisIsSaidOnceAndTheNodeGoesInWhenItMay() {
        var redis = world.open(Redis.start("--requirepass", PASSWORD));
        String host = "@127.0.0.1:" + redis.port();
        assertRefused("redis://127.0.0.1:" + redis.port(), "NOAUTH");
        assertRefused("redis://:other" + host, "WRONGPASS");
        assertRefused("redis://nobody:a%2Fb%23c%40d" + host, "WRONGPASS");
        assertThat(world.node("redis://:a%2Fb%23c%40d" + host).bus.isDegraded()).isFalse();

        var late = world.node("redis://wattsocket:later" + host);
        assertThat(late.bus.isDegraded()).isTrue();
        admin(redis, "acl", "setuser", "wattsocket", "on", ">later", "~*", "+@all");
        eventually("it is told", () -> said().contains("NOPERM"));
        admin(redis, "acl", "setuser", "wattsocket", "&*");
        eventually("all is well", () -> !late.bus.isDegraded());
        log.list.clear();
        admin(redis, "acl", "deluser", "wattsocket");

        eventually("it is told", () -> said().contains("WRONGPASS"));
        assertThat(said().lines()).doesNotHaveDuplicates();
        assertThat(said()).doesNotContain("later", PASSWORD);
    }

    private static void admin(Redis redis, String... command) {
        var line = new ArrayList<>(List.of("--no-auth-warning", "-a", PASSWORD));
        line.addAll(List.of(command));
        redis.cli(line.toArray(String[]::new));
    }

    @Test
    void anAddressThatCannotBeUsedIsSaidWithoutItsPassword() throws IOException {
        var file = Files.writeString(folder.resolve("file.pem"), "nothing of the kind");
        var missing = folder.resolve("missing.pem");
        assertUnusable("http://user:secret@host", "redis://");
        assertUnusable("redis://user:se cret@host", "%23");
        assertUnusable("redis://user:secret#@host", "%23");
        assertUnusable("redis://user:secret@host:port", "redis://");
        assertUnusable("redis://user:secret@host:1^", "redis://");
        assertUnusable("redis://user:secret@my_host:port", "my_host:port");
        assertUnusable("redis+cluster://user:secret@host,:1", "redis+cluster://");
        assertUnusable("rediss://user:secret@host?sslrootcrt=x", "sslrootcrt");
        assertUnusable("rediss://user:secret@host?sslrootcert=" + missing, missing.toString());
        assertUnusable("rediss://user:secret@host?sslrootcert=" + file, file.toString());
        assertUnusable("rediss://user:secret@host?sslcert=" + file, "sslkey");
        assertUnusable("redis://user:secret@host?sslrootcert=" + file, "rediss://");
    }

    private static void assertUnusable(String url, String word) {
        assertThatThrownBy(() -> new Client(url).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(word)
                .hasMessageNotContaining("secret");
    }

    /// A node begins without Redis, and says why.
    private void assertRefused(String url, String word) {
        log.list.clear();
        try (var node = world.passing(url)) {
            assertThat(node.bus.isDegraded()).isTrue();
            eventually("it is told", () -> said().contains(word));
            assertThat(said()).startsWith("Redis can't be reached: ");
        }
    }

    private String said() {
        var text = new StringBuilder();
        for (var event : List.copyOf(log.list)) {
            text.append(text.isEmpty() ? "" : "\n").append(event.getFormattedMessage());
        }
        return text.toString();
    }
}
