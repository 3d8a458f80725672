import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A broadcaster on Netty without a framework: each reading is framed once, and all viewers share the
/// bytes; what a publisher's turn brings is flushed to a viewer at once. Whoever asks for /publish
/// sends readings; everybody else is a viewer.
final class Broadcast {
    private static final int REQUEST_MAX = 65_536;
    private static final int WAITING_MAX = 1 << 20; // bytes; a viewer that lets more pile up is closed

    private final Map<EventLoop, Room> rooms = new ConcurrentHashMap<>();

    public static void main(String[] args) throws Exception {
        var broadcast = new Broadcast();
        var loops = new MultiThreadIoEventLoopGroup(EpollIoHandler.newFactory());
        var address =
                new ServerBootstrap()
                        .group(loops)
                        .channel(EpollServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, 4096)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(WAITING_MAX / 2, WAITING_MAX))
                        .childHandler(broadcast.new Opening())
                        .bind("127.0.0.1", 0)
                        .sync()
                        .channel()
                        .localAddress();
        System.out.println("netty ready: http://127.0.0.1:" + ((InetSocketAddress) address).getPort() + "/");
    }

    private final class Opening extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(REQUEST_MAX), new Upgrade());
        }
    }

    private final class Upgrade extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var request = (FullHttpRequest) message;
            boolean publishes = request.uri().equals("/publish");
            var handshaker =
                    new WebSocketServerHandshakerFactory(request.uri(), null, false, REQUEST_MAX)
                            .newHandshaker(request);
            handshaker.handshake(context.channel(), request);
            request.release();
            context.pipeline().replace(this, "seat", publishes ? new Publisher() : new Viewer());
        }
    }

    /// Frames what comes; hands it on when the turn's reading is done.
    private final class Publisher extends ChannelInboundHandlerAdapter {
        private List<ByteBuf> turn = new ArrayList<>();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof TextWebSocketFrame frame) {
                turn.add(framed(context, frame.content()));
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            var frames = turn;
            turn = new ArrayList<>();
            rooms.forEach((loop, room) -> {
                frames.forEach(ByteBuf::retain);
                loop.execute(() -> room.send(frames));
            });
            frames.forEach(ByteBuf::release);
        }

        private static ByteBuf framed(ChannelHandlerContext context, ByteBuf payload) {
            int length = payload.readableBytes();
            var frame = context.alloc().directBuffer(length + 4).writeByte(0x81);
            if (length < 126) {
                frame.writeByte(length);
            } else {
                frame.writeByte(126).writeShort(length);
            }
            return frame.writeBytes(payload);
        }
    }

    private final class Viewer extends ChannelInboundHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            var room = rooms.computeIfAbsent(context.channel().eventLoop(), _ -> new Room());
            room.members.add(context.channel());
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            rooms.get(context.channel().eventLoop()).members.remove(context.channel());
        }
    }

    /// The viewers of one event loop. Confined to it.
    private static final class Room {
        private final List<Channel> members = new ArrayList<>();

        void send(List<ByteBuf> frames) {
            for (int i = members.size() - 1; i >= 0; i--) {
                var channel = members.get(i);
                if (!channel.isWritable()) {
                    channel.close();
                    continue;
                }
                // From the head of the pipeline: the frame is whole, no handler has to look at it.
                var head = channel.pipeline().firstContext();
                for (var frame : frames) {
                    head.write(frame.retainedDuplicate(), channel.voidPromise());
                }
                head.flush();
            }
            frames.forEach(ByteBuf::release);
        }
    }
}
