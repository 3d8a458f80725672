package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.catalog.SqlCatalog;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.kit.TestSocket;
import dev.wattsocket.model.Channel;
import dev.wattsocket.model.Site;
import dev.wattsocket.store.DataFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.StringJoiner;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Readings on their way in, over both wires of a whole node.
final class ReadingsTest {
    private static final String PATH = "/api/v1/readings";
    private static final long NEW_YEAR = 1_767_225_600_000L;

    @TempDir Path folder;
    @AutoClose private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(folder);
    }

    @Test
    void aNaiveDeviceIsAcknowledgedAndANaiveViewerSeesIt() {
        try (var viewer = TestSocket.connect(node.webSocket());
                var device = TestSocket.connect(node.webSocket())) {
            var hello = viewer.next("hello");
            assertThat(hello.path("protocol").asInt()).isEqualTo(1);
            assertThat(hello.path("sites").path(0).path("id").asString()).isEqualTo("home");
            assertThat(viewer.next("snapshot").path("last").asBoolean()).isTrue();

            device.send("{\"meter\":\"kitchen\",\"power\":1240.5}");

            assertThat(device.next("ack").path("accepted").asInt()).isEqualTo(1);
            var reading = viewer.next("readings").path("readings").path(0);
            assertThat(reading.path("meter").asString()).isEqualTo("kitchen");
            assertThat(reading.path("power").asDouble()).isEqualTo(1240.5);
        }
    }

    @Test
    void oneBadReadingDoesNotSpoilTheGoodOnesBesideIt() {
        try (var device = TestSocket.connect(node.webSocket())) {
            device.send(
                    """
                    {"type":"readings","id":17,"readings":[
                      {"meter":"a","time":1767225600000,"power":1},
                      {"meter":"a","time":99999999999999,"power":2},
                      {"meter":"a","time":1767225600,"power":3},
                      {"power":4},
                      {"meter":"bad id!","power":5},
                      {"meter":"a","time":1767225601000,"power":NaN,"voltage":230.1},
                      {"meter":"a","time":1767225602000,"power":1e12},
                      {"meter":"a","time":1767225603000,"power":"7"},
                      {"meter":"a","time":1767225603000,"energy_import":5,"interval_ms":900000},
                      {"meter":"a","time":1767225603000,"power":5,"interval_ms":900000},
                      7]}
                    """);

            var ack = device.next("ack");

            assertThat(ack.path("id").asInt()).isEqualTo(17);
            assertThat(ack.path("accepted").asInt()).isEqualTo(3);
            var reasons = new java.util.TreeMap<Integer, String>();
            for (var refused : ack.path("refused")) {
                reasons.put(refused.path("index").asInt(), refused.path("reason").asString());
                assertThat(refused.path("detail").asString()).isNotBlank();
            }
            assertThat(reasons)
                    .containsEntry(1, "time_in_future")
                    .containsEntry(2, "time_too_old")
                    .containsEntry(3, "malformed")
                    .containsEntry(4, "bad_name")
                    .containsEntry(5, "not_finite")
                    .containsEntry(6, "out_of_range")
                    .containsEntry(7, "malformed")
                    .containsEntry(9, "kind_mismatch")
                    .containsEntry(10, "malformed")
                    .hasSize(9);
        }
    }

    @Test
    void aReadingOfNowhereIsRefusedAlsoWhereItsMeterIsKnown() {
        node.post(PATH, "application/json", "{\"meter\":\"a\",\"power\":1}");
        node.put("/api/v1/sites/attic", "{}");
        var nowhere =
                node.post(
                        PATH,
                        "application/json",
                        "[{\"meter\":\"a\",\"site\":\"cellar\",\"power\":1,\"new\":2},"
                                + "{\"meter\":\"a\",\"site\":\"attic\",\"power\":3}]");

        assertThat(nowhere.body())
                .startsWith("{\"accepted\":1,")
                .contains("\"index\":0", "\"reason\":\"unknown_site\"", "no site cellar");
        assertThat(node.get("/api/v1/meters/a").body()).contains("\"site\":\"home\"");
        assertThat(node.node().catalog().channel("a", "new")).isEmpty();
    }

    /// A folder that an import has filled has no site of the configuration's name.
    @Test
    void aNewMeterGoesToTheOnlySiteAndIsRefusedWhereThereAreSeveral() {
        node.close();
        var imported = folder.resolve("imported");
        try (var data = DataFolder.open(imported);
                var catalog = SqlCatalog.open(data.path().resolve("catalog.db"))) {
            var zone = ZoneId.of("Asia/Seoul");
            catalog.put(new Site("works", "Works", zone, Currency.getInstance("KRW")));
        }
        node = TestNode.start(imported);
        node.post(PATH, "application/json", "{\"meter\":\"first\",\"power\":1}");
        node.put("/api/v1/sites/attic", "{}");
        var second = node.post(PATH, "application/json", "{\"meter\":\"second\",\"power\":1}");

        assertThat(node.get("/api/v1/meters/first").body()).contains("\"site\":\"works\"");
        assertThat(second.body())
                .startsWith("{\"accepted\":0,")
                .contains("\"reason\":\"unknown_site\"", "no site home; name one");
    }

    @Test
    void aNewMeterWhoseChannelsHaveNoNamesIsToldSo() {
        var answer = node.post(PATH, "application/json", "{\"meter\":\"new\",\"1st value\":1}");

        assertThat(answer.body())
                .startsWith("{\"accepted\":0,")
                .contains("\"channel\":\"1st value\",\"reason\":\"bad_name\"", "a letter first");
        assertThat(node.node().catalog().meters()).isEmpty();
    }

    @Test
    void aSumTakesNoReadings() {
        node.post(PATH, "application/json", "{\"meter\":\"a\",\"power\":1}");
        node.put("/api/v1/meters/sum", "{\"formula\":\"a\"}");
        var answer = node.post(PATH, "application/json", "{\"meter\":\"sum\",\"power\":1,\"x\":2}");

        assertThat(answer.body())
                .startsWith("{\"accepted\":0,")
                .contains("\"reason\":\"virtual_meter\"");
        assertThat(node.node().catalog().channels("sum"))
                .extracting(Channel::name)
                .containsExactly("power");
        node.put("/api/v1/meters/sum", "{\"formula\":null}");
        assertThat(node.post(PATH, "application/json", "{\"meter\":\"sum\",\"power\":1}").body())
                .startsWith("{\"accepted\":1,");
    }

    @Test
    void httpTakesObjectsListsLinesAndCsv() throws IOException {
        var object = node.post(PATH, "application/json", "{\"meter\":\"a\",\"power\":1}");
        var list =
                node.post(
                        PATH,
                        "application/json",
                        "[{\"meter\":\"a\",\"power\":1},{\"meter\":\"b\",\"power\":2}]");
        var wrapped =
                node.post(
                        PATH, "application/json", "{\"readings\":[{\"meter\":\"a\",\"power\":1}]}");
        var lines =
                node.post(
                        PATH,
                        "application/x-ndjson",
                        "{\"meter\":\"a\",\"power\":1}\n\n{\"meter\":\n{\"meter\":\"b\",\"power\":2}\n");
        var csv =
                node.post(
                        PATH,
                        "text/csv; charset=utf-8",
                        "meter,time,power\na,2026-01-01T00:00:00Z,1\nb,1767225600000,2\nc,x,3\n");

        assertThat(object.body()).isEqualTo("{\"accepted\":1,\"refused\":[]}");
        assertThat(list.body()).isEqualTo("{\"accepted\":2,\"refused\":[]}");
        assertThat(wrapped.body()).isEqualTo("{\"accepted\":1,\"refused\":[]}");
        assertThat(lines.body()).startsWith("{\"accepted\":2,").contains("\"index\":1");
        assertThat(csv.body()).startsWith("{\"accepted\":2,").contains("Line 4");
        assertThat(node.send(gzipped("{\"meter\":\"a\",\"power\":1}")).body())
                .isEqualTo("{\"accepted\":1,\"refused\":[]}");
    }

    @Test
    void whatCannotBeReadIsAnsweredWithAProblemThatHelps() {
        var broken = node.post(PATH, "application/json", "{\"meter\":");
        var empty = node.post(PATH, "application/json", "[]");
        var headless = node.post(PATH, "text/csv", "1,2,3\n4,5,6\n");
        var nowhere = node.get("/api/v1/nothing");

        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).contains("not JSON");
        assertThat(broken.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(headless.body()).contains("names the columns");
        assertThat(nowhere.statusCode()).isEqualTo(404);
    }

    @Test
    void aLongBodyThatCurlCallsAFormIsReadAsWhatItIs() {
        var readings = new StringJoiner(",", "[", "]");
        for (int i = 0; i < 400; i++) {
            readings.add("{\"meter\":\"a\",\"time\":%d,\"power\":%d}".formatted(NEW_YEAR + i, i));
        }
        String signs = "[{\"meter\":\"a\",\"power\":1,\"100%&a=b+c\":null}]";

        var many = node.post(PATH, "application/x-www-form-urlencoded", readings.toString());
        var odd = node.post(PATH, "application/x-www-form-urlencoded", signs);

        assertThat(many.body()).isEqualTo("{\"accepted\":400,\"refused\":[]}");
        assertThat(odd.body()).isEqualTo("{\"accepted\":1,\"refused\":[]}");
    }

    @Test
    void aBodyPastTheLimitIsTooLarge() {
        var huge = "[" + "1,".repeat(Routes.BODY_MAX / 2) + "1]";

        assertThat(node.post(PATH, "application/json", huge).statusCode()).isEqualTo(413);
    }

    @Test
    void whatADeviceJustSentCanBeLookedAt() {
        node.post(PATH, "application/json", "{\"meter\":\"plug\",\"power\":12,\"state\":\"on\"}");

        var messages = node.get("/api/v1/meters/plug/messages").body();
        var meters = node.get("/api/v1/meters").body();

        assertThat(messages).contains("\\\"state\\\":\\\"on\\\"").contains("\"wire\":\"http\"");
        assertThat(messages).contains("malformed");
        assertThat(meters).contains("\"id\":\"plug\"", "\"total\":1", "\"value\":12.0");
    }

    private HttpRequest gzipped(String body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return HttpRequest.newBuilder(node.http(PATH))
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bytes.toByteArray()))
                .build();
    }
}
