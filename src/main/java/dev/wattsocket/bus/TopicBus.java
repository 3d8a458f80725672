package dev.wattsocket.bus;

import java.util.function.Consumer;

/// The port that carries updates from where a reading came in to every node that has viewers.
public interface TopicBus {

    /// Hands updates to every listener. Called by the live loop only; must not block.
    void publish(Updates updates);

    /// Adds a listener; it is called on the live loop.
    void listen(Consumer<Updates> listener);
}
