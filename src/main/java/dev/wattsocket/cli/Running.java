package dev.wattsocket.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A node's life as a process: started, announced, and ended cleanly by a signal or by trouble.
final class Running {
    private static final long STOP_SECONDS = 5;

    private final NodeOptions options;
    private final CompletableFuture<String> fatal = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    Running(NodeOptions options) {
        this.options = options;
    }

    /// Something that runs on a node, such as the demo's house.
    interface Guest {
        AutoCloseable moveIn(Node node);
    }

    /// Runs until the process is told to stop; answers the exit code.
    int untilStopped(Guest guest) {
        var node = Node.start(options, fatal::complete);
        var hook = Thread.ofPlatform().name("stop").unstarted(this::stop);
        Runtime.getRuntime().addShutdownHook(hook);
        try (node;
                var _ = guest.moveIn(node)) {
            announce(node);
            String sentence = fatal.join();
            if (!sentence.isEmpty()) {
                System.err.println("wattsocket: " + sentence);
                return Wattsocket.EXIT_FAILED;
            }
            return 0;
        } catch (Exception e) {
            throw new StartFailed("The node did not stop cleanly: " + e.getMessage());
        } finally {
            stopped.complete(null);
        }
    }

    private void announce(Node node) {
        node.adminSecret()
                .ifPresent(secret ->
                        System.err.println(
                                "The admin token, shown this once: "
                                        + secret
                                        + "\nSend it as Authorization: Bearer …, or paste it into the page."));
        String host = options.server().host();
        String shown = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        String bracketed = shown.contains(":") ? "[" + shown + "]" : shown;
        System.out.println("Wattsocket ready: http://" + bracketed + ":" + node.port() + "/");
        System.out.flush();
    }

    /// A signal: tells the main thread, and holds the process until it is done.
    private void stop() {
        fatal.complete("");
        try {
            stopped.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            System.err.println("wattsocket: stopped before everything was closed.");
        } catch (Exception e) {
            System.err.println("wattsocket: " + e.getMessage());
        }
    }
}
