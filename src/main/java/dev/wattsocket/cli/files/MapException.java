package dev.wattsocket.cli.files;

import java.io.Serial;

/// A map does not fit: to the rules for maps, or to the file. The message is a sentence with the
/// key's name in it.
public final class MapException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    public MapException(String message) {
        super(message);
    }

    public MapException(String message, Throwable cause) {
        super(message, cause);
    }
}
