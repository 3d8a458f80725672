package dev.wattsocket.store;

import java.io.Serial;

/// The store could not do what it was asked; the message is a sentence for the operator.
public final class StoreException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
