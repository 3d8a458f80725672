package dev.wattsocket.bus;

import dev.wattsocket.model.Samples;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// A message as bytes: whole numbers in as many bytes as they need, times, channels and offsets as
/// their difference to the one before. A sample takes about 12 bytes.
public final class MessageBytes {
    private static final int VERSION = 1;
    private static final int EPOCH_BYTES_MOST = 64;

    private byte[] bytes;
    private int at;

    private MessageBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public static byte[] of(Message message) {
        var samples = message.samples();
        var out = new MessageBytes(new byte[64 + samples.size() * 16]);
        out.put(VERSION).put(message.isConflated() ? 1 : 0).text(message.epoch());
        out.put(message.previous()).put(samples.size());
        long offset = message.previous();
        long time = 0;
        int channel = 0;
        for (int i = 0; i < samples.size(); i++) {
            out.put(message.offset(i) - offset);
            out.signed((long) samples.channel(i) - channel);
            out.signed(samples.timeMillis(i) - time);
            out.put(samples.intervalSeconds(i)).eight(Double.doubleToRawLongBits(samples.value(i)));
            offset = message.offset(i);
            channel = samples.channel(i);
            time = samples.timeMillis(i);
        }
        return Arrays.copyOf(out.bytes, out.at);
    }

    /// The message of a site that `bytes` hold from `from` on; empty where they are none.
    public static Optional<Message> read(String site, byte[] bytes, int from) {
        var in = new MessageBytes(bytes);
        in.at = from;
        try {
            return in.message(site);
        } catch (IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    private Optional<Message> message(String site) {
        if (number() != VERSION) {
            return Optional.empty();
        }
        boolean conflated = number() == 1;
        String epoch = text();
        long previous = number();
        long size = number();
        if (epoch.isEmpty() || size < 1 || size > Message.SAMPLES_MAX) {
            return Optional.empty();
        }
        var samples = new Samples.Builder((int) size);
        var offsets = new long[(int) size];
        long offset = previous;
        long time = 0;
        long channel = 0;
        for (int i = 0; i < size; i++) {
            offset += number();
            channel += signed();
            time += signed();
            int interval = (int) number();
            if (channel < 0 || channel > Integer.MAX_VALUE - 1) {
                return Optional.empty();
            }
            samples.add((int) channel, time, Double.longBitsToDouble(eight()), interval);
            offsets[i] = offset;
        }
        return Optional.of(new Message(site, epoch, previous, conflated, samples.build(), offsets));
    }

    private MessageBytes put(long number) {
        room(10);
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            bytes[at++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        return this;
    }

    private long number() {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes[at++];
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IndexOutOfBoundsException("a number of more than ten bytes");
    }

    private void signed(long number) {
        put((number << 1) ^ (number >> 63));
    }

    private long signed() {
        long number = number();
        return (number >>> 1) ^ -(number & 1);
    }

    private void eight(long bits) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[at++] = (byte) (bits >>> shift);
        }
    }

    private long eight() {
        long bits = 0;
        for (int i = 0; i < 8; i++) {
            bits = (bits << 8) | (bytes[at++] & 0xFF);
        }
        return bits;
    }

    private void text(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        put(ascii.length);
        room(ascii.length);
        System.arraycopy(ascii, 0, bytes, at, ascii.length);
        at += ascii.length;
    }

    private String text() {
        long length = number();
        if (length > EPOCH_BYTES_MOST || at + length > bytes.length) {
            throw new IndexOutOfBoundsException("a text of " + length + " bytes");
        }
        at += (int) length;
        return new String(bytes, at - (int) length, (int) length, StandardCharsets.US_ASCII);
    }

    private void room(int more) {
        if (at + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + more));
        }
    }
}
