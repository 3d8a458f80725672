package dev.wattsocket.server;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/// One WebSocket: puts messages together from frames, writes frames, and knows whether the peer
/// still listens. Confined to its event loop.
///
/// Frames are written as ready-made bytes below the frame encoder (docs/decisions/0004): many
/// sockets then share one buffer, which the public API would copy for each.
final class Socket {
    /// Bytes of one message. What is longer is thrown away while it comes in.
    static final int MESSAGE_MAX = 1024 * 1024;

    /// Bytes that may wait for the peer before the socket counts as full: then it is written no
    /// more live frames, and read no further, so that nobody can make answers pile up.
    static final int WAITING_MAX = 64 * 1024;

    /// How long a peer may take to answer a goodbye.
    private static final int CLOSE_SECONDS = 5;

    /// Who is told of what comes in, on the socket's loop.
    interface Listener {
        void text(byte[] utf8);

        void binary(byte[] bytes);

        /// A message was longer than MESSAGE_MAX and is gone.
        void tooLong();

        /// The socket takes more again.
        void drained();

        void closed();
    }

    private final ServerWebSocket socket;
    private final Channel channel;
    private final ChannelHandlerContext encoder;
    private final boolean deflated;
    private final Listener listener;
    private final SocketCounts counts;
    private @Nullable ByteArrayOutputStream parts;
    private boolean partsAreText;
    private boolean skipping;
    private boolean closing;
    private boolean full;
    private int holds;

    /// When something last came from the peer, and when it last took bytes (loop's nanoseconds).
    private long heardNanos;

    private long stuckNanos;
    private long stuckBytes;

    Socket(ServerWebSocket socket, Listener listener, SocketCounts counts) {
        this.socket = socket;
        this.listener = listener;
        this.counts = counts;
        var context = ((WebSocketInternal) socket).channelHandlerContext();
        this.channel = context.channel();
        this.encoder = channel.pipeline().context(WebSocketFrameEncoder.class);
        this.deflated = channel.pipeline().get(WebSocketServerExtensionHandler.class) != null;
        this.heardNanos = System.nanoTime();
        this.stuckNanos = heardNanos;
        channel.pipeline().addBefore(context.name(), "socket", new Below());
        socket.setWriteQueueMaxSize(WAITING_MAX);
        socket.frameHandler(this::frame);
        socket.pongHandler(_ -> heardNanos = System.nanoTime());
        // Later, so that nobody leaves a room while the room is being written to.
        socket.closeHandler(_ -> channel.eventLoop().execute(listener::closed));
        socket.exceptionHandler(_ -> {});
    }

    boolean writable() {
        return channel.isWritable();
    }

    void write(byte[] utf8) {
        writeOnce(NettyLoop.frameOf(utf8));
    }

    void write(NettyLoop.SharedFrame frame) {
        writeOnce(frame.bytes().retainedDuplicate());
    }

    void writeBinary(byte[] bytes) {
        socket.writeBinaryMessage(Buffer.buffer(bytes));
    }

    void ping() {
        socket.writePing(Buffer.buffer());
    }

    void close(CloseCode code, String reason) {
        if (!closing) {
            closing = true;
            counts.ended(code).increment();
            socket.close((short) code.number(), reason);
            // Who takes nothing would never take the goodbye either.
            var _ = channel.eventLoop().schedule(this::end, CLOSE_SECONDS, SECONDS);
        }
    }

    private void endOutput() {
        var _ = ((DuplexChannel) channel).shutdownOutput();
    }

    private void end() {
        var _ = channel.close();
    }

    /// Reads no further until it was released as often as held: what the peer sends meanwhile stays
    /// in the network.
    void hold() {
        holds++;
        if (holds == 1) {
            socket.pause();
        }
    }

    void release() {
        holds--;
        if (holds == 0) {
            heardNanos = System.nanoTime();
            socket.resume();
        }
    }

    /// Since when the peer has been silent; now, where it is not listened to.
    long silentSinceNanos(long nowNanos) {
        return holds > 0 ? nowNanos : heardNanos;
    }

    /// Bytes that wait for the peer to take them.
    long waitingBytes() {
        var waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }

    /// Since when the peer has taken nothing of what waits for it; now, where nothing waits.
    long stuckSinceNanos(long nowNanos) {
        long waiting = channel.isWritable() ? 0 : channel.bytesBeforeWritable();
        if (waiting == 0 || waiting != stuckBytes) {
            stuckBytes = waiting;
            stuckNanos = nowNanos;
        }
        return stuckNanos;
    }

    private void writeOnce(ByteBuf frame) {
        if (closing || !channel.isActive()) {
            frame.release();
        } else if (deflated) {
            int header = frame.getByte(1) == 127 ? 10 : frame.getByte(1) == 126 ? 4 : 2;
            var _ = channel.writeAndFlush(new TextWebSocketFrame(frame.skipBytes(header)));
        } else {
            var _ = encoder.writeAndFlush(frame, channel.voidPromise());
        }
    }

    private void frame(WebSocketFrame frame) {
        heardNanos = System.nanoTime();
        if (!closing) {
            take(frame);
        }
        if (!full && !channel.isWritable()) {
            full = true;
            hold();
        }
    }

    private void take(WebSocketFrame frame) {
        if (frame.isText() || frame.isBinary()) {
            var data = frame.binaryData();
            if (frame.isFinal() && data.length() <= MESSAGE_MAX) {
                message(frame.isText(), data.getBytes());
                return;
            }
            partsAreText = frame.isText();
            parts = new ByteArrayOutputStream();
            append(data, frame.isFinal());
        } else if (frame.isContinuation()) {
            append(frame.binaryData(), frame.isFinal());
        }
    }

    private void append(Buffer data, boolean isFinal) {
        var gathered = parts;
        if (gathered == null) {
            return;
        }
        if (gathered.size() + data.length() > MESSAGE_MAX) {
            skipping = true;
        } else if (!skipping) {
            gathered.writeBytes(data.getBytes());
        }
        if (isFinal) {
            parts = null;
            if (skipping) {
                skipping = false;
                listener.tooLong();
            } else {
                message(partsAreText, gathered.toByteArray());
            }
        }
    }

    private void message(boolean isText, byte[] bytes) {
        if (!isText) {
            listener.binary(bytes);
        } else if (Utf8.isValid(bytes)) {
            listener.text(bytes);
        } else {
            close(CloseCode.NOT_UTF8, "text is not UTF-8");
        }
    }

    /// Nothing that the peer says from here on can be understood, its goodbye neither: it hears the
    /// code and the end at once.
    private void broken(CorruptedWebSocketFrameException why) {
        int status = why.closeStatus().code();
        if (status == WebSocketCloseStatus.MESSAGE_TOO_BIG.code()) {
            hangUp(CloseCode.TOO_LARGE, "a frame too large");
        } else if (status == WebSocketCloseStatus.INVALID_PAYLOAD_DATA.code()) {
            hangUp(CloseCode.NOT_UTF8, "text is not UTF-8");
        } else {
            hangUp(CloseCode.NO_FRAME, "this is no WebSocket frame");
        }
    }

    private void hangUp(CloseCode code, String reason) {
        if (!closing) {
            closing = true;
            counts.ended(code).increment();
            var _ =
                    channel.writeAndFlush(new CloseWebSocketFrame(code.number(), reason))
                            .addListener(_ -> endOutput());
            var _ = channel.eventLoop().schedule(this::end, CLOSE_SECONDS, SECONDS);
        }
    }

    /// Hears what Vert.x keeps to itself: of drained queues it tells only for what went through it,
    /// and bytes that are no frame it answers by hanging up.
    private final class Below extends ChannelInboundHandlerAdapter {
        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            context.fireChannelWritabilityChanged();
            if (channel.isWritable()) {
                listener.drained();
                if (full) {
                    full = false;
                    release();
                }
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof CorruptedWebSocketFrameException why) {
                broken(why);
            } else {
                context.fireExceptionCaught(cause);
            }
        }
    }
}
