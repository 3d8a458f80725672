package dev.wattsocket.server;

import java.util.Locale;

/// What an `error` frame says went wrong.
enum ErrorCode {
    BAD_JSON,
    BAD_MESSAGE,
    UNKNOWN_TYPE,
    UNKNOWN_SITE,
    NOT_AUTHENTICATED,
    FORBIDDEN,
    TOO_LARGE,
    TOO_MANY,
    STORE_FAILED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
