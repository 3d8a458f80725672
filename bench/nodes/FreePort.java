import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Prints a port of loopback that nobody listens on.
void main() throws Exception {
    try (var socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress("127.0.0.1", 0));
        IO.println(socket.getLocalPort());
    }
}
