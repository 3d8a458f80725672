package dev.wattsocket.bus;

import java.util.Map;

/// The port that carries what moved from the node where a reading came in to every node that has
/// viewers of its site.
///
/// What a listener is told is in order for each origin and site, and may have holes and doubles:
/// each message says which one came before it. Nothing waits for other nodes: where they cannot be
/// reached, the newest value of each channel is kept for them, and the bus is degraded.
public interface TopicBus extends AutoCloseable {
    /// Whether there may be other nodes.
    boolean isShared();

    /// Begins. The listener is called on any thread, one call at a time, and must return soon.
    void start(Listener listener);

    /// Hands on what readings moved that came in here; sums stay. Called by the live loop only;
    /// does not block.
    void publish(Updates updates);

    /// From now on takes what others publish of a site, and reads its log. Any thread.
    void follow(String site);

    void unfollow(String site);

    /// Reads the log of a site that is followed, because something of it is missing. Any thread.
    void read(String site);

    /// Whether other nodes cannot be reached just now.
    boolean isDegraded();

    /// Ends after a last try to hand on what waits.
    @Override
    void close();

    /// Who is told what others published.
    interface Listener {
        void arrived(Message message);

        /// What the log of a site holds now.
        void loaded(Load load);

        /// How far an origin says it has published each site that moved lately: once a second, of
        /// this node too.
        void told(String epoch, Map<String, Long> lastOffsets);

        /// An origin fell silent without a goodbye: it may have stored what it did not publish.
        void gone(String epoch);

        /// The bus is degraded from now on, or whole again; then each site that is followed is
        /// loaded anew.
        void degraded(boolean isDegraded);
    }
}
