package dev.wattsocket.server;

import dev.wattsocket.kit.RawSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// Makes what no client should send, from a seed.
final class Garbage {
    /// Frames that are fine as WebSocket frames, and each have exactly one answer: an `error`, or
    /// an `ack` that refuses.

    private final Random random;

    Garbage(long seed) {
        random = new Random(seed);
    }

    /// A whole frame whose content makes no sense. It has exactly one answer: an `error`, or an
    /// `ack` that refuses.
    byte[] message() {
        return switch (random.nextInt(10)) {
            case 0 -> RawSocket.text(printable(1 + random.nextInt(200)));
            case 1 -> RawSocket.text(cut());
            case 2 -> RawSocket.text(wrongType());
            case 3 -> RawSocket.text(deep());
            case 4 -> RawSocket.text(wrongNumber());
            case 5 -> RawSocket.frame(0x82, bytes(random.nextInt(300)));
            case 6 ->
                    RawSocket.text("{\"type\":\"%s\"}".formatted(letters(1 + random.nextInt(40))));
            case 7 -> RawSocket.text("{\"%s\":1}".formatted(letters(2_000)));
            case 8 ->
                    RawSocket.text(
                            "{\"meter\":\"%s\",\"power\":1}"
                                    .formatted("x y".repeat(1 + random.nextInt(99))));
            default -> RawSocket.text("[".repeat(1 + random.nextInt(50)));
        };
    }

    /// Bytes that end the connection: no WebSocket frame begins like this, or goes on like this.
    byte[] frame() {
        byte[] payload = bytes(1 + random.nextInt(100));
        return switch (random.nextInt(8)) {
            case 0 -> RawSocket.frame(0xF1, payload); // all reserved bits
            case 1 -> RawSocket.frame(0x83 + random.nextInt(5), payload); // an opcode of nobody
            case 2 -> RawSocket.frame(0x8B + random.nextInt(5), payload);
            case 3 -> RawSocket.frame(0x09, payload); // a ping in parts
            case 4 -> RawSocket.frame(0x89, bytes(126)); // a ping too long
            case 5 -> RawSocket.frame(0x80, payload); // goes on with nothing
            case 6 -> unmasked();
            default -> new byte[] {(byte) 0x81, (byte) 0xFF, (byte) 0xFF, 0, 0, 0, 0, 0, 0, 0};
        };
    }

    /// A frame that breaks off, with the beginning of another instead of its rest.
    byte[] half() {
        byte[] whole = message();
        byte[] broken = Arrays.copyOf(whole, whole.length / 2 + whole.length);
        Arrays.fill(broken, whole.length / 2, broken.length, (byte) 0xFF);
        return broken;
    }

    /// Text that is not UTF-8.
    byte[] notUtf8() {
        byte[] content = bytes(2 + random.nextInt(200));
        content[random.nextInt(content.length - 1)] = (byte) 0xC0;
        return RawSocket.frame(0x81, content);
    }

    private String cut() {
        String whole =
                "{\"type\":\"readings\",\"id\":1,\"readings\":[{\"meter\":\"m\",\"power\":1}]}";
        return whole.substring(0, random.nextInt(whole.length()));
    }

    private String wrongType() {
        String[] wrong = {
            "{\"type\":5}",
            "{\"type\":null}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"max_rate\":\"fast\"}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"max_rate\":0}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"max_rate\":1e9}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"meters\":{\"a\":1}}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"meters\":[1,2]}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"site\":[]}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"site\":\"nowhere\"}",
            "{\"type\":\"subscribe\",\"id\":\"1\",\"since\":{}}",
            "{\"type\":\"unsubscribe\",\"id\":\"never\"}",
            "{\"type\":\"readings\",\"readings\":7}",
            "{\"type\":\"readings\",\"readings\":[7]}",
            "{\"meter\":{\"meter\":\"m\"},\"power\":1}",
            "{\"meter\":\"m\",\"power\":[1]}",
            "{\"meter\":\"m\",\"time\":\"yesterday\",\"power\":1}",
            "{\"meter\":\"m\",\"interval_ms\":-5,\"power\":1}",
            "{\"meter\":\"m\"}",
            "{}",
            "null",
            "7",
            "\"text\"",
            "{\"meter\":\"m\",\"power\":1}{\"meter\":\"m\",\"power\":1}",
        };
        return wrong[random.nextInt(wrong.length)];
    }

    private String deep() {
        int depth = 17 + random.nextInt(3_000);
        String open = random.nextBoolean() ? "[" : "{\"a\":";
        return "{\"meter\":\"m\",\"power\":" + open.repeat(depth);
    }

    private String wrongNumber() {
        String[] numbers = {
            "NaN",
            "Infinity",
            "-Infinity",
            "1e400",
            "-1e999999999",
            "1e308",
            "9".repeat(401),
            "0x1",
            "1e",
            "--1",
            "01"
        };
        return "{\"meter\":\"m\",\"power\":%s}".formatted(numbers[random.nextInt(numbers.length)]);
    }

    /// A text frame without a mask, which a client must not send.
    private byte[] unmasked() {
        byte[] content = printable(20).getBytes(StandardCharsets.US_ASCII);
        var frame = new byte[content.length + 2];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) content.length;
        System.arraycopy(content, 0, frame, 2, content.length);
        return frame;
    }

    private String printable(int length) {
        var text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = (char) (' ' + random.nextInt(95));
        }
        // Nothing of this is JSON by accident.
        text[0] = '%';
        return new String(text);
    }

    private String letters(int length) {
        var text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = (char) ('a' + random.nextInt(26));
        }
        return new String(text);
    }

    private byte[] bytes(int length) {
        byte[] content = new byte[length];
        random.nextBytes(content);
        return content;
    }
}
