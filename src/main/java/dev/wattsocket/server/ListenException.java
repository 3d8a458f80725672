package dev.wattsocket.server;

import java.io.Serial;
import java.net.BindException;

/// The server could not listen; the message is a sentence for the operator.
public final class ListenException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    ListenException(ServerOptions options, Throwable cause) {
        super(sentence(options, cause), cause);
    }

    private static String sentence(ServerOptions options, Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            String message = String.valueOf(each.getMessage());
            if (each instanceof BindException || message.contains("Address already in use")) {
                return "Port %d of %s is in use; stop what uses it, or take another with --port."
                        .formatted(options.port(), options.host());
            }
        }
        return "Can't listen on %s port %d: %s"
                .formatted(options.host(), options.port(), cause.getMessage());
    }
}
