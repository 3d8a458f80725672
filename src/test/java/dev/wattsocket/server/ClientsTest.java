package dev.wattsocket.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wattsocket.kit.RawSocket;
import dev.wattsocket.kit.TestNode;
import dev.wattsocket.kit.TestSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that others wrote, and messages cut at every byte.
final class ClientsTest {
    /// With signs of two, three and four bytes, so that some cuts go through them.
    private static final String MESSAGE =
            "{\"type\":\"readings\",\"id\":\"Zähler € 🔌\",\"readings\":[{\"meter\":\"m\",\"power\":1240.5}]}";

    @TempDir Path folder;
    @AutoClose private TestNode node;

    @BeforeEach
    void start() {
        node = TestNode.start(folder);
    }

    @Test
    void theClientOfTheJdkInPartsCutAtEverySign() {
        try (var device = TestSocket.connect(node.webSocket())) {
            for (int cut = 0; cut <= MESSAGE.length(); cut++) {
                if (cut < MESSAGE.length() && Character.isLowSurrogate(MESSAGE.charAt(cut))) {
                    continue; // it encodes each part by itself
                }
                device.sendParts(MESSAGE.substring(0, cut), MESSAGE.substring(cut));
                var ack = device.next("ack");
                assertThat(ack.path("accepted").asInt()).as("cut at %d", cut).isEqualTo(1);
                assertThat(ack.path("id").asString()).isEqualTo("Zähler € 🔌");
            }
        }
    }

    @Test
    void theClientOfNpmInPartsCutAtEveryByteWithPingsBetween() throws Exception {
        var web = Path.of("web").toAbsolutePath().toString();
        var script = Path.of("src/test/resources/clients/parts.mjs").toString();
        var process =
                new ProcessBuilder("node", script, node.webSocket().toString(), web)
                        .redirectErrorStream(true)
                        .start();
        try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
            input.write(MESSAGE);
            input.write('\n');
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        int cuts = MESSAGE.getBytes(StandardCharsets.UTF_8).length + 1;
        assertThat(said.lines()).isEqualTo(Collections.nCopies(cuts, "1"));
    }

    /// The network may cut anywhere: the handshake, a frame's head, its mask, its payload.
    @Test
    void bytesOneByOne() throws IOException {
        var frames = new ByteArrayOutputStream();
        frames.writeBytes(RawSocket.frame(0x81, MESSAGE.getBytes(StandardCharsets.UTF_8)));
        frames.writeBytes(RawSocket.frame(0x89, new byte[] {1, 2, 3}));
        frames.writeBytes(RawSocket.text(MESSAGE + " ".repeat(200)));
        try (var raw = RawSocket.dial(node.port())) {
            sendEach(raw, RawSocket.handshake("/ws/energy/"));
            assertThat(raw.line()).contains(" 101 ");
            String header = raw.line();
            while (!header.isEmpty()) {
                header = raw.line();
            }
            sendEach(raw, frames.toByteArray());
            int accepted = 0;
            while (accepted < 2) {
                accepted += raw.nextText().contains("\"accepted\":1") ? 1 : 0;
            }
        }
    }

    private static void sendEach(RawSocket raw, byte[] bytes) throws IOException {
        for (byte each : bytes) {
            raw.send(new byte[] {each});
        }
    }
}
