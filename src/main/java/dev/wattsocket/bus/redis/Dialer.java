package dev.wattsocket.bus.redis;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the link to Redis, again and again until there is one, and says why there is none: each
/// reason once. Confined to the bus thread.
final class Dialer {
    private static final Logger LOG = LoggerFactory.getLogger(Dialer.class);

    private static final int SAID_MOST = 20;

    private final Client client;
    private final Consumer<Runnable> busThread;
    private final Pause pause = new Pause();
    private boolean dialing;
    private final Set<String> said = new HashSet<>();

    /// @param busThread runs something on the bus thread
    Dialer(Client client, Consumer<Runnable> busThread) {
        this.client = client;
        this.busThread = busThread;
    }

    /// Whether it is time to try.
    boolean isDue(long nowNanos) {
        return !dialing && pause.isOver(nowNanos);
    }

    /// Tries, on a thread of its own.
    void dial(Link.Listener listener, Consumer<Link> made, Runnable failed) {
        dialing = true;
        Thread.ofVirtual()
                .name("bus-connect")
                .start(() -> {
                    try {
                        var link = client.connect(listener);
                        busThread.accept(() -> {
                            dialing = false;
                            made.accept(link);
                        });
                    } catch (RuntimeException e) {
                        busThread.accept(() -> {
                            dialing = false;
                            fail(e);
                            failed.run();
                        });
                    }
                });
    }

    /// A link broke.
    void rest() {
        pause.begin(System.nanoTime());
    }

    /// The link is good.
    void forget() {
        pause.forget();
        said.clear();
    }

    void neverAgain() {
        pause.neverEnd();
    }

    private void fail(RuntimeException e) {
        rest();
        say("Redis can't be reached: " + why(e));
    }

    /// Says what is wrong, if it was not said since the link was good.
    void say(String sentence) {
        if (said.size() < SAID_MOST && said.add(sentence)) {
            LOG.warn(sentence);
        }
    }

    /// The client library wraps what Redis, TLS or the network said.
    static String why(Throwable e) {
        var inner = e;
        while (inner.getCause() != null && inner.getCause().getMessage() != null) {
            inner = inner.getCause();
        }
        return String.valueOf(inner.getMessage());
    }
}
