package dev.wattsocket.cli.transfer;

import java.io.Serial;

/// The command cannot do what it was asked; the message is a sentence that tells what to do.
final class Failure extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    Failure(String message) {
        super(message);
    }

    Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
