package dev.wattsocket.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The body of a response that is written while it is made, as fast as the client takes it. Blocks,
/// so it is for virtual threads; confined to one. Closing it does not end the response: `end` does.
final class BodyStream extends OutputStream {
    /// How long a client may take nothing.
    static final int STUCK_MILLIS_MAX = 30_000;

    private static final int PART_BYTES = 32 * 1024;

    private final RoutingContext context;
    private byte[] part = new byte[PART_BYTES];
    private int length;

    /// Begins a response of this type.
    BodyStream(RoutingContext context, String contentType) {
        this.context = context;
        context.response()
                .setChunked(true)
                .putHeader("Content-Type", contentType)
                .putHeader("Cache-Control", "no-store");
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        for (int at = from; at < from + count; ) {
            int fits = Math.min(PART_BYTES - length, from + count - at);
            System.arraycopy(bytes, at, part, length, fits);
            length += fits;
            at += fits;
            if (length == PART_BYTES) {
                send();
            }
        }
    }

    /// Sends the rest, and ends the response.
    void end() throws IOException {
        if (length > 0) {
            send();
        }
        context.vertx().runOnContext(_ -> context.response().end());
    }

    /// Breaks the connection off, so that nobody takes half a body for a whole one.
    void breakOff() {
        context.vertx().runOnContext(_ -> context.request().connection().close());
    }

    /// Nobody takes the body any more.
    static final class ClientGoneException extends IOException {
        private static final long serialVersionUID = 1;

        ClientGoneException() {
            super("the client takes no more");
        }
    }

    private void send() throws IOException {
        var response = context.response();
        var buffer = Buffer.buffer(length == PART_BYTES ? part : Arrays.copyOf(part, length));
        part = new byte[PART_BYTES];
        length = 0;
        if (response.closed()) {
            throw new ClientGoneException();
        }
        var room = new Semaphore(0);
        context.vertx()
                .runOnContext(_ -> {
                    var _ = response.write(buffer).onComplete(_ -> room.release());
                });
        try {
            if (!room.tryAcquire(STUCK_MILLIS_MAX, TimeUnit.MILLISECONDS) || response.closed()) {
                throw new ClientGoneException();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ClientGoneException();
        }
    }
}
