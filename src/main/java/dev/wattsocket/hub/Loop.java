package dev.wattsocket.hub;

/// An event loop that viewers' sockets live on. Its own thread runs what is handed to it, in order.
public interface Loop {
    void execute(Runnable task);

    /// Makes one frame ready to be written to many peers of this loop. On the loop only.
    Shared share(byte[] frame);

    /// A frame that is ready to be written; the last holder releases it.
    interface Shared {
        void release();
    }
}
