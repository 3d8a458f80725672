package dev.wattsocket.catalog;

import java.util.Locale;

/// A key to the server. The secret is shown once, when the token is made; only its hash is kept.
public record Token(String id, String name, Access access, String sha256, long createdMillis) {

    /// What a token lets its holder do.
    public enum Access {
        /// See everything, change nothing.
        VIEWER,
        /// Send readings, see nothing.
        DEVICE,
        /// Everything, tokens included.
        ADMIN;

        public boolean canRead() {
            return this != DEVICE;
        }

        public boolean canSend() {
            return this != VIEWER;
        }

        public boolean canChange() {
            return this == ADMIN;
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
