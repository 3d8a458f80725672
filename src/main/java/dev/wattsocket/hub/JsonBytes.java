package dev.wattsocket.hub;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing row of bytes that JSON is written into without garbage. Confined to one thread.
public final class JsonBytes {
    private static final double EXACT_MAX = 1e15;
    private static final int LONG_CHARS_MAX = 20;
    private static final byte[] HEX = ascii("0123456789abcdef");

    private byte[] bytes;
    private int length;

    public JsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public int length() {
        return length;
    }

    /// Forgets what was written after the first `to` bytes.
    public JsonBytes cut(int to) {
        length = to;
        return this;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    public JsonBytes raw(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    public JsonBytes raw(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    public JsonBytes raw(char c) {
        room(1);
        bytes[length++] = (byte) c;
        return this;
    }

    /// A JSON string, with its quotes.
    public JsonBytes string(String text) {
        raw('"');
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b == '"' || b == '\\') {
                raw('\\').raw((char) b);
            } else if (b >= 0 && b < 0x20) {
                raw("\\u00").raw((char) HEX[b >> 4]).raw((char) HEX[b & 15]);
            } else {
                room(1);
                bytes[length++] = b;
            }
        }
        return raw('"');
    }

    public JsonBytes number(long value) {
        if (value < 0) {
            if (value == Long.MIN_VALUE) {
                return raw(Long.toString(value));
            }
            raw('-');
            return digits(-value, 1);
        }
        return digits(value, 1);
    }

    /// The shortest form that reads back as the same number. Up to three decimals, which nearly all
    /// meters send, take a quick way. Finite values only.
    public JsonBytes number(double value) {
        if (Math.abs(value) < EXACT_MAX) {
            long whole = (long) value;
            if (whole == value) {
                return number(whole);
            }
            long thousandths = Math.round(value * 1000);
            if (thousandths / 1000.0 == value) {
                return fixed(thousandths);
            }
        }
        return raw(Double.toString(value));
    }

    private JsonBytes fixed(long thousandths) {
        if (thousandths < 0) {
            raw('-');
        }
        long magnitude = Math.abs(thousandths);
        digits(magnitude / 1000, 1).raw('.');
        int fraction = (int) (magnitude % 1000);
        if (fraction % 100 == 0) {
            return digits(fraction / 100, 1);
        }
        return fraction % 10 == 0 ? digits(fraction / 10, 2) : digits(fraction, 3);
    }

    /// At least `least` digits of a number that is not negative.
    private JsonBytes digits(long value, int least) {
        room(LONG_CHARS_MAX);
        int count = least;
        for (long bound = power(least); count < LONG_CHARS_MAX - 1 && value >= bound; count++) {
            bound *= 10;
        }
        long rest = value;
        for (int at = length + count - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
        return this;
    }

    private static long power(int digits) {
        return switch (digits) {
            case 1 -> 10;
            case 2 -> 100;
            default -> 1000;
        };
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
