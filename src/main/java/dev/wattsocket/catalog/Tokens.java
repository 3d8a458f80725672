package dev.wattsocket.catalog;

import dev.wattsocket.catalog.Token.Access;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Makes tokens. Any thread.
public final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 6;

    private Tokens() {}

    /// A token with its secret, which is not kept anywhere.
    public record Made(Token token, String secret) {}

    public static Made make(String name, Access access, long nowMillis) {
        String secret = random(SECRET_BYTES);
        var token = new Token(id(), name, access, sha256(secret), nowMillis);
        return new Made(token, secret);
    }

    /// Lower-case hex of the SHA-256 of a token's secret.
    public static String sha256(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// On a command line what begins with a dash is taken for an option.
    private static String id() {
        String id = random(ID_BYTES);
        return id.startsWith("-") ? id() : id;
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
