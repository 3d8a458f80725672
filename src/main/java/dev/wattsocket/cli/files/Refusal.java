package dev.wattsocket.cli.files;

import java.io.Serial;

/// A line cannot be taken. Thrown and caught while that line is read, so it has no stack.
final class Refusal extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final String reason;

    Refusal(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    RefusedLine at(long line) {
        return new RefusedLine(line, "", reason, String.valueOf(getMessage()));
    }
}
