package dev.wattsocket.hub;

/// A viewer's socket as the hub sees it. All methods on the peer's loop only.
public interface Peer {
    Loop loop();

    /// Whether the socket takes more now without piling up memory.
    boolean writable();

    void write(Loop.Shared frame);

    void write(byte[] frame);

    /// A subscription could not be had: the hub serves as many different ones as it can.
    void refused(Member member);
}
