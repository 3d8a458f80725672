package dev.wattsocket.server;

import dev.wattsocket.catalog.Token;
import dev.wattsocket.catalog.Token.Access;

/// Who asks: the holder of a token, or somebody on this machine, whose `token` is empty.
record Caller(Access access, String name, String token) {
    static Caller of(Token token) {
        return new Caller(token.access(), token.name(), token.id());
    }

    static Caller local(Access access) {
        return new Caller(access, "local", "");
    }
}
