package dev.wattsocket.catalog;

import java.io.Serial;

/// The catalog refused a change or could not be read or written; the message is a sentence that
/// tells what to do.
public final class CatalogException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    public CatalogException(String message) {
        super(message);
    }

    public CatalogException(String message, Throwable cause) {
        super(message, cause);
    }
}
