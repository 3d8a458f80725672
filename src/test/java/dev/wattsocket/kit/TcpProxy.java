package dev.wattsocket.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A way to a port of this machine that can be cut, or swallow all without a word.
public final class TcpProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean swallows;

    public TcpProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /// What is sent from now on is lost, on connections that stay open.
    public void swallow() {
        swallows = true;
    }

    /// New connections work again; those that lost something do not.
    public void heal() {
        swallows = false;
    }

    /// Ends all connections.
    public void cut() {
        open.forEach(TcpProxy::end);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private void accept() {
        try {
            while (true) {
                var from = server.accept();
                var to = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(from);
                open.add(to);
                Thread.ofVirtual().start(() -> pass(from, to));
                Thread.ofVirtual().start(() -> pass(to, from));
            }
        } catch (IOException _) {
            // Closed, or nobody is there.
        }
    }

    private void pass(Socket from, Socket to) {
        boolean lost = false;
        try (from;
                to) {
            var buffer = new byte[16 * 1024];
            for (int n = from.getInputStream().read(buffer); n >= 0; ) {
                lost |= swallows;
                if (!lost) {
                    to.getOutputStream().write(buffer, 0, n);
                }
                n = from.getInputStream().read(buffer);
            }
        } catch (IOException _) {
            // Cut.
        }
        open.remove(from);
        open.remove(to);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
