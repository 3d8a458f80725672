package dev.wattsocket.kit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A WebSocket client of bare bytes: sends what no decent client would, and stops reading at will.
public final class RawSocket implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawSocket(int port, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 65_536));
        out = socket.getOutputStream();
    }

    /// A connection that has said nothing yet.
    public static RawSocket dial(int port) throws IOException {
        return new RawSocket(port, 0);
    }

    /// A WebSocket, with a receive buffer of about this size (0: the system's).
    public static RawSocket connect(int port, String path, int receiveBuffer) throws IOException {
        var raw = new RawSocket(port, receiveBuffer);
        raw.send(handshake(path));
        String header = raw.line();
        while (!header.isEmpty()) {
            header = raw.line();
        }
        return raw;
    }

    public static byte[] handshake(String path) {
        return ascii(
                "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                .formatted(path)
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
    }

    /// A masked frame, as a client sends it.
    public static byte[] frame(int firstByte, byte[] payload) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(firstByte);
        int length = payload.length;
        if (length < 126) {
            bytes.write(0x80 | length);
        } else if (length < 65_536) {
            bytes.write(0x80 | 126);
            bytes.write(length >> 8);
            bytes.write(length);
        } else {
            bytes.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                bytes.write((int) ((long) length >> shift));
            }
        }
        byte[] mask = {7, 31, 63, 11};
        bytes.writeBytes(mask);
        for (int i = 0; i < length; i++) {
            bytes.write(payload[i] ^ mask[i & 3]);
        }
        return bytes.toByteArray();
    }

    public static byte[] text(String text) {
        return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /// The payload of the next text frame; throws EOFException when the server is gone.
    public String nextText() throws IOException {
        while (true) {
            int first = in.readUnsignedByte();
            byte[] payload = new byte[Math.toIntExact(length())];
            in.readFully(payload);
            if (first == 0x81) {
                return new String(payload, StandardCharsets.UTF_8);
            }
            if (first == 0x88) {
                throw new EOFException("closed by the server: " + closeCode(payload));
            }
        }
    }

    /// Whether the server ends the connection, whatever it says before.
    public boolean isEnded() {
        try {
            int got = in.read();
            while (got >= 0) {
                got = in.read();
            }
            return true;
        } catch (java.net.SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    public String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private long length() throws IOException {
        int length = in.readUnsignedByte() & 0x7F;
        return switch (length) {
            case 126 -> in.readUnsignedShort();
            case 127 -> in.readLong();
            default -> length;
        };
    }

    private static int closeCode(byte[] payload) {
        return payload.length < 2 ? 1005 : (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
