package dev.wattsocket.server;

import dev.wattsocket.hub.Loop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;

/// An event loop as the hub sees it.
final class NettyLoop implements Loop {
    private final EventLoop loop;

    NettyLoop(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public void execute(Runnable task) {
        if (!loop.isShuttingDown()) {
            loop.execute(task);
        }
    }

    @Override
    public Shared share(byte[] frame) {
        return new SharedFrame(frameOf(frame));
    }

    /// A whole WebSocket text frame as a server sends it, unmasked: the same bytes for every peer,
    /// in memory that the kernel reads without another copy.
    static ByteBuf frameOf(byte[] payload) {
        int length = payload.length;
        var bytes = PooledByteBufAllocator.DEFAULT.directBuffer(length + 10);
        bytes.writeByte(0x81);
        if (length < 126) {
            bytes.writeByte(length);
        } else if (length <= 0xFFFF) {
            bytes.writeByte(126).writeShort(length);
        } else {
            bytes.writeByte(127).writeLong(length);
        }
        return bytes.writeBytes(payload);
    }

    /// A frame that is written to many sockets.
    record SharedFrame(ByteBuf bytes) implements Shared {
        @Override
        public void release() {
            bytes.release();
        }
    }
}
