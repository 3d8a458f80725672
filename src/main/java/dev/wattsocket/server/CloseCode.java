package dev.wattsocket.server;

/// Why the server ends a WebSocket. The numbers are part of the protocol.
enum CloseCode {
    NO_FRAME(1002),
    NOT_UTF8(1007),
    RESTART(1012),
    MALFORMED(4400),
    NOT_AUTHENTICATED(4401),
    FORBIDDEN(4403),
    TOO_SLOW(4408),
    TOO_LARGE(4413),
    TOO_MANY(4429);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
