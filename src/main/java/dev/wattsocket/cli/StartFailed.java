package dev.wattsocket.cli;

import java.io.Serial;

/// The program can't start or go on; the message is a sentence for whoever started it.
final class StartFailed extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    public StartFailed(String message) {
        super(message);
    }
}
